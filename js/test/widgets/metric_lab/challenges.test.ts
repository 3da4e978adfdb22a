import { describe, expect, it } from "vitest";
import { verdict } from "../../../src/widgets/metric_lab/challenges";
import type { Goal } from "../../../src/widgets/metric_lab/wire";

const solved = (relation: Goal["relation"], value: number, now: number): boolean =>
  verdict({ key: "k", text: "", goals: [{ score: "s", relation, value, text: "" }] }, { s: now }).solved;

describe("a challenge", () => {
  it.each([
    ["equal", 1, 1 + 1e-12, true], ["equal", 1, 0.999, false], ["least", 0.9, 0.9, true], ["least", 0.9, 0.89, false],
    ["most", 0, 0, true], ["most", 0, 0.1, false], ["above_truth", 0.4, 0.41, true], ["above_truth", 0.4, 0.4, false], ["most", 1, NaN, false],
  ] as const)("%s %f is judged of %f: %s", (relation, value, now, met) => {
    expect(solved(relation, value, now)).toBe(met);
  });
  it("is solved when all of its goals are met", () => {
    const goal = (value: number): Goal => ({ score: "s", relation: "equal", value, text: "" });
    expect(verdict({ key: "k", text: "", goals: [goal(1), goal(2)] }, { s: 1 })).toEqual({ key: "k", met: [true, false], solved: false });
  });
});
