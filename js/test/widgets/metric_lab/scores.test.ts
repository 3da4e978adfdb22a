import { describe, expect, it } from "vitest";
import { agreement, countsOf, mostMatched, separation } from "../../../src/widgets/metric_lab/scores";
import { CASES, LAB, labelsOf } from "./made";

describe("scores that a page counts itself", () => {
  it.each(CASES.map(({ labels, quantities }, i) => [i, labels, quantities] as const))("are Python's, labeling %i", (_, labels, quantities) => {
    const found = { ...agreement(countsOf(LAB, labelsOf(labels))), ...separation(LAB, labelsOf(labels)) };
    expect(Object.keys(found).sort()).toEqual(Object.keys(quantities).sort());
    for (const [name, value] of Object.entries(quantities)) {
      if (value === null) expect(found[name], name).toBeNaN();
      else expect(found[name], name).toBeCloseTo(value, 9);
    }
  });
  it("pair clusters and classes one to one, the most points", () => {
    expect(mostMatched([[2, 1], [1, 0]])).toBe(2);
    expect(mostMatched([[3, 0], [4, 1], [0, 5]])).toBe(9);
    expect(mostMatched([[0, 0]])).toBe(0);
    expect(mostMatched([])).toBe(0);
  });
  it("of points that lie on one another are none", () => {
    const flat = { ...LAB, points: new Float64Array(48) };
    expect(separation(flat, labelsOf(CASES[0]!.labels))).toMatchObject({ silhouette: 0, davies_bouldin: 0, calinski_harabasz: 1 });
  });
  it("are 1 where the classes are found", () => {
    const found = agreement(countsOf(LAB, LAB.classes));
    expect(["homogeneity", "completeness", "adjusted_rand", "adjusted_mutual_info"].map((name) => found[name])).toEqual([1, 1, 1, 1]);
  });
});
