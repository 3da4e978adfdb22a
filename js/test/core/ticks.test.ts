import { describe, expect, it } from "vitest";
import { tickStep, ticks } from "../../src/core/ticks";

describe("ticks", () => {
  it.each([
    [0, 10, 5, 2], [0, 10, 10, 1], [0, 1, 3, 0.5], [0, 1, 10, 0.1], [-3, 3, 6, 1], [0, 7000, 3, 2000], [0, 0.004, 4, 0.001],
  ])("from %d to %d in about %d parts go by %d", (low, high, count, step) => {
    expect(tickStep(low, high, count)).toBe(step);
  });

  it("are round numbers within the range", () => {
    expect(ticks(0, 1, 10)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(ticks(-2026.5, -1490, 3)).toEqual([-2000, -1800, -1600]);
  });

  it("make between half and twice the parts that were asked for", () => {
    for (let i = 1; i < 400; i += 1) {
      const high = 1.37 ** (i - 200);
      for (const count of [3, 5, 10]) {
        const parts = high / tickStep(0, high, count);
        expect(parts).toBeGreaterThan(count / 1.6);
        expect(parts).toBeLessThan(count * 1.6);
      }
    }
  });

  it("of a range without width end", () => {
    expect(ticks(5, 5, 3)).toEqual([5]);
  });
});
