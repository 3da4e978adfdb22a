import { describe, expect, it } from "vitest";
import type { PlaneTrace } from "../../src/core/plane_scene";
import { clustersAfter, leavesOf, treeOf, type Tree } from "../../src/core/tree";

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** The tree of a trace that has nothing else; with more leaves than merges join it was not grown on. */
function treeFrom(children: number[], heights: number[], n = heights.length + 1): Tree {
  const rows: Record<string, ArrayLike<number>> = {
    tree_children: Int32Array.from(children), tree_heights: Float32Array.from(heights), tree_numbers: new Int32Array(n + heights.length),
  };
  return treeOf({ points: new Float32Array(2 * n), row: (name: string) => rows[name] ?? null } as unknown as PlaneTrace)!;
}

/** Any tree of n leaves; its heights rise, unless `inverted`. */
function randomTree(seed: number, n: number, inverted = false): Tree {
  const next = random(7919 * seed + 1);
  const open = Array.from({ length: n }, (_, i) => i);
  const children: number[] = [];
  const heights: number[] = [];
  const take = (): number => open.splice(Math.floor(next() * open.length), 1)[0]!;
  for (let height = 0; open.length > 1; ) {
    height += inverted ? next() - 0.4 : Math.round(8 * next()) / 8; // ties are there too
    children.push(take(), take());
    heights.push(Math.abs(height));
    open.push(n + heights.length - 1);
  }
  return treeFrom(children, heights);
}

/** The leaves under a node, found by walking down. */
function under({ n, children }: Tree, node: number): number[] {
  const found: number[] = [];
  for (const todo = [node]; todo.length; ) {
    const now = todo.pop()!;
    if (now < n) found.push(now);
    else todo.push(children[2 * (now - n)]!, children[2 * (now - n) + 1]!);
  }
  return found.sort((a, b) => a - b);
}

const trees = Array.from({ length: 60 }, (_, seed) => [seed, 2 + ((seed * 7) % 39)] as const);
const sorted = (numbers: ArrayLike<number>): number[] => Array.from(numbers).sort((a, b) => a - b);

describe.each([["rising", false], ["inverted", true]] as const)("a tree with %s heights", (_, inverted) => {
  it("orders all leaves, those of a node side by side", () => {
    for (const [seed, n] of trees) {
      const tree = randomTree(seed, n, inverted);
      expect(tree.n).toBe(n);
      expect(sorted(tree.order)).toEqual(Array.from({ length: n }, (__, i) => i));
      for (let node = 0; node < 2 * n - 1; node += 1) {
        expect(sorted(leavesOf(tree, node))).toEqual(under(tree, node));
        expect(tree.order.slice(tree.first[node], tree.first[node]! + tree.size[node]!)).toEqual(leavesOf(tree, node));
      }
    }
  });

  it("knows sizes, parents and middles", () => {
    for (const [seed, n] of trees) {
      const tree = randomTree(seed, n, inverted);
      expect(tree.parent[2 * n - 2]).toBe(n - 1);
      for (let node = 0; node < 2 * n - 1; node += 1) {
        expect(tree.size[node]).toBe(under(tree, node).length);
        const above = tree.parent[node]!;
        if (above < n - 1) expect([tree.children[2 * above], tree.children[2 * above + 1]]).toContain(node);
        if (node < n) expect(tree.order[tree.x[node]!]).toBe(node);
        else expect(tree.x[node]).toBeCloseTo((tree.x[tree.children[2 * (node - n)]!]! + tree.x[tree.children[2 * (node - n) + 1]!]!) / 2, 4);
      }
      expect(tree.highest).toBe(Math.max(...Array.from(tree.heights)));
    }
  });

  it("is whole clusters and single leaves at any cut", () => {
    for (const [seed, n] of trees) {
      const tree = randomTree(seed, n, inverted);
      for (let merges = 0; merges < n; merges += 1) {
        // which leaves are together, worked out merge by merge
        const sets = new Map(Array.from({ length: n }, (__, i) => [i, [i]]));
        for (let i = 0; i < merges; i += 1) {
          const [a, b] = [tree.children[2 * i]!, tree.children[2 * i + 1]!];
          sets.set(n + i, [...sets.get(a)!, ...sets.get(b)!].sort((p, q) => p - q));
          sets.delete(a);
          sets.delete(b);
        }
        const single = [...sets.values()].filter((leaves) => leaves.length === 1);
        const whole = clustersAfter(tree, merges);
        expect(whole.length + single.length).toBe(n - merges);
        expect(whole.map((node) => [node, sorted(leavesOf(tree, node))])).toEqual([...sets].filter(([node]) => node >= n).sort(([a], [b]) => a - b));
      }
    }
  });
});

