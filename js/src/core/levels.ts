/** The clusters at any eps, looked up in what Python computed once. */
import { clearOf } from "./clear_of";
import type { Trace } from "./trace";

/** What scikit-learn finds at a level, -1 for noise. */
export interface Level {
  labels: Int32Array;
  core: Uint8Array | null;
  clusters: number;
  noise: number;
  /** the labels are the numbers that clusters have in the fit already */
  numbered?: true;
}

/** True where clusters can be looked up for other values than the fit's. */
export function hasLevels({ head: { blocks } }: Trace): boolean {
  return ["level_core", "level_least", "level_predecessors"].some((name) => blocks[name] !== undefined);
}

/** The nearest eps at which no distance decides by its rounding. OPTICS and HDBSCAN compare kept numbers: there every eps is clear. */
export function clearEps(trace: Trace, eps: number): number {
  const heights = trace.row("level_heights", 0);
  if (heights === null || trace.row("level_core", 0) === null) return eps;
  return clearOf([trace.row("level_core", 0)!, heights, trace.row("level_taken", 0)!], eps);
}

/** The clusters at an eps: those of DBSCAN, cut from the order of OPTICS, or from the merges of HDBSCAN. */
export function levelAt(trace: Trace, eps: number): Level {
  const distances = trace.row("level_core", 0);
  const core = distances && Uint8Array.from(distances, (distance) => Number(distance <= eps));
  const labels = core === null ? cutTree(trace, eps) : trace.row("level_heights", 0) === null ? cutOrder(trace, core, eps) : cutMerges(trace, core, eps);
  let [clusters, noise] = [0, 0];
  for (const label of labels) {
    clusters = Math.max(clusters, label + 1);
    if (label < 0) noise += 1;
  }
  return { labels, core, clusters, noise };
}

/** `cluster_optics_dbscan`: a core point that is not reached within eps starts a cluster. */
function cutOrder(trace: Trace, core: Uint8Array, eps: number): Int32Array {
  const [reach, order] = [trace.row("curve_values", 0)!, trace.row("curve_order", 0)!];
  const labels = new Int32Array(order.length);
  let cluster = -1;
  for (let i = 0; i < order.length; i += 1) {
    const far = reach[i]! > eps;
    const point = order[i]!;
    if (far && core[point]) cluster += 1;
    labels[point] = far && !core[point] ? -1 : cluster;
  }
  return labels;
}

/** DBSCAN: clusters are numbered by their first core point; others join the first cluster that takes them. */
function cutMerges(trace: Trace, core: Uint8Array, eps: number): Int32Array {
  const n = core.length;
  const top = topsOf(trace, (height) => height <= eps);
  const numbers = new Int32Array(top.length).fill(-1);
  const labels = new Int32Array(n).fill(-1);
  let clusters = 0;
  for (let i = 0; i < n; i += 1) {
    if (!core[i]) continue;
    if (numbers[top[i]!]! < 0) numbers[top[i]!] = clusters++;
    labels[i] = numbers[top[i]!]!;
  }
  const [takers, taken] = [trace.row("level_takers", 0)!, trace.row("level_taken", 0)!];
  for (let i = 0; i < taken.length; i += 1) {
    const [point, other] = [takers[2 * i]!, takers[2 * i + 1]!];
    if (core[point] || taken[i]! > eps) continue;
    const label = labels[other]!;
    labels[point] = labels[point]! < 0 ? label : Math.min(labels[point]!, label);
  }
  return labels;
}

/** HDBSCAN's `dbscan_clustering`: merges below the distance are made, and what is smaller than a cluster is noise. */
function cutTree(trace: Trace, distance: number): Int32Array {
  const least = trace.row("level_least", 0)![0]!;
  const { n } = trace.head;
  const top = topsOf(trace, (height) => height < distance);
  const sizes = new Int32Array(top.length);
  for (let i = 0; i < n; i += 1) sizes[top[i]!]! += 1;
  const numbers = new Int32Array(top.length).fill(-1);
  const labels = new Int32Array(n).fill(-1);
  let clusters = 0;
  for (let i = 0; i < n; i += 1) {
    if (sizes[top[i]!]! < least) continue;
    if (numbers[top[i]!]! < 0) numbers[top[i]!] = clusters++;
    labels[i] = numbers[top[i]!]!;
  }
  return labels;
}

/** The uppermost node of each node when some merges are made, from the lowest up. */
function topsOf(trace: Trace, made: (height: number) => boolean): Int32Array {
  const [children, heights] = [trace.row("level_children", 0)!, trace.row("level_heights", 0)!];
  const { n } = trace.head;
  const top = Int32Array.from({ length: n + heights.length }, (_, node) => node);
  for (let i = heights.length - 1; i >= 0; i -= 1) {
    if (made(heights[i]!)) top[children[2 * i]!] = top[children[2 * i + 1]!] = top[n + i]!;
  }
  return top;
}
