import { describe, expect, it } from "vitest";
import { beyond, centerSpots, emptySketch, nearest, noQuestion } from "../../src/core/plane_scene";
import { madeScene } from "../painters/scene";

describe("centers in pixels", () => {
  it("stand where the frame has them, and are none before there are any", () => {
    const scene = madeScene(5);
    const { x, y } = scene.scale;
    expect([...centerSpots(scene)]).toEqual([x(0), y(0.5), x(7.25), y(7)].map((at) => expect.closeTo(at, 3)));
    expect(centerSpots(madeScene(0))).toHaveLength(0);
    expect(Number.isNaN(centerSpots(madeScene(1))[2])).toBe(true);
  });

  it("follow the hand, which may hold none that is there", () => {
    const held = madeScene(5, { preview: { cluster: 1, to: [2, 3] } });
    expect([...centerSpots(held)].slice(2)).toEqual([held.scale.x(2), held.scale.y(3)].map((at) => expect.closeTo(at, 3)));
    expect(centerSpots(madeScene(5, { preview: { cluster: 9, to: [2, 3] } }))).toEqual(centerSpots(madeScene(5)));
  });
});

describe("the nearest of some places", () => {
  const xy = Float32Array.of(0, 0, 10, 0, NaN, NaN, 10, 4);

  it("is found within reach, its rim included, and none beyond", () => {
    expect([nearest(xy, [1, 0], 5), nearest(xy, [9, 1], 5), nearest(xy, [10, 3], 5), nearest(xy, [0, 5], 5)]).toEqual([0, 1, 3, 0]);
    expect([nearest(xy, [0, 5.1], 5), nearest(new Float32Array(0), [0, 0], 100)]).toEqual([null, null]);
  });

  it("equals a look at all of them", () => {
    for (let i = 0; i < 200; i += 1) {
      const spot: [number, number] = [(7 * i) % 13, (5 * i) % 7];
      const far = [0, 1, 3].map((j) => Math.hypot(xy[2 * j]! - spot[0], xy[2 * j + 1]! - spot[1]));
      const found = nearest(xy, spot, 100)!;
      expect(Math.hypot(xy[2 * found]! - spot[0], xy[2 * found + 1]! - spot[1])).toBeCloseTo(Math.min(...far));
    }
  });
});

it("a sketch and a question are their own each time", () => {
  emptySketch().added.push([1, 1]);
  noQuestion().points.push(3);
  expect([emptySketch(), noQuestion()]).toEqual([
    { added: [], pending: [], moving: null, moved: new Map(), brush: null, doomed: [] }, { points: [], guess: null, truth: null },
  ]);
});

describe("the next point in a direction", () => {
  const xy = Float32Array.of(0, 0, 10, 1, 6, 9, 0, -5);
  it("lies ahead more than aside", () => {
    expect(beyond(xy, 0, 1, 0)).toBe(1);
    expect(beyond(xy, 0, 0, 1)).toBe(2);
    expect(beyond(xy, 0, 0, -1)).toBe(3);
  });
  it("is none at the edge", () => expect(beyond(xy, 0, -1, 0)).toBeNull());
});
