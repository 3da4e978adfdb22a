import { describe, expect, it } from "vitest";
import { clean, makeInk, ring } from "../../src/marks/brush";
import { madeScene } from "../painters/scene";
import { fakeContext } from "./fake_context";

describe("ink", () => {
  const scene = madeScene(5);

  it("is the theme in numbers, and knows a dark ground", () => {
    const light = makeInk(scene.theme, scene);
    expect(light).toMatchObject({ bg: [255, 255, 255], fg: [31, 35, 40], accent: [9, 105, 218], font: "sans-serif", dark: false });
    expect(makeInk({ ...scene.theme, bg: "rgb(17, 20, 25)" }, scene).dark).toBe(true);
  });

  it.each([[120, 0.4], [300, 0.8], [440, 1], [550, 1.25], [2000, 1.6]])("has marks for a plane of %i pixels %d times as large", (side, size) => {
    const there = madeScene(5);
    there.scale = { ...there.scale, width: side + 200, height: side };
    expect(makeInk(there.theme, there).size).toBeCloseTo(size);
  });
});

describe("a clean canvas", () => {
  it("is empty and in CSS pixels, whatever was drawn before", () => {
    const { context, calls } = fakeContext();
    context.globalAlpha = 0.2;
    const canvas = { width: 600, height: 400, getContext: () => context } as unknown as HTMLCanvasElement;
    expect(clean(canvas, 2)).toBe(context);
    expect(calls.map(({ name, args }) => [name, ...args])).toEqual([
      ["setTransform", 1, 0, 0, 1, 0, 0], ["clearRect", 0, 0, 600, 400], ["setTransform", 2, 0, 0, 2, 0, 0], ["setLineDash", []],
    ]);
    expect(context.globalAlpha).toBe(1);
  });

  it("is none in a document without canvases", () => {
    expect(clean({ getContext: () => null } as unknown as HTMLCanvasElement, 1)).toBeNull();
  });
});

it("a ring lies over a wider one in the ground's color", () => {
  const { context, named } = fakeContext();
  ring(context, 5, 6, 7, "red", "white", 2);
  expect(named("arc").map(({ args }) => args.slice(0, 3))).toEqual([[5, 6, 7], [5, 6, 7]]);
  expect(named("stroke").map(({ style }) => [style["strokeStyle"], style["lineWidth"]])).toEqual([["white", 4], ["red", 2]]);
});
