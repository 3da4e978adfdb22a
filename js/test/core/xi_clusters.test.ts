import { describe, expect, it } from "vitest";
import { decode } from "../../src/core/trace";
import { steepBars, xiClusters } from "../../src/core/xi_clusters";
import { densityPlan, wireOf } from "../painter_wires";

// against scikit-learn: tests/traces/test_optics.py
const walk = decode(wireOf({
  ...densityPlan,
  fixed: {
    curve_values: ["f8", [Infinity, 1, 1, 6, 1, 1, 4, 9]], curve_order: ["i4", [0, 1, 2, 3, 4, 5, 6, 7]],
    level_predecessors: ["i4", [-1, 0, 1, 0, 3, 4, 3, 6]], level_valleys: ["i4", [2, 2, 1]],
  },
}));

describe("clusters by xi", () => {
  it("are valleys between steep slopes", () => {
    expect(xiClusters(walk, 0.05)).toMatchObject({ labels: Int32Array.from([0, 0, 0, 1, 1, 1, 1, 1]), clusters: 2, noise: 0 });
    expect(xiClusters(walk, 0.95)).toMatchObject({ clusters: 1 });
  });

  it("begin and end where bars are steep", () => {
    expect([...steepBars([8, 4, 4, 7], 0.3)]).toEqual([2, 0, 1, 1]);
    expect([...steepBars([8, 4, 4, 7], 0.6)]).toEqual([0, 0, 0, 1]);
    expect([...steepBars([0, 0, 5], 0.1)]).toEqual([0, 1, 1]);
  });
});
