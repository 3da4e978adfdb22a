import { describe, expect, it } from "vitest";
import { clearEps, hasLevels, levelAt } from "../../src/core/levels";
import { decode } from "../../src/core/trace";
import { densityPlan, wireOf } from "../painter_wires";

// against scikit-learn: tests/traces/test_dbscan_levels.py
const optics = decode(wireOf({
  ...densityPlan,
  fixed: {
    curve_values: ["f8", [Infinity, 1, 1, 6, 1, 1, 4, 9]], curve_order: ["i4", [0, 1, 2, 3, 4, 5, 6, 7]],
    level_core: ["f8", [1, 1, 1, 1, 1, 1, 5, 9]],
  },
}));

describe("a level across reachabilities", () => {
  it("starts a cluster at a core point that is not reached", () => {
    expect([...levelAt(optics, 2).labels]).toEqual([0, 0, 0, 1, 1, 1, -1, -1]);
    expect([...levelAt(optics, 4).labels]).toEqual([0, 0, 0, 1, 1, 1, 1, -1]);
    expect(levelAt(optics, 6)).toMatchObject({ clusters: 1, noise: 1 });
  });

  it("needs no distance from the values", () => {
    expect(clearEps(optics, 4)).toBe(4);
    expect([hasLevels(optics), hasLevels(decode(wireOf(densityPlan)))]).toEqual([true, false]);
  });
});

describe("an eps of DBSCAN", () => {
  const dbscan = decode(wireOf({
    ...densityPlan,
    fixed: {
      ...densityPlan.fixed, level_core: ["f8", [1, 1, 1, 1, 1, 1, 5, 9]], level_children: ["i4", []], level_heights: ["f8", [1, 3]],
      level_takers: ["i4", []], level_taken: ["f8", []],
    },
  }));

  it("that is a distance moves away from it", () => {
    expect([2, 3, 5].map((eps) => clearEps(dbscan, eps))).toEqual([2, 3.003, 5.005]);
  });
});
