import { describe, expect, it } from "vitest";
import type { Shape } from "../../src/core/types";
import { distance, extentOf, outlineOf } from "../../src/marks/shapes";

const SHAPES: Shape[] = ["circle", "square", "triangle", "diamond", "cross", "star", "pentagon"];

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

describe("the x of noise", () => {
  it("has its arms on the diagonals and is the same after a quarter turn", () => {
    expect(distance("x", 10, 0, 0)).toBeLessThan(0);
    for (const [x, y] of [[7, 7], [-7, 7], [7, -7], [-7, -7]] as const) expect(distance("x", 10, x, y)).toBeLessThan(0);
    for (const [x, y] of [[7, 0], [0, 7], [-7, 0], [0, -7]] as const) expect(distance("x", 10, x, y)).toBeGreaterThan(0);
    for (let i = 0; i < 100; i += 1) {
      const [x, y] = [(7 * i) % 29 - 14, (11 * i) % 31 - 15];
      expect(distance("x", 10, x, y)).toBeCloseTo(distance("x", 10, -y, x), 6);
    }
  });

  it("reaches as far as its corners", () => {
    const outline = outlineOf("x");
    const far = outline.filter((_, i) => i % 2 === 0).map((x, i) => Math.hypot(x, outline[2 * i + 1]!));
    expect(outline).toHaveLength(24);
    expect(extentOf("x")).toBeCloseTo(Math.max(...far));
    expect(extentOf("x")).toBeLessThan(1.5);
  });
});
