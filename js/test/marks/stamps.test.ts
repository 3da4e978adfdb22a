import { describe, expect, it } from "vitest";
import type { Shape } from "../../src/core/types";
import { pack, type Rgb } from "../../src/marks/color";
import { blitPoints, placePoints, pointRadius, pointRatio } from "../../src/marks/points";
import { distance, extentOf } from "../../src/marks/shapes";
import { makeStamps, reachOf, type StampLook } from "../../src/marks/stamps";

const SHAPES: Shape[] = ["circle", "square", "triangle", "diamond", "cross", "star", "pentagon"];
const RED: Rgb = [200, 30, 10];
const look = (change: Partial<StampLook> = {}): StampLook => ({
  shape: "circle", radius: 4, fill: RED, outline: null, outlineWidth: 0, halo: null, haloWidth: 0, ...change,
});
const alphaOf = (pixel: number): number => pixel >>> 24;

function drawn(looks: StampLook[], xy: number[], labels: number[] | null, size = 40): Int32Array {
  const image = new Int32Array(size * size);
  const places = placePoints(Float32Array.from(xy), 1, size, size, Math.max(...looks.map(reachOf)));
  blitPoints(image, places, labels, makeStamps(looks, size));
  return image;
}

describe("shapes", () => {
  it.each(SHAPES)("%s is inside at its middle, outside past its extent, and about as large as a circle", (shape) => {
    expect(distance(shape, 1, 0, 0)).toBeLessThan(0);
    expect(distance(shape, 1, 1.01 * extentOf(shape), 0.02)).toBeGreaterThan(0);
    let area = 0;
    for (let y = -2; y < 2; y += 0.05) for (let x = -2; x < 2; x += 0.05) if (distance(shape, 1, x, y) < 0) area += 0.0025;
    expect(area / Math.PI).toBeGreaterThan(0.7);
    expect(area / Math.PI).toBeLessThan(1.2);
  });
});

describe("stamps", () => {
  it.each(SHAPES)("cover what a %s covers, at every phase", (shape) => {
    for (const [dx, dy] of [[0, 0], [0.3, 0.6], [0.99, 0.99]] as const) {
      const image = drawn([look({ shape })], [20 + dx, 20 + dy], null);
      const covered = image.reduce((sum, pixel) => sum + alphaOf(pixel) / 255, 0);
      expect(covered / (Math.PI * 16)).toBeGreaterThan(0.65);
      expect(covered / (Math.PI * 16)).toBeLessThan(1.25);
      expect(image[20 * 40 + 20]).toBe(pack(RED, 255));
    }
  });

  it("put fill within, outline at the rim and halo around", () => {
    const image = drawn([look({ radius: 6, outline: [0, 0, 0], outlineWidth: 2, halo: [255, 255, 255], haloWidth: 2 })], [20.5, 20.5], null);
    expect(image[20 * 40 + 20]).toBe(pack(RED, 255));
    expect(image[20 * 40 + 25]).toBe(pack([0, 0, 0], 255));
    expect(image[20 * 40 + 27]).toBe(pack([255, 255, 255], 255));
  });
});

describe("blitPoints", () => {
  const looks = [look({ fill: [1, 2, 3] }), look({ fill: [4, 5, 6] }), look({ fill: [7, 8, 9] })];
  it("takes the look of the label, and the last look for no cluster", () => {
    const image = drawn(looks, [10.5, 10.5, 30.5, 10.5, 10.5, 30.5], [0, 1, 255]);
    expect([image[410], image[430], image[30 * 40 + 10]]).toEqual([pack([1, 2, 3], 255), pack([4, 5, 6], 255), pack([7, 8, 9], 255)]);
    expect(drawn(looks, [10.5, 10.5], null)[410]).toBe(pack([7, 8, 9], 255));
  });

  it("leaves out points whose stamp would leave the image", () => {
    expect(drawn(looks, [1, 1, 39.9, 20, 20, -5, NaN, 20, 20, 1e9], [0, 0, 0, 0, 0]).every((pixel) => pixel === 0)).toBe(true);
  });

  it("blends edges as the mathematics of straight alpha says, to within 2 in 255", () => {
    for (const [a, b] of [[100, 0], [100, 255], [60, 120], [200, 30], [254, 254]] as const) {
      const image = Int32Array.of(pack([0, 100, 250], b));
      const stamps = { looks: 1, at: Int32Array.of(0), color: Int32Array.of(pack([250, 50, 0], a)), bounds: new Int32Array(33).fill(1, 2) };
      blitPoints(image, { pixel: Int32Array.of(0), phase: Uint8Array.of(0) }, null, stamps);
      const [p, q] = [a / 255, b / 255];
      const alpha = p + q * (1 - p);
      const want = [[250, 0], [50, 100], [0, 250]].map(([top, under]) => ((top as number) * p + (under as number) * q * (1 - p)) / alpha);
      const pixel = image[0] as number;
      const got = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
      expect(Math.abs(alphaOf(pixel) - 255 * alpha)).toBeLessThanOrEqual(2);
      got.forEach((value, c) => expect(Math.abs(value - (want[c] as number))).toBeLessThanOrEqual(2));
    }
  });
});

describe("sizes", () => {
  it("shrink with n and grow with the plane", () => {
    const radii = [50, 300, 1000, 3000, 10_000, 100_000, 500_000].map((n) => pointRadius(n, 440));
    expect(radii).toEqual([...radii].sort((a, b) => b - a));
    expect([pointRadius(300, 440), pointRadius(3000, 440), pointRadius(100_000, 440)]).toEqual([4.5, 3, 2]);
    expect(pointRadius(300, 900)).toBeGreaterThan(pointRadius(300, 440));
  });

  it("cap the ratio where there are many points", () => {
    expect([pointRatio(300, 2), pointRatio(30_000, 3), pointRatio(100_000, 2), pointRatio(10, 1)]).toEqual([2, 1.5, 1, 1]);
  });
});