describe("branches", () => {
  it("never cross", () => {
    for (const [seed, n] of trees) {
      const tree = randomTree(seed, n);
      const height = (node: number): number => (node < n ? 0 : tree.heights[node - n]!);
      for (let merge = 0; merge < n - 1; merge += 1) {
        const ends = sorted([tree.x[tree.children[2 * merge]!]!, tree.x[tree.children[2 * merge + 1]!]!]) as [number, number];
        for (let node = 0; node < 2 * n - 2; node += 1) {
          const [low, high] = [height(node), height(n + tree.parent[node]!)];
          const crosses = ends[0] < tree.x[node]! && tree.x[node]! < ends[1] && low < tree.heights[merge]! && tree.heights[merge]! < high;
          expect(crosses, `seed ${seed}: merge ${merge}, branch of node ${node}`).toBe(false);
        }
      }
    }
  });
});

describe("treeOf", () => {
  it("lays a chain of 20,000 out in a moment", () => {
    const n = 20_000;
    const children = Array.from({ length: n - 1 }, (_, i) => [i === 0 ? 0 : n + i - 1, i + 1]).flat();
    const start = performance.now();
    const tree = treeFrom(children, Array.from({ length: n - 1 }, (_, i) => i + 1));
    expect(performance.now() - start).toBeLessThan(1000);
    expect(tree.size[2 * n - 2]).toBe(n);
    expect([...tree.order]).toEqual(Array.from({ length: n }, (_, i) => i));
    expect(clustersAfter(tree, n - 1)).toEqual([2 * n - 2]);
    expect(clustersAfter(tree, 10_000)).toEqual([n + 9999]);
  });

  it("is done once for a trace, and null where it has none", () => {
    let asked = 0;
    const rows: Record<string, number[]> = { tree_children: [0, 1], tree_heights: [3], tree_numbers: [0, 1, 0] };
    const trace = { points: new Float32Array(4), row: (name: string) => { asked += 1; return rows[name] ?? null; } } as unknown as PlaneTrace;
    const tree = treeOf(trace)!;
    const before = asked;
    expect(treeOf(trace)).toBe(tree);
    expect(treeOf({ ...trace })).toBe(tree); // a look at another level
    expect(asked - before).toBeLessThanOrEqual(2);
    expect(tree.numbers).toEqual([0, 1, 0]);
    expect(treeOf({ row: () => null } as unknown as PlaneTrace)).toBeNull();
  });

  it("takes one leaf alone", () => {
    const tree = treeFrom([], []);
    expect([tree.n, [...tree.order], clustersAfter(tree, 0)]).toEqual([1, [0], []]);
  });

  it("lays trees that were not joined side by side", () => {
    const tree = treeFrom([3, 1, 4, 5], [1, 2], 6); // leaves 0 and 2 stay alone; so does the pair of 4 and 5
    expect([tree.n, tree.merges]).toEqual([6, 2]);
    expect(sorted(tree.order)).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...leavesOf(tree, 6)]).toEqual([3, 1]);
    expect([...leavesOf(tree, 7)]).toEqual([4, 5]);
    expect([0, 1, 2].map((merges) => clustersAfter(tree, merges))).toEqual([[], [6], [6, 7]]);
  });
});
