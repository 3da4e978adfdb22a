import { describe, expect, it } from "vitest";
import type { Spot } from "../../src/core/plane_scene";
import type { Ink } from "../../src/marks/brush";
import { drawHull, drawPart, hullOf } from "../../src/marks/hulls";
import { fakeContext } from "./fake_context";

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const cross = (a: Spot, b: Spot, c: Spot): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Corners by definition: the ends of every line that has all points on one side, and none beyond its ends. */
function bruteForce(points: Spot[]): string[] {
  const distinct = [...new Map(points.map((p) => [p.join(), p])).values()];
  if (distinct.length === 1) return [distinct[0]!.join()];
  const corners = new Set<string>();
  for (const a of distinct) {
    for (const b of distinct) {
      if (a === b) continue;
      const edge = distinct.every((c) => {
        const side = cross(a, b, c);
        const along = ((c[0] - a[0]) * (b[0] - a[0]) + (c[1] - a[1]) * (b[1] - a[1])) / ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);
        return side > 0 || (side === 0 && along >= 0 && along <= 1);
      });
      if (edge) { corners.add(a.join()); corners.add(b.join()); }
    }
  }
  return [...corners].sort();
}

const flat = (points: Spot[]): Float32Array => Float32Array.from(points.flat());
const all = (points: Spot[]): number[] => points.map((_, i) => i);

describe("hullOf", () => {
  // whole numbers: few of them make many duplicates and many points in a line
  it.each([3, 5, 12, 400])("equals brute force on a grid of %i", (side) => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const next = random(seed * 31 + side);
      const points = Array.from({ length: 1 + (seed % 25) }, (): Spot => [Math.floor(side * next()), Math.floor(side * next())]);
      const hull = hullOf(all(points), flat(points));
      expect([...new Set(hull.map((p) => p.join()))].sort()).toEqual(bruteForce(points));
      if (new Set(hull.map((p) => p.join())).size < 3) continue;
      expect(hull).toHaveLength(bruteForce(points).length);
      hull.forEach((b, i) => {
        expect(cross(hull.at(i - 1)!, b, hull[(i + 1) % hull.length]!)).toBeGreaterThan(0);
      });
    }
  });

  it.each<[string, Spot[]]>([
    ["a level line", [[3, 1], [0, 1], [5, 1], [1, 1]]], ["an upright line", [[2, 9], [2, 0], [2, 4]]],
    ["a slanted line", [[1, 1], [3, 3], [2, 2], [0, 0], [3, 3]]], ["one place", [[4, 4], [4, 4], [4, 4], [4, 4]]], ["two", [[0, 0], [1, 2]]], ["one", [[7, 7]]],
  ])("of points in %s are its ends", (_, points) => {
    expect([...new Set(hullOf(all(points), flat(points)).map((p) => p.join()))].sort()).toEqual(bruteForce(points));
  });

  it("looks at the points it is asked for", () => {
    const points: Spot[] = [[0, 0], [100, 100], [4, 0], [0, 4], [1, 1]];
    expect(hullOf(Int32Array.of(0, 2, 3, 4), flat(points)).map((p) => p.join()).sort()).toEqual(["0,0", "0,4", "4,0"]);
    expect(hullOf([], flat(points))).toEqual([]);
  });
});

describe("drawing", () => {
  const ink: Ink = { bg: [255, 255, 255], fg: [0, 0, 0], muted: [90, 90, 90], grid: [225, 225, 225], accent: [0, 0, 255], font: "", dark: false, size: 1 };
  const hull: Spot[] = [[0, 0], [10, 0], [0, 10]];

  it("fills inside a line that is a little wider", () => {
    const { context, named } = fakeContext();
    drawHull(context, hull, [255, 0, 0], ink, false);
    const widths = named("stroke").map(({ style }) => style["lineWidth"] as number);
    expect(widths).toHaveLength(2);
    expect(widths[0]).toBeGreaterThan(widths[1]!);
    const [edge, tint] = named("fill").map(({ style }) => style["fillStyle"] as string);
    expect(edge).not.toBe(tint);
    expect(Number(tint!.match(/\d+/g)![1])).toBeGreaterThan(200);
  });

  it("draws nothing of no points, and no more than a line of a part", () => {
    const { context, calls, named } = fakeContext();
    drawHull(context, [], [255, 0, 0], ink, false);
    expect(calls).toEqual([]);
    drawPart(context, hull, ink);
    expect([named("stroke").length, named("fill").length, named("closePath").length]).toEqual([1, 0, 1]);
    expect(named("setLineDash").at(-1)!.args).toEqual([[]]);
  });
});
