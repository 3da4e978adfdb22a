import { describe, expect, it } from "vitest";
import type { Rows } from "../../src/core/rows";
import { decode, type Trace } from "../../src/core/trace";
import { factsOf, sentenceOf, type Facts } from "../../src/panels/point_facts";
import { NOISE, plans, WAITING, wireOf } from "../painter_wires";
import { makeWire } from "../wire";

const words = (key: string, values = {}): string => [key.replace("card.", ""), ...Object.values(values)].join(" ");
const ROWS: Rows = { id: 1, names: ["x1", "x2"], d: 2, labels: [], origin: [], features: new Float32Array(0), sent: true, step: 0, shape: [], lowest: 0, highest: 1 };

function facts(trace: Trace, step: number, point: number, rows: Rows | null = ROWS): Facts {
  return factsOf({ trace, rows, step, point, words });
}
const lines = (found: Facts): string[] => found.lines.map((line) => line.map((part) => (typeof part === "string" ? part : part.name)).join(""));
const withCard = (plan: string, ...card: string[]): Trace => {
  const wire = wireOf(plans[plan]!);
  return decode({ ...wire, head: { ...wire.head, card } });
};

describe("of k-means", () => {
  const trace = decode(makeWire(1, { card: ["distances", "chance"] }));

  it("row, features, cluster and distances, the nearest first", () => {
    const found = facts(trace, 4, 2);
    expect([found.name, found.features]).toEqual(["row 2", "feature x1 2, feature x2 1"]);
    expect(lines(found)).toEqual(["joined A B", "distance A 1.118 · distance B 7.018"]);
    expect(lines(facts(trace, 4, 5))[0]).toBe("cluster B");
  });

  it("the chance to be drawn while centers are, and nothing ahead of its step", () => {
    expect(lines(facts(trace, 0, 1))).toEqual([]);
    // squared distances to the only center: 0, 1, 5, 64, 82, 100
    expect(lines(facts(trace, 1, 5)).at(-1)).toBe("chance 40 %");
  });

  it("a name instead of a number where rows have one, and how many features more", () => {
    const rows = { ...ROWS, labels: ["ann", "bob"], names: ["a", "b", "c", "d", "e", "f"], d: 6, origin: [1, 0, 0, 0, 0, 0], features: new Float32Array(36).fill(0.5) };
    const found = facts(trace, 0, 1, rows);
    expect(found.name).toBe("bob");
    expect(found.features).toBe("features.more feature a 1.5, feature b 0.5, feature c 0.5, feature d 0.5 2");
    expect(facts(trace, 0, 1, { ...rows, sent: false }).features).toBe("features.none 6");
    const asked = new Map([[1, { index: 1, names: ["a", "b"], features: [1, 2, 3, 4, 5], shape: [] }]]);
    expect(facts(trace, 0, 0, { ...rows, sent: false, asked }).features).toBe("features.asked 6");
    expect(facts(trace, 0, 1, { ...rows, names: [], sent: false, asked }).features).toMatch(/a 1.*b 2.* 2$/);
  });

  it("a picture's pixels, from the lightest to the darkest", () => {
    const rows = { ...ROWS, d: 4, origin: [0, 0, 0, 0], features: new Float32Array(24).map((_, i) => i % 4), shape: [2, 2], lowest: 0, highest: 4 };
    const found = facts(trace, 0, 1, rows);
    expect([found.features, found.pixels]).toEqual(["features.pixels 2 2", [0, 63.75, 127.5, 191.25]]);
    expect(facts(trace, 0, 1).pixels).toEqual([]);
  });

  it("all in one sentence", () => {
    expect(sentenceOf(facts(trace, 4, 2))).toBe("row 2: feature x1 2, feature x2 1; joined A B; distance A 1.118 · distance B 7.018.");
  });
});

it("distances are those among all features where the plane is a projection", () => {
  const wire = makeWire(1, { card: ["distances"], plane: false, blocks: { full_centers: { type: "f4", size: 6, rows: [0, 0, 0, 0, 0, 0] } } });
  const trace = decode({ ...wire, full_centers: new DataView(new Float32Array([0, 0, 0, 3, 4, 0]).buffer) });
  const rows = { ...ROWS, d: 3, names: ["a", "b", "c"], origin: [9, 9, 9], features: new Float32Array(18) };
  expect(lines(facts(trace, 3, 0, rows))[1]).toBe("distance A 0 · distance B 5 distance.all 3");
});

it("of density: what a point is, once it's known", () => {
  const trace = withCard("density", "role", "neighbors");
  const told = (step: number, point: number): string | undefined => lines(facts(trace, step, point)).at(-1);
  const last = trace.frames - 1;
  for (let point = 0; point < trace.head.n; point += 1) {
    const label = trace.labels(last)![point]!;
    if (label === NOISE) expect(told(last, point)).toBe("noise");
    else if (label !== WAITING) expect(told(last, point)).toBe(trace.row("core", 0)![point] ? "core" : "border");
  }
});

it("of a tree: the merges so far, with their sizes and heights", () => {
  const trace = withCard("tree", "merges");
  const { focus } = trace.head.frames;
  const first = focus.findIndex((one) => one?.merge === 1);
  const [left] = trace.row("tree_children", 0)!;
  expect(lines(facts(trace, first, left!)).at(-1)).toMatch(/^merges merge 2 /);
  const far = trace.frames - 1;
  const most = focus[far]!.merge!;
  const path = lines(facts(trace, far, left!)).at(-1)!;
  expect(path.split("→").length).toBeGreaterThan(most > 1 ? 1 : 0);
});

it("of a mixture: the likeliest components", () => {
  const trace = withCard("mixture", "shares");
  expect(lines(facts(trace, trace.frames - 1, 6)).at(-1)).toMatch(/^share A 59 % · share B 41 %/);
  expect(lines(facts(trace, 0, 6))).toEqual([]);
});

it("of bisecting: the sizes of its clusters from split to split", () => {
  const wire = makeWire(1, { card: ["splits"] });
  expect(lines(facts(decode(wire), 5, 5)).at(-1)).toBe("splits 6 → 4 → 3");
  expect(lines(facts(decode(wire), 3, 5)).at(-1)).toBe("splits 6 → 4");
});
