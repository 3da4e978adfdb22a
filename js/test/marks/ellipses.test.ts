import { describe, expect, it } from "vitest";
import type { Ink } from "../../src/marks/brush";
import { drawEllipses } from "../../src/marks/ellipses";
import { fakeContext } from "./fake_context";

const ink: Ink = { bg: [255, 255, 255], fg: [0, 0, 0], muted: [90, 90, 90], grid: [225, 225, 225], accent: [0, 0, 255], font: "", dark: false, size: 1 };

/** Arguments of the two calls: the wide one first. */
function ellipses(covariance: readonly [number, number, number], unit = 50): number[][] {
  const { context, named } = fakeContext();
  drawEllipses(context, 120, 80, covariance.map((part) => part * unit * unit) as never, "#0072b2", ink);
  return named("ellipse").map(({ args }) => args as number[]);
}

describe("ellipses", () => {
  it("have the axes of the covariance's eigenvectors, one and two deviations long", () => {
    for (const degrees of [0, 17, 45, 90, 123, 160, 179]) {
      for (const [long, short] of [[2, 1], [3, 0.4], [1.5, 1.4]] as const) {
        const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
        const covariance = [long ** 2 * c * c + short ** 2 * s * s, (long ** 2 - short ** 2) * c * s, long ** 2 * s * s + short ** 2 * c * c] as const;
        const calls = ellipses(covariance);
        expect(calls).toHaveLength(2);
        calls.forEach(([x, y, across, along, angle, from, to], i) => {
          expect([x, y, from]).toEqual([120, 80, 0]);
          expect(to).toBeCloseTo(2 * Math.PI);
          expect(across).toBeCloseTo((2 - i) * long * 50, 6);
          expect(along).toBeCloseTo((2 - i) * short * 50, 6);
          // on the screen y grows downwards: the axis in the data is (cos, -sin)
          const [vx, vy] = [Math.cos(angle!), -Math.sin(angle!)];
          expect(covariance[0] * vx + covariance[1] * vy).toBeCloseTo(long ** 2 * vx, 6);
          expect(covariance[1] * vx + covariance[2] * vy).toBeCloseTo(long ** 2 * vy, 6);
        });
      }
    }
  });

  it("of a circle are circles", () => {
    for (const [, , across, along] of ellipses([4, 0, 4])) expect(across).toBeCloseTo(along!);
  });

  it.each([[[0, 0, 0]], [[1, 1, 1]], [[1, 1.0000001, 1]]] as const)("that are flat (%j) are still a line", (covariance) => {
    for (const call of ellipses(covariance)) {
      expect(call.every(Number.isFinite)).toBe(true);
      expect(Math.min(call[2]!, call[3]!)).toBe(1);
    }
  });
});
