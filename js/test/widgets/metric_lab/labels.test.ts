import { describe, expect, it } from "vitest";
import type { Edit } from "../../../src/core/types";
import { edited, freeNumber, lettersOf, numbersOf } from "../../../src/widgets/metric_lab/labels";
import { NOISE } from "../../../src/widgets/metric_lab/wire";
import { called, CASES, LAB, labelsOf } from "./made";

const START = labelsOf(CASES[0]!.labels);
const of = (edit: Edit, labels = START) => edited(LAB, labels, edit, START, called);

describe("an edit", () => {
  it("makes the labels that Python makes of it", () => {
    const [start, assigned, split, noise, merged] = CASES.slice(0, 5).map(({ labels }) => labelsOf(labels)) as [Uint16Array, Uint16Array, Uint16Array, Uint16Array, Uint16Array];
    expect(of({ kind: "assign", points: [0, 15], cluster: 1 }, start)!.labels).toEqual(assigned);
    expect(of({ kind: "split", cluster: 1 }, assigned)!.labels).toEqual(split);
    expect(of({ kind: "assign", points: [3, 4, 5], cluster: -1 }, split)!.labels).toEqual(noise);
    expect(of({ kind: "merge", cluster: 2, into: 0 }, noise)!.labels).toEqual(merged);
    expect([...of({ kind: "each_alone" })!.labels]).toEqual([...Array(24).keys()]);
    expect(new Set(of({ kind: "all_together" })!.labels)).toEqual(new Set([0]));
    expect(of({ kind: "reset" }, merged)!.labels).toEqual(START);
  });
  it("shuffles labels, as many of each", () => {
    const { labels } = of({ kind: "shuffle" })!;
    expect([...labels].sort()).toEqual([...START].sort());
  });
  it("tells what it did", () => {
    expect(of({ kind: "assign", points: [0], cluster: 1 })).toMatchObject({ form: "assign.one", values: { n: "1", before: "A", cluster: "B" } });
    expect(of({ kind: "assign", points: [0, 1], cluster: 1 })!.form).toBe("assign.many");
    expect(of({ kind: "assign", points: [0, 23], cluster: 2 })!.form).toBe("assign.mixed");
    expect(of({ kind: "split", cluster: 0 })!.values).toEqual({ cluster: "A", into: "D", n: "3", rest: "3" });
  });
  it("is none where there is nothing to split, and none of another widget", () => {
    expect(of({ kind: "split", cluster: 9 })).toBeNull();
    expect(of({ kind: "new_start" })).toBeNull();
  });
});

describe("clusters", () => {
  it("are numbered and lettered", () => {
    expect(numbersOf(labelsOf([2, -1, 0, 2]))).toEqual([NOISE, 0, 2]);
    expect(freeNumber(labelsOf([0, 1, 3, -1]))).toBe(2);
    expect([0, 25, 26, 701, 702].map(lettersOf)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  });
});
