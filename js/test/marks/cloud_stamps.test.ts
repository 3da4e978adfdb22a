import { describe, expect, it } from "vitest";
import { projection } from "../../src/core/turn";
import { StampedCloud, type PointKind } from "../../src/marks/cloud_stamps";
import type { Rgb } from "../../src/marks/color";

const WHITE: Rgb = [255, 255, 255];
const SIZE = 120;
const AHEAD = projection({ yaw: 0, pitch: 0 }, SIZE, SIZE, 10);
const RED: PointKind = { color: [200, 0, 0], shape: "circle", faded: false };
const BLUE: PointKind = { color: [0, 0, 200], shape: "circle", faded: false };

/** A cloud on a canvas whose last picture can be looked at. */
function cloudOf(n: number): { cloud: StampedCloud; put: number[]; at(x: number, y: number): number[] } {
  const put: number[] = [];
  let last: Uint8ClampedArray = new Uint8ClampedArray(0);
  const context = {
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }),
    putImageData: ({ data }: { data: Uint8ClampedArray }) => { last = data; put.push(data.length); },
  };
  const canvas = { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement;
  const cloud = new StampedCloud(canvas);
  cloud.resize(SIZE, SIZE, 1, n);
  return { cloud, put, at: (x, y) => [...last.slice(4 * (Math.floor(y) * canvas.width + Math.floor(x)), 4 * (Math.floor(y) * canvas.width + Math.floor(x)) + 4)] };
}

describe("a stamped cloud", () => {
  it("draws each point where it falls, in the color of its kind", () => {
    const { cloud, at } = cloudOf(2);
    cloud.draw(Float32Array.of(0.2, 0.5, 0.5, 0.8, 0.5, 0.5), Uint8Array.of(0, 1), [RED, BLUE], AHEAD, WHITE);
    const [x0, y0, x1, y1] = cloud.seen;
    expect(x0!).toBeLessThan(x1!);
    const [left, right] = [at(x0!, y0!), at(x1!, y1!)];
    expect(left[0]!).toBeGreaterThan(left[2]!);
    expect(right[2]!).toBeGreaterThan(right[0]!);
    expect(at(2, 2)[3]).toBe(0);
  });

  it("draws near points over far ones, in stronger color", () => {
    const { cloud, at } = cloudOf(2);
    const one = Float32Array.of(0.5, 0.5, 1, 0.5, 0.5, 0);
    cloud.draw(one, Uint8Array.of(0, 1), [RED, BLUE], AHEAD, WHITE);
    expect(at(SIZE / 2, SIZE / 2)[0]!).toBeGreaterThan(150);
    expect(cloud.depths[0]!).toBeGreaterThan(cloud.depths[1]!);
    cloud.draw(Float32Array.of(0.5, 0.5, 0, 0.5, 0.5, 1), Uint8Array.of(0, 1), [RED, BLUE], AHEAD, WHITE);
    expect(at(SIZE / 2, SIZE / 2)[2]!).toBeGreaterThan(150);
  });

  it("draws those that are singled out over those that fade, however near these are", () => {
    const { cloud, at } = cloudOf(2);
    cloud.draw(Float32Array.of(0.5, 0.5, 1, 0.5, 0.5, 0), Uint8Array.of(0, 1), [{ ...RED, faded: true }, BLUE], AHEAD, WHITE);
    const [red, , blue] = at(SIZE / 2, SIZE / 2);
    expect(blue!).toBeGreaterThan(red!);
  });

  it("leaves out a point beyond the picture", () => {
    const { cloud, at } = cloudOf(1);
    cloud.draw(Float32Array.of(9, 0.5, 0.5), Uint8Array.of(0), [RED], AHEAD, WHITE);
    for (let x = 0; x < SIZE; x += 1) expect(at(x, SIZE / 2)[3]).toBe(0);
  });

  it("takes another size and another number of points", () => {
    const { cloud, put } = cloudOf(1);
    cloud.resize(2 * SIZE, SIZE, 1, 3);
    expect([cloud.canvas.width, cloud.canvas.height, cloud.seen.length, cloud.depths.length]).toEqual([2 * SIZE, SIZE, 6, 3]);
    cloud.draw(new Float32Array(9).fill(0.5), new Uint8Array(3), [RED], AHEAD, WHITE);
    expect(put).toEqual([4 * 2 * SIZE * SIZE]);
  });

  it("knows where points are where nothing can be drawn", () => {
    const cloud = new StampedCloud({ width: 0, height: 0, getContext: () => null } as unknown as HTMLCanvasElement);
    cloud.resize(SIZE, SIZE, 1, 1);
    cloud.draw(Float32Array.of(0.5, 0.5, 0.5), Uint8Array.of(0), [RED], AHEAD, WHITE);
    expect([...cloud.seen]).toEqual([SIZE / 2, SIZE / 2]);
  });
});
