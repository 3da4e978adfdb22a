// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { blend, css, parseColor } from "../../src/marks/color";
import { changed, treePlan, type Plan } from "../painter_wires";
import { stageFor } from "./stage";

afterEach(() => { vi.restoreAllMocks(); });

/** Corners of each path that was filled, and its colour. */
function hulls(seen: ReturnType<typeof stageFor>): { corners: string[]; fill: unknown }[] {
  const found: { corners: string[]; fill: unknown }[] = [];
  let corners: string[] = [];
  for (const { name, args, style } of seen.ground()) {
    if (name === "beginPath") corners = [];
    if (name === "moveTo" || name === "lineTo") corners.push(args.map((v) => Number(v).toFixed(1)).join());
    if (name === "fill") found.push({ corners: corners.sort(), fill: style["fillStyle"] });
  }
  return found;
}

const corner = (seen: ReturnType<typeof stageFor>, i: number): string => {
  const { xy } = seen.scene(0);
  return [xy[2 * i]!, xy[2 * i + 1]!].map((v) => v.toFixed(1)).join();
};

describe("hulls", () => {
  it.each([[0, []], [1, [[0, 1]]], [2, [[0, 1], [3, 4]]], [3, [[0, 1, 2], [3, 4]]], [4, [[0, 1, 2], [3, 4, 5]]], [6, [[0, 1, 2], [3, 4, 5]]]])(
    "at step %i are about the clusters there are", (step, clusters) => {
      const seen = stageFor("tree");
      seen.at(step);
      const wanted = clusters.flatMap((points) => [points, points]).map((points) => points.map((i) => corner(seen, i)).sort());
      expect(hulls(seen).map(({ corners }) => corners)).toEqual(wanted);
    });

  it("have the colours of the points in them", () => {
    const seen = stageFor("tree");
    seen.at(4);
    const tints = hulls(seen).filter((_, i) => i % 2 === 1).map(({ fill }) => fill);
    const white = [255, 255, 255] as const;
    expect(tints).toEqual(["#0072b2", "#e69f00"].map((color) => css(blend(white, parseColor(color), 0.14))));
  });

  it("are grey where there are no looks", () => {
    const seen = stageFor(changed(treePlan, { clusters: [] }));
    seen.at(2);
    expect(hulls(seen)[3]!.fill).toBe(css(blend([255, 255, 255], parseColor("#8a8f98"), 0.14)));
  });

  // tree.ts here and in panels: Python lets looks from 200 on come round over the last hundred (wire.py, `_look_numbers`)
  it("have the colours of their points also past the last look", () => {
    const colors = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];
    const clusters = Array.from({ length: 200 }, (_, j) => ({ name: `c${j}`, color: colors[j % 7]!, shape: "circle" as const }));
    const number = 250;
    const look = 100 + (number % 100);
    const seen = stageFor({
      ...changed(treePlan, { clusters, k: 200 }),
      frames: [{ kind: "show" }, { kind: "merge", labels: [look, look, 255, 255, 255, 255], focus: { merge: 1 } }],
      fixed: { ...treePlan.fixed, tree_numbers: ["i4", [0, 0, 0, 0, 0, 0, number, 0, 0, 0, 0]] },
    });
    seen.at(1);
    expect(hulls(seen)[1]!.fill).toBe(css(blend([255, 255, 255], seen.looks()[0]!.fill, 0.14)));
  });

  it("are no more than can be told apart, the largest first", () => {
    const n = 400;
    const points = Array.from({ length: 2 * n }, (_, i) => (i % 2 ? (i >> 1) % 20 : Math.floor((i >> 1) / 20)) / 2);
    const pairs = Array.from({ length: 100 }, (_, i) => [4 * i, 4 * i + 1]).flat();
    // then a hundred pairs grow into threes, the last ones first
    const threes = Array.from({ length: 40 }, (_, i) => [n + 99 - i, 4 * (99 - i) + 2]).flat();
    const rest: number[] = [];
    let open = Array.from({ length: n }, (_, i) => i).filter((i) => i % 4 > 2 || (i % 4 === 2 && i < 240)).concat(Array.from({ length: 60 }, (_, i) => n + i), Array.from({ length: 40 }, (_, i) => n + 100 + i));
    for (let node = n + 140; open.length > 1; node += 1) { rest.push(open[0]!, open[1]!); open = [node, ...open.slice(2)]; }
    const children = [...pairs, ...threes, ...rest];
    expect(children).toHaveLength(2 * (n - 1));
    const seen = stageFor({
      ...treePlan, points,
      frames: [{ kind: "show" }, { kind: "merge", focus: { merge: 140 }, labels: new Array<number>(n).fill(0) }],
      fixed: {
        tree_children: ["i4", children], tree_heights: ["f4", children.slice(1).filter((_, i) => i % 2 === 0).map((_, i) => i)],
        tree_numbers: ["i4", new Array<number>(2 * n - 1).fill(0)],
      },
    });
    seen.at(1);
    expect(hulls(seen).length).toBeGreaterThanOrEqual(48);
    expect(hulls(seen).length).toBeLessThanOrEqual(160);
    // points of three lie in a line of the grid: a hull of two corners that are two apart
    const unit = seen.scene(0).scale.unit;
    const far = hulls(seen).slice(0, 48).filter(({ corners }) => {
      const [a, b] = corners.map((text) => text.split(",").map(Number)) as [number[], number[]];
      return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!) > 0.75 * unit;
    });
    expect(far).toHaveLength(48);
  });
});

