import { describe, expect, it } from "vitest";
import { HEAT_LEVELS, heatLevels } from "../../src/painters/looks";

describe("heat", () => {
  it("has a level for every weight", () => {
    expect([...heatLevels(Uint8Array.of(0, 128, 255))]).toEqual([0, HEAT_LEVELS / 2, HEAT_LEVELS - 1]);
  });
});
