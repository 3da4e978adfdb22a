/** A tree of merges laid out: where each node is from left to right, and which leaves lie under it. */
import type { PlaneTrace } from "./plane_scene";

export interface Tree {
  /** number of leaves; node n + i is what merge i makes */
  n: number;
  /** number of merges: n - 1, or fewer where the tree was not grown on */
  merges: number;
  /** two nodes for each merge */
  children: ArrayLike<number>;
  heights: ArrayLike<number>;
  /** cluster number of each node */
  numbers: ArrayLike<number>;
  /** the merge that takes a node up; `merges` for a root */
  parent: Int32Array;
  size: Int32Array;
  /** place of a node's leftmost leaf */
  first: Int32Array;
  /** the leaf at each place */
  order: Int32Array;
  /** middle of a node, in places */
  x: Float32Array;
  highest: number;
}

/** by the points: a look at another level has those of its fit */
const laidOut = new WeakMap<Float32Array, Tree>();

/** The tree of a trace; null where it has none. It is laid out once. */
export function treeOf(trace: PlaneTrace): Tree | null {
  const children = trace.row("tree_children", 0);
  if (children === null) return null;
  const known = laidOut.get(trace.points);
  if (known) return known;
  const tree = layOut(children, trace.row("tree_heights", 0)!, trace.row("tree_numbers", 0)!);
  laidOut.set(trace.points, tree);
  return tree;
}

function layOut(children: ArrayLike<number>, heights: ArrayLike<number>, numbers: ArrayLike<number>): Tree {
  const merges = heights.length;
  const n = numbers.length - merges;
  const parent = new Int32Array(n + merges).fill(merges);
  const size = new Int32Array(n + merges).fill(1);
  const first = new Int32Array(n + merges);
  const x = new Float32Array(n + merges);
  const order = new Int32Array(n);
  let highest = 0;
  for (let i = 0; i < merges; i += 1) {
    const [left, right] = [children[2 * i]!, children[2 * i + 1]!];
    parent[left] = parent[right] = i;
    size[n + i] = size[left]! + size[right]!;
    highest = Math.max(highest, heights[i]!);
  }
  let place = 0;
  for (let node = 0; node < n + merges; node += 1) {
    if (parent[node] !== merges) continue;
    first[node] = place;
    place += size[node]!;
  }
  for (let i = merges - 1; i >= 0; i -= 1) {
    const [left, right] = [children[2 * i]!, children[2 * i + 1]!];
    first[left] = first[n + i]!;
    first[right] = first[n + i]! + size[left]!;
  }
  for (let leaf = 0; leaf < n; leaf += 1) order[x[leaf] = first[leaf]!] = leaf;
  for (let i = 0; i < merges; i += 1) x[n + i] = (x[children[2 * i]!]! + x[children[2 * i + 1]!]!) / 2;
  return { n, merges, children, heights, numbers, parent, size, first, order, x, highest };
}

/** Clusters past this many share looks, as in teachclust/widgets/wire.py. */
const OWN_LOOKS = 100;

/** The look of a cluster number where there are `looks` of them. */
export function lookOf(number: number, looks: number): number {
  if (number < looks) return number;
  return looks > OWN_LOOKS ? OWN_LOOKS + (number % (looks - OWN_LOOKS)) : number % Math.max(1, looks);
}

/** The leaves under a node. */
export function leavesOf(tree: Tree, node: number): Int32Array {
  const start = tree.first[node]!;
  return tree.order.subarray(start, start + tree.size[node]!);
}

/** The nodes that are whole clusters once `merges` merges are done, single points left out. */
export function clustersAfter(tree: Tree, merges: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < merges; i += 1) if (tree.parent[tree.n + i]! >= merges) found.push(tree.n + i);
  return found;
}

/** The frame in which a merge is done. */
export function stepOfMerge({ head: { frames } }: PlaneTrace, merge: number): number {
  return frames.focus.findIndex((focus, step) => frames.kind[step] === "merge" && (focus?.merge ?? 0) > merge);
}

/** The most merges that were done in any frame so far: a cut goes back behind them. */
export function seenMerges({ head: { frames } }: PlaneTrace, step: number): number {
  return frames.focus.slice(0, step + 1).reduce((most, focus) => Math.max(most, focus?.merge ?? 0), 0);
}
