import { describe, expect, it } from "vitest";
import { rangeTo } from "../../../src/widgets/stepper/level_row";

// the row itself: tree.test.ts, curve.test.ts, condensed.test.ts
describe("what may be typed", () => {
  it.each([[8.4, 0.1], [0.26, 0.001], [120, 1], [5e-7, 1e-8]])("up to %f goes by %f", (most, step) => {
    expect(rangeTo(most)).toEqual({ least: step, most, step });
  });
});
