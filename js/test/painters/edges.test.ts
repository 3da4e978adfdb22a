// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { edgesPlan } from "../painter_wires";
import { stageFor } from "./stage";

afterEach(() => { vi.restoreAllMocks(); });

describe("edges of a spanning tree", () => {
  /** Edges on the ground beyond the lines of the grid, weak and strong. */
  const drawn = (step: number, plan = edgesPlan): { count: number; weak: number; strong: number } => {
    const seen = stageFor(plan);
    seen.at(step);
    const counts: number[] = [];
    let lines = 0;
    const known = new Set(Array.from({ length: 8 }, (_, i) => [...seen.scene(0).xy.slice(2 * i, 2 * i + 2)].join()));
    for (const { name, args } of seen.ground()) {
      if (name === "beginPath") lines = 0;
      if (name === "lineTo" && known.has(args.join())) lines += 1;
      if (name === "stroke") counts.push(lines);
    }
    const strokes = seen.ground("stroke").map(({ style }, i) => [style["strokeStyle"], counts[i]!] as const);
    const sum = (color: string): number => strokes.filter(([style]) => style === color).reduce((total, [, n]) => total + n, 0);
    return { count: counts.reduce((total, n) => total + n, 0), weak: sum("rgba(89, 99, 110, 0.45)"), strong: sum("rgba(31, 35, 40, 0.85)") };
  };

  it("are as many as the frame says, the new ones strong, and stay", () => {
    expect([0, 1, 2, 3, 4].map((step) => drawn(step))).toEqual([
      { count: 0, weak: 0, strong: 0 }, { count: 2, weak: 0, strong: 2 }, { count: 5, weak: 2, strong: 3 },
      { count: 5, weak: 5, strong: 0 }, { count: 5, weak: 5, strong: 0 },
    ]);
  });

  it("are not there where the trace has none", () => {
    expect(drawn(2, { ...edgesPlan, fixed: {} }).count).toBe(0);
  });
});

type Line = [number, number, number, number];

/** The edges on the ground and how strong, told from the grid by their ends. */
function edges(seen: ReturnType<typeof stageFor>): { weak: Line[]; strong: Line[] } {
  const found: { weak: Line[]; strong: Line[] } = { weak: [], strong: [] };
  let [path, at]: [Line[], number[]] = [[], []];
  for (const { name, args, style } of seen.ground()) {
    if (name === "beginPath") path = [];
    if (name === "moveTo") at = args as number[];
    if (name === "lineTo") path.push([...at, ...args] as Line);
    if (name !== "stroke") continue;
    if (style["strokeStyle"] === "rgba(89, 99, 110, 0.45)") found.weak.push(...path);
    if (style["strokeStyle"] === "rgba(31, 35, 40, 0.85)") found.strong.push(...path);
  }
  return found;
}

const wanted = (seen: ReturnType<typeof stageFor>, count: number): Line[] => {
  const { xy } = seen.scene(0);
  const pairs = [...seen.trace.row("edge_pairs", 0)!];
  return Array.from({ length: count }, (_, i) => [pairs[2 * i]!, pairs[2 * i + 1]!].flatMap((p) => [xy[2 * p]!, xy[2 * p + 1]!]) as Line);
};

describe("edges of a graph", () => {
  it("are as many as the frame says, the strongest first; none in the embedding", () => {
    for (const [step, count] of [[0, 0], [1, 3], [2, 7], [3, 0], [5, 0], [6, 7], [7, 7]] as const) {
      const seen = stageFor("graph");
      seen.at(step);
      const { weak, strong } = edges(seen);
      expect([...weak, ...strong]).toEqual(wanted(seen, count));
    }
  });

  it("are strong where they are new", () => {
    const strong = [1, 2, 7].map((step) => {
      const seen = stageFor("graph");
      seen.at(step);
      return edges(seen).strong.length;
    });
    expect(strong).toEqual([3, 4, 0]);
  });

  // src/painters/edges.ts: the frame before was embedded, so that all edges pass for new
  it("are none of them new on the way back from the embedding", () => {
    const seen = stageFor("graph");
    seen.at(6);
    expect(edges(seen).strong).toEqual([]);
  });

  // src/painters/layered.ts: the ground is drawn once, at the first moment of the glide
  it("lie at their points once these are back from the embedding", () => {
    const seen = stageFor("graph");
    seen.at(5);
    for (const t of [0, 0.4]) seen.at(6, t);
    seen.at(6);
    const { weak, strong } = edges(seen);
    expect([...weak, ...strong]).toEqual(wanted(seen, 7));
  });
});