describe("the newest merge", () => {
  it("is a line between the middles of its two parts, that grows", () => {
    const seen = stageFor("tree");
    const { xy } = seen.scene(0);
    seen.at(3);
    seen.at(4, 0.4);
    const middle = (points: number[], axis: number): number => points.reduce((sum, i) => sum + xy[2 * i + axis]!, 0) / points.length;
    const [from, to] = [[3, 4], [5]].map((points) => [middle(points, 0), middle(points, 1)]) as [[number, number], [number, number]];
    expect(seen.overlay("moveTo").at(-1)!.args).toEqual(from.map((v) => expect.closeTo(v, 3)));
    const end = seen.overlay("lineTo").at(-1)!.args as [number, number];
    const share = (end[0] - from[0]) / (to[0] - from[0]);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.5);
    seen.at(4);
    expect(seen.overlay("lineTo").at(-1)!.args).toEqual(to.map((v) => expect.closeTo(v, 3)));
    expect(seen.overlay("stroke").at(-1)!.style["globalAlpha"]).toBe(1);
  });

  it("is shown at merges alone", () => {
    const seen = stageFor("tree");
    for (const [step, discs] of [[0, 0], [1, 4], [5, 4], [6, 0]] as const) {
      seen.at(step);
      expect(seen.overlay("arc")).toHaveLength(discs);
    }
  });

  it("outlines parts of more than two points", () => {
    const seen = stageFor("tree");
    const outlines = [1, 2, 3, 4, 5].map((step) => { seen.at(step); return seen.overlay("closePath").length; });
    expect(outlines).toEqual([0, 0, 0, 0, 2]);
  });
});

describe("a graph along which clusters merge", () => {
  const graph: Plan = { ...treePlan, fixed: { ...treePlan.fixed, edge_pairs: ["i4", [0, 1, 1, 2, 2, 3, 3, 4, 4, 5]] } };
  /** Ends of the lines of each path that was stroked. */
  const lines = (calls: readonly { name: string; args: unknown[]; style: Record<string, unknown> }[]): { from: string[]; wide: unknown }[] => {
    const found: { from: string[]; wide: unknown }[] = [];
    let from: string[] = [];
    for (const { name, args, style } of calls) {
      if (name === "beginPath") from = [];
      if (name === "moveTo") from.push(args.map((v) => Number(v).toFixed(1)).join());
      if (name === "stroke") found.push({ from, wide: style["lineWidth"] });
    }
    return found;
  };

  it("is drawn at every step, lightly", () => {
    const seen = stageFor(graph);
    for (const step of [0, 3, 6]) {
      seen.at(step);
      const all = lines(seen.ground()).find(({ from }) => from.length === 5)!;
      expect(all.from).toEqual([0, 1, 2, 3, 4].map((i) => corner(seen, i)));
      expect(all.wide).toBeCloseTo(0.8);
    }
  });

  it("shows by which edges the two parts of a merge were joined", () => {
    const seen = stageFor(graph);
    seen.at(5); // {0, 1, 2} and {3, 4, 5}
    expect(lines(seen.overlay()).some(({ from, wide }) => wide === 1.6 && from.join(" ") === corner(seen, 2))).toBe(true);
  });
});
