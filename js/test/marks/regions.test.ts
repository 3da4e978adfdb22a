import { describe, expect, it } from "vitest";
import { regionsOf, type Region } from "../../src/marks/regions";

const box = { left: 0, top: 0, right: 300, bottom: 200 };

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** How far a place is within a convex polygon; negative outside. */
function depth({ polygon }: Region, x: number, y: number): number {
  return Math.min(...polygon.map(([ax, ay], i) => {
    const [bx, by] = polygon[(i + 1) % polygon.length]!;
    const length = Math.hypot(bx - ax, by - ay);
    return length < 1e-9 ? Infinity : ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length;
  }));
}

describe("a region", () => {
  it.each([1, 2, 3, 5, 12, 30])("of %i centers holds the places nearest to its center, and no others", (k) => {
    const next = random(17 * k);
    const centers = Float32Array.from({ length: 2 * k }, (_, i) => (i % 2 ? 200 : 300) * (1.4 * next() - 0.2));
    const regions = regionsOf(centers, box);
    for (let trial = 0; trial < 500; trial += 1) {
      const [x, y] = [300 * next(), 200 * next()];
      const far = Array.from({ length: k }, (_, j) => Math.hypot(centers[2 * j]! - x, centers[2 * j + 1]! - y));
      const nearest = far.indexOf(Math.min(...far));
      const holding = regions.filter((region) => depth(region, x, y) > 1e-6).map(({ cluster }) => cluster);
      const onBorder = regions.some((region) => Math.abs(depth(region, x, y)) <= 1e-6);
      if (!onBorder) expect(holding).toEqual([nearest]);
    }
  });
});
