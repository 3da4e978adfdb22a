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

describe("regions", () => {
  const box = { left: 0, top: 0, right: 100, bottom: 50 };
  const area = (polygon: [number, number][]): number =>
    Math.abs(polygon.reduce((sum, [x, y], i) => { const [u, v] = polygon[(i + 1) % polygon.length] ?? [0, 0]; return sum + x * v - u * y; }, 0)) / 2;

  it.each([
    ["one", [30, 20]], ["two", [30, 20, 70, 30]], ["on a line", [10, 10, 20, 10, 90, 10]],
    ["many", [10, 10, 80, 40, 50, 25, 95, 5]], ["one outside", [10, 10, 400, 10]], ["one absent", [10, 10, NaN, NaN, 60, 20]],
    ["two on one spot", [10, 10, 10, 10, 60, 20]], ["all on one spot", [10, 10, 10, 10, 10, 10]],
  ] as const)("of %s fill the box without overlap", (_, centers) => {
    const regions = regionsOf(Float32Array.from(centers), box);
    expect(regions.reduce((sum, { polygon }) => sum + area(polygon), 0)).toBeCloseTo(5000, 3);
  });

  it("are those of equal axes, stretched, where a unit is longer upwards", () => {
    const centers = Float32Array.of(20, 10, 70, 40, 50, 25);
    const flat = regionsOf(centers.map((value, i) => (i % 2 ? value / 2.5 : value)), { ...box, bottom: 20 });
    const stretched = regionsOf(centers, box, 2.5);
    expect(stretched.map(({ cluster }) => cluster)).toEqual(flat.map(({ cluster }) => cluster));
    stretched.forEach(({ polygon }, i) => polygon.forEach(([x, y], j) => {
      expect(x).toBeCloseTo(flat[i]!.polygon[j]![0], 4);
      expect(y).toBeCloseTo(flat[i]!.polygon[j]![1] * 2.5, 4);
    }));
  });

  it("leave out absent centers and give a shared spot to the first", () => {
    expect(regionsOf(Float32Array.of(NaN, NaN, 5, 5, 5, 5, 80, 20), box).map(({ cluster }) => cluster)).toEqual([1, 3]);
    expect(regionsOf(new Float32Array(0), box)).toEqual([]);
  });
});
