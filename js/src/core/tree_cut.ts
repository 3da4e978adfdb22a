/** The clusters below any height of a tree of merges, as scikit-learn's `distance_threshold` cuts it. */
import { clearOf } from "./clear_of";
import type { Level } from "./levels";
import type { PlaneTrace } from "./plane_scene";
import type { Trace } from "./trace";
import { clustersAfter, leavesOf, treeOf } from "./tree";

export interface Cut extends Level {
  /** merges that are made: the last ones are undone, as many as lie at the height or above it */
  merges: number;
  /** a line at the height lies above all that are made and not above the others */
  straight: boolean;
}

const sorted = new WeakMap<Float32Array, Float64Array>();

/** The heights of all merges, ascending, with those of a tree that was not grown on; a look has those of its fit. */
export function heightsOf(trace: PlaneTrace): Float64Array {
  let heights = sorted.get(trace.points);
  if (!heights) {
    const [known, later] = [treeOf(trace)!.heights, trace.row("tree_later", 0) ?? []];
    heights = Float64Array.from([...Array.from(known), ...Array.from(later)]).sort();
    sorted.set(trace.points, heights);
  }
  return heights;
}

/** How many merges are lower than a height. */
export function mergesBelow(trace: PlaneTrace, height: number): number {
  const heights = heightsOf(trace);
  let [low, high] = [0, heights.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heights[middle]! < height) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The greatest height to look at: above all merges, or where those end that the tree has. */
export function greatestHeight(trace: PlaneTrace): number {
  const heights = heightsOf(trace);
  return heights[treeOf(trace)!.merges] ?? 1.1 * (heights.at(-1) || 1);
}

/** How many merges have a height. */
export function mergesAt(trace: PlaneTrace, height: number): number {
  return mergesBelow(trace, height * (1 + Number.EPSILON) + Number.MIN_VALUE) - mergesBelow(trace, height);
}

/** The nearest height at which no merge is. */
export function clearHeight(trace: PlaneTrace, height: number): number {
  return clearOf([heightsOf(trace)], height);
}

/** A height so many merges above another; heights that tie have none between them, and are passed together. */
export function heightBeyond(trace: PlaneTrace, height: number, by: number): number {
  const heights = heightsOf(trace);
  const most = Math.min(treeOf(trace)!.merges, heights.length);
  const way = Math.sign(by);
  for (let made = Math.min(most, Math.max(0, mergesBelow(trace, height) + by)); made >= 0 && made <= most; made += way) {
    const low = Math.max(0, heights[made - 1] ?? 0);
    const found = between(low, heights[made] ?? 1.1 * low);
    if (found !== null) return found;
  }
  return height;
}

/** The number near the middle of two that has the fewest digits; null where there is none. */
function between(low: number, high: number): number | null {
  for (let digits = 2; low < high && digits <= 17; digits += 1) {
    const found = Number((low + (high - low) / 2).toPrecision(digits));
    if (low < found && found < high) return found;
  }
  return null;
}

/** Cut the tree at a height. */
export function cutAt(trace: Trace, height: number): Cut {
  const tree = treeOf(trace)!;
  const { focus } = trace.head.frames;
  const merges = Math.min(tree.merges, mergesBelow(trace, height));
  const labels = new Int32Array(tree.n).fill(-1);
  let noise = tree.n;
  for (const node of clustersAfter(tree, merges)) {
    for (const leaf of leavesOf(tree, node)) labels[leaf] = tree.numbers[node]!;
    noise -= tree.size[node]!;
  }
  // at the fit's own cut points that are alone have looks too, as the fit gives them labels
  if (merges === focus.at(-1)?.merge) for (let i = 0; i < tree.n; i += 1) if (labels[i]! < 0) labels[i] = tree.numbers[i]!;
  let straight = true;
  for (let i = 0; i < merges && straight; i += 1) straight = tree.heights[i]! < height;
  return { labels, core: null, clusters: tree.n - merges, noise, numbered: true, merges, straight };
}
