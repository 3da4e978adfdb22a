import { describe, expect, it } from "vitest";
import { histogram } from "../../../src/widgets/stepper/starts";

describe("histogram", () => {
  it("puts every start in one bin that holds its end", () => {
    const objective = [212, 212, 530, 300, 529.9, 212.5];
    const bins = histogram({ ack: 0, init: "random", objective, seeds: [0, 1, 2, 3, 4, 5] });
    expect(bins.flatMap((bin) => bin.seeds).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    for (const bin of bins) {
      for (const end of bin.ends) {
        expect(end).toBeGreaterThanOrEqual(bin.low - 1e-9);
        expect(end).toBeLessThanOrEqual(bin.high + 1e-9);
      }
    }
  });

  it("makes one bin of equal ends", () => {
    expect(histogram({ ack: 0, init: "random", objective: [5, 5, 5], seeds: [0, 1, 2] })).toHaveLength(1);
  });
});
