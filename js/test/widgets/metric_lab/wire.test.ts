import { describe, expect, it } from "vitest";
import { decodeLab, decodeState, NOISE } from "../../../src/widgets/metric_lab/wire";
import { makeLab, makeState } from "./made";

describe("what Python sends", () => {
  it("is points in full, and whole numbers", () => {
    const lab = decodeLab(makeLab());
    expect([...lab.points.slice(0, 2)]).toEqual([0.5, 6.7]);
    expect([...lab.classes]).toHaveLength(24);
    const { labels } = decodeState(makeState({ of: [...new Array(23).fill(1), -1] }));
    expect(labels[22]).toBe(1);
    expect(labels[23]).toBe(NOISE);
    expect(decodeState({ ...makeState(), labels }).labels).toBe(labels);
  });
});
