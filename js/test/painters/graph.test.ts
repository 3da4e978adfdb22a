// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { graphPlan } from "../painter_wires";
import { stageFor } from "./stage";

afterEach(() => { vi.restoreAllMocks(); });

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

describe("edges", () => {
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

describe("points that change their cluster", () => {
  it("are ringed, in the embedding too", () => {
    const seen = stageFor("graph");
    const rings = (): unknown[] => seen.overlay("arc").map(({ args }) => args.slice(0, 2));
    seen.at(4);
    expect(rings()).toEqual([]);
    seen.at(5);
    const places = seen.places();
    expect(rings()).toEqual([[places[12], places[13]], [places[12], places[13]]]);
    expect(graphPlan.frames[5]!.focus!.points).toEqual([6]);
  });
});
