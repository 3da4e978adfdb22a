import { beforeEach, describe, expect, it } from "vitest";
import { Highlight } from "../../src/core/highlight";
import type { Plane } from "../../src/core/plane";
import { decode } from "../../src/core/trace";
import { stepOfMerge, treeOf } from "../../src/core/tree";
import { PointKeys } from "../../src/shell/point_keys";
import { plans, wireOf } from "../painter_wires";

const trace = decode(wireOf(plans.tree!));
const tree = treeOf(trace)!;
let highlight = new Highlight();
let gone: number[] = [];
let said: string[] = [];
let step = 0;
let keys: PointKeys;

const press = (key: string, shiftKey = false): boolean => {
  const act = keys.find({ key, shiftKey } as KeyboardEvent);
  act?.();
  return act !== null;
};

beforeEach(() => {
  [highlight, gone, said, step] = [new Highlight(), [], [], trace.frames - 1];
  const plane = { pointBeyond: (point: number, right: number) => (right > 0 ? point + 1 : null) } as unknown as Plane;
  keys = new PointKeys(() => ({
    highlight, plane, trace, step, future: false, words: (key) => key,
    announce: (text) => { said.push(text); }, go: (to) => { gone.push(to); },
  }));
});

describe("points", () => {
  it("are entered by I, walked by arrows, and left by Escape", () => {
    expect(press("ArrowRight")).toBe(false);
    press("i");
    press("ArrowRight");
    expect(highlight.kept).toEqual({ kind: "point", point: 1 });
    press("ArrowLeft"); // nobody lies there
    expect(highlight.kept).toEqual({ kind: "point", point: 1 });
    press("End");
    expect(highlight.kept).toEqual({ kind: "point", point: trace.head.n - 1 });
    press("Home");
    expect(highlight.kept).toEqual({ kind: "point", point: 0 });
    press("Escape");
    expect([highlight.kept, said, press("ArrowRight")]).toEqual([null, ["look.closed"], false]);
  });

  it("go on from the one that was tapped; a tap alone takes no arrow from the steps", () => {
    highlight.keep({ kind: "point", point: 3 });
    expect(press("ArrowRight")).toBe(false);
    press("i");
    expect(highlight.kept).toEqual({ kind: "point", point: 3 });
  });

  it("lead to their cluster", () => {
    press("i");
    press("g");
    const label = trace.labels(step)![0]!;
    expect(highlight.kept).toEqual(label < trace.head.clusters.length ? { kind: "cluster", cluster: label } : { kind: "point", point: 0 });
  });
});

describe("branches", () => {
  it("are climbed and descended, and opened at their merge", () => {
    press("i");
    press("b");
    expect(highlight.kept).toMatchObject({ kind: "points", node: tree.n + tree.parent[0]! });
    press("Enter");
    expect(gone).toEqual([stepOfMerge(trace, tree.parent[0]!)]);
    press("B", true);
    expect(highlight.kept).toEqual({ kind: "point", point: 0 });
  });

  it("end at the merges that are done", () => {
    step = 0;
    press("i");
    press("b");
    expect(highlight.kept).toEqual({ kind: "point", point: 0 });
  });
});
