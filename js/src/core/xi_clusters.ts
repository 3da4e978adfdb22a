/** The clusters that a steepness gives: `cluster_optics_xi` on the reachabilities that Python computed once. */
import type { Level } from "./levels";
import type { Trace } from "./trace";

/** Bars that are much higher or lower than the next one: 1 where the next is higher, 2 where it's lower, 3 at xi = 0 where both; none follows the last. */
export function steepBars(reach: ArrayLike<number>, xi: number): Uint8Array {
  const keep = 1 - xi;
  return Uint8Array.from({ length: reach.length }, (_, i) => {
    const ratio = reach[i]! / (reach[i + 1] ?? Infinity);
    return Number(ratio <= keep) + 2 * Number(ratio >= 1 / keep);
  });
}

/** A fall that may begin a cluster; `highest` is the greatest value since. */
interface Fall { start: number; end: number; highest: number }

/** What scikit-learn finds at a xi, -1 for noise. */
export function xiClusters(trace: Trace, xi: number): Level {
  const [order, predecessors, [between, fewest, corrects]] = [trace.row("curve_order", 0)!, trace.row("level_predecessors", 0)!, trace.row("level_valleys", 0)!] as const;
  const n = order.length;
  const places = new Int32Array(n);
  for (let i = 0; i < n; i += 1) places[order[i]!] = i;
  const before = Int32Array.from(order, (point) => (predecessors[point]! < 0 ? n : places[predecessors[point]!]!));
  const found = new Valleys(trace.row("curve_values", 0)!, before, xi, between!, fewest!, corrects === 1).find();
  const labels = new Int32Array(n).fill(-1);
  let [clusters, noise] = [0, n];
  for (const [start, end] of found) {
    let free = true;
    for (let i = start; i <= end && free; i += 1) free = labels[order[i]!]! < 0;
    if (!free) continue;
    for (let i = start; i <= end; i += 1) labels[order[i]!] = clusters;
    clusters += 1;
    noise -= end - start + 1;
  }
  return { labels, core: null, clusters, noise };
}

/** Figure 19 of the paper of OPTICS, as scikit-learn has it. */
class Valleys {
  readonly #reach: Float64Array;
  readonly #steep: Uint8Array;
  readonly #keep: number;

  constructor(
    reach: ArrayLike<number>, readonly before: Int32Array, xi: number, readonly between: number, readonly fewest: number, readonly corrects: boolean,
  ) {
    // an end without a rise ends a cluster too
    this.#reach = Float64Array.from([...Array.from(reach), Infinity]);
    this.#steep = steepBars(reach, xi);
    this.#keep = 1 - xi;
  }

  /** First and last place of each cluster, smaller ones before those around them. */
  find(): [number, number][] {
    const [reach, steep] = [this.#reach, this.#steep];
    const clusters: [number, number][] = [];
    let falls: Fall[] = [];
    let [next, highest] = [0, 0];
    for (let i = 0; i < steep.length; i += 1) {
      if (steep[i] === 0 || i < next) continue;
      for (let j = next; j <= i; j += 1) highest = Math.max(highest, reach[j]!);
      falls = this.#still(falls, highest);
      const way = steep[i]! >= 2 ? 2 : 1;
      const end = this.#extent(i, way);
      next = end + 1;
      highest = reach[next]!;
      if (way === 2) falls.push({ start: i, end, highest: 0 });
      else clusters.push(...falls.map((fall) => this.#valley(fall, i, end)).filter((found) => found !== null).reverse());
    }
    return clusters;
  }

  /** The falls that are still deeper than what came after them. */
  #still(falls: Fall[], highest: number): Fall[] {
    if (highest === Infinity) return [];
    const kept = falls.filter(({ start }) => highest <= this.#reach[start]! * this.#keep);
    for (const fall of kept) fall.highest = Math.max(fall.highest, highest);
    return kept;
  }

  /** Where a steep stretch ends: it may have some bars in it that are not steep, but none the other way. */
  #extent(start: number, way: number): number {
    const [reach, steep] = [this.#reach, this.#steep];
    let [end, flat] = [start, 0];
    for (let i = start; i < steep.length; i += 1) {
      const ratio = reach[i]! / reach[i + 1]!;
      if (steep[i]! & way) [end, flat] = [i, 0];
      else if (way === 1 ? ratio > 1 : ratio < 1) return end;
      else if (++flat > this.between) return end;
    }
    return end;
  }

  /** The cluster between a fall and the rise from `start` to `end`; null where it's none. */
  #valley(fall: Fall, start: number, end: number): [number, number] | null {
    const [reach, keep] = [this.#reach, this.#keep];
    const [after, top] = [reach[end + 1]!, reach[fall.start]!];
    if (after * keep < fall.highest) return null;
    let [first, last] = [fall.start, end];
    if (top * keep >= after) while (reach[first + 1]! > after && first < fall.end) first += 1;
    else if (after * keep >= top) while (last > start && reach[last - 1]! > top) last -= 1;
    if (this.corrects) {
      while (first < last && reach[first]! <= reach[last]! && !(this.before[last]! >= first && this.before[last]! < last)) last -= 1;
      if (first >= last) return null;
    }
    return last - first + 1 < this.fewest || first > fall.end || last < start ? null : [first, last];
  }
}
