import { describe, expect, it, vi } from "vitest";
import type { Shape } from "../../src/core/types";
import { pack } from "../../src/marks/color";
import * as shapes from "../../src/marks/shapes";
import { makeStamps } from "../../src/marks/stamps";
import { alphaOf, drawn, look, RED } from "./stamped";

const SHAPES: Shape[] = ["circle", "square", "triangle", "diamond", "cross", "star", "pentagon"];

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

  it("measure a shape once for looks of all colors", () => {
    const measured = vi.spyOn(shapes, "distance");
    const shape = { shape: "star", radius: 3.21 } as const;
    makeStamps([look(shape)], 40);
    const once = measured.mock.calls.length;
    makeStamps([look(shape), look({ ...shape, fill: [0, 200, 0] })], 40);
    expect([once > 0, measured.mock.calls.length]).toEqual([true, once]);
    expect(drawn([look({ ...shape, fill: [0, 200, 0] })], [20.5, 20.5], null)[20 * 40 + 20]).toBe(pack([0, 200, 0], 255));
  });
});
