import { describe, expect, it } from "vitest";
import { lookOf, pictured, rowsOf } from "../../../src/widgets/metric_lab/pictured";
import { decodeState, NOISE } from "../../../src/widgets/metric_lab/wire";
import { CASES, LAB, makeState } from "./made";

it("a point is called by its row and its class", () => {
  const words = (key: string, values: Record<string, string | number> = {}): string => [key, ...Object.values(values)].join(" ");
  expect(rowsOf(LAB, words).labels[12]).toBe("metric_lab.point 12 round");
  expect(rowsOf({ ...LAB, classes: new Uint16Array(0) }, words).labels[12]).toBe("metric_lab.point.plain 12");
});

describe("labels on the plane", () => {
  it("have as few looks as they need, and a number of their own", () => {
    const first = pictured(LAB, decodeState(makeState()));
    expect(first.head.clusters).toHaveLength(14);
    expect(first.sizes(0).slice(0, 4)).toEqual([6, 10, 8, 0]);
    expect(pictured(LAB, decodeState(makeState())).look).not.toBe(first.look);
    expect([first.centers(0), first.weights(0), first.row("x", 0), first.changed(0)]).toEqual([null, null, null, []]);
  });
  it("come round again past the last look; noise stays noise", () => {
    const labels = [...CASES[0]!.labels];
    [labels[0], labels[1]] = [99, -1];
    const trace = pictured(LAB, decodeState(makeState({ of: labels })));
    expect([...trace.labels(0)!].slice(0, 2)).toEqual([1, NOISE]);
    expect(lookOf(LAB, 99).name).toBe("B");
  });
});
