/** The scores of a labeling from counts and distances, as teachclust/scores/agreement.py has them: for pages without Python. */
import { NOISE, type Lab } from "./wire";
import { numbersOf } from "./labels";

/** Points of each class (columns) in each cluster (rows). */
export interface Counts { clusters: number[]; table: number[][] }

/** Scores, and what they are made of, by the names that Python gives them. */
export type Quantities = Record<string, number>;

const EPS = 2 ** -52;

export function countsOf({ head: { n, classes }, classes: of }: Lab, labels: Uint16Array): Counts {
  const clusters = numbersOf(labels);
  const row = new Map(clusters.map((cluster, i) => [cluster, i]));
  const table = clusters.map(() => new Array<number>(Math.max(1, classes.length)).fill(0));
  for (let i = 0; i < n; i += 1) table[row.get(labels[i]!)!]![of[i] ?? 0]! += 1;
  return { clusters, table };
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

export function agreement({ clusters, table }: Counts): Quantities {
  const sizes = table.map(sum);
  const ofClass = table[0]!.map((_, j) => sum(table.map((row) => row[j]!)));
  const n = sum(sizes);
  const pure = sum(table.map((row) => Math.max(...row)));
  const matched = mostMatched(table.filter((_, i) => clusters[i] !== NOISE));
  return {
    n, k: sizes.length, c: ofClass.length, named: clusters.filter((one) => one !== NOISE).length,
    ...information(table, sizes, ofClass, n), ...pairs(table, sizes, ofClass, n),
    pure, matched, purity: pure / n, matched_accuracy: matched / n,
  };
}

function entropy(counts: readonly number[], n: number): number {
  return counts.length === 1 ? 0 : -sum(counts.map((count) => (count / n) * (Math.log(count) - Math.log(n))));
}

function information(table: number[][], sizes: number[], ofClass: number[], n: number): Quantities {
  const [h_classes, h_clusters] = [entropy(ofClass, n), entropy(sizes, n)];
  const several = sizes.length > 1 && ofClass.length > 1;
  const cells = table.flatMap((row, i) => row.map((cell, j) => (cell ? (cell / n) * (Math.log(cell) - Math.log(sizes[i]! * ofClass[j]!) + Math.log(n)) : 0)));
  const mutual = several ? Math.max(0, sum(cells)) : 0;
  const homogeneity = h_classes ? Math.min(1, mutual / h_classes) : 1;
  const completeness = h_clusters ? Math.min(1, mutual / h_clusters) : 1;
  const both = homogeneity + completeness;
  const mutual_chance = several ? mutualByChance(sizes, ofClass, n) : 0;
  return {
    h_classes, h_clusters, left_classes: Math.max(0, h_classes - mutual), left_clusters: Math.max(0, h_clusters - mutual),
    mutual, mutual_chance, homogeneity, completeness, v_measure: both ? (2 * homogeneity * completeness) / both : 0,
    adjusted_mutual_info: several ? adjusted(mutual - mutual_chance, (h_classes + h_clusters) / 2 - mutual_chance) : sizes.length === ofClass.length ? 1 : 0,
  };
}

function adjusted(above: number, room: number): number {
  if (Math.abs(room) >= EPS) return above / room;
  return (above < 0 ? -EPS : Math.max(above, EPS)) / (room < 0 ? -EPS : EPS);
}

/** The information that clusters and classes of these sizes share on average (Vinh, Epps and Bailey 2010). */
function mutualByChance(sizes: number[], ofClass: number[], n: number): number {
  const log = logFactorials(n);
  const seen = new Map<number, number>(); // equal sizes give the same
  let all = 0;
  for (const b of ofClass) {
    seen.clear();
    for (const a of sizes) {
      let found = seen.get(a);
      if (found === undefined) {
        found = 0;
        const fixed = log[a]! + log[b]! + log[n - a]! + log[n - b]! - log[n]!;
        for (let cell = Math.max(1, a + b - n); cell <= Math.min(a, b); cell += 1) {
          const chance = Math.exp(fixed - log[cell]! - log[a - cell]! - log[b - cell]! - log[n - a - b + cell]!);
          found += (cell / n) * (Math.log(n) + Math.log(cell) - Math.log(a * b)) * chance;
        }
        seen.set(a, found);
      }
      all += found;
    }
  }
  return all;
}

let factorials = new Float64Array(1);
function logFactorials(n: number): Float64Array {
  if (factorials.length > n) return factorials;
  factorials = new Float64Array(n + 1);
  for (let i = 2; i <= n; i += 1) factorials[i] = factorials[i - 1]! + Math.log(i);
  return factorials;
}

function pairs(table: number[][], sizes: number[], ofClass: number[], n: number): Quantities {
  const within = (counts: readonly number[]): number => sum(counts.map((count) => (count * (count - 1)) / 2));
  const [both, clusters, classes, all] = [within(table.flat()), within(sizes), within(ofClass), (n * (n - 1)) / 2];
  const [less, more] = [clusters - both, classes - both];
  const apart = all - both - less - more;
  const below = (both + more) * (more + apart) + (both + less) * (less + apart);
  return {
    pairs: all, pairs_clusters: clusters, pairs_classes: classes, pairs_both: both, pairs_chance: all ? (clusters * classes) / all : 0, pairs_agree: both + apart,
    rand: all ? (both + apart) / all : 1, adjusted_rand: less || more ? (2 * (both * apart - more * less)) / below : 1,
    fowlkes_mallows: both ? Math.sqrt(both / clusters) * Math.sqrt(both / classes) : 0,
  };
}

/** The most points that agree when rows and columns are paired one to one (shortest augmenting paths). */
export function mostMatched(table: number[][]): number {
  const columns = table[0]?.length ?? 0;
  // the fewer of the two are paired each
  const few = table.length <= columns ? table : table[0]!.map((_, j) => table.map((row) => row[j]!));
  const [m, n] = [few.length, few[0]?.length ?? 0];
  const [u, v, row, way] = [new Float64Array(m + 1), new Float64Array(n + 1), new Int32Array(n + 1), new Int32Array(n + 1)];
  for (let i = 1; i <= m; i += 1) {
    row[0] = i;
    let at = 0;
    const least = new Float64Array(n + 1).fill(Infinity);
    const used = new Uint8Array(n + 1);
    do {
      used[at] = 1;
      const from = row[at]!;
      let [step, next] = [Infinity, 0];
      for (let j = 1; j <= n; j += 1) {
        if (used[j]) continue;
        const cost = -few[from - 1]![j - 1]! - u[from]! - v[j]!;
        if (cost < least[j]!) [least[j], way[j]] = [cost, at];
        if (least[j]! < step) [step, next] = [least[j]!, j];
      }
      for (let j = 0; j <= n; j += 1) {
        if (used[j]) { u[row[j]!]! += step; v[j]! -= step; } else least[j]! -= step;
      }
      at = next;
    } while (row[at] !== 0);
    do { row[at] = row[way[at]!]!; at = way[at]!; } while (at !== 0);
  }
  let most = 0;
  for (let j = 1; j <= n; j += 1) if (row[j]! > 0) most += few[row[j]! - 1]![j - 1]!;
  return most;
}

/** The scores that need the points alone. */
export function separation({ head: { n }, points }: Lab, labels: Uint16Array): Quantities {
  const clusters = numbersOf(labels);
  const k = clusters.length;
  const place = new Map(clusters.map((cluster, i) => [cluster, i]));
  const at = Int32Array.from(labels, (label) => place.get(label)!);
  const sizes = new Float64Array(k);
  const means = new Float64Array(2 * k);
  const middle = [0, 0];
  for (let i = 0; i < n; i += 1) {
    sizes[at[i]!]! += 1;
    for (const axis of [0, 1]) {
      means[2 * at[i]! + axis]! += points[2 * i + axis]!;
      middle[axis]! += points[2 * i + axis]! / n;
    }
  }
  for (let j = 0; j < 2 * k; j += 1) means[j]! /= sizes[j >> 1]!;
  const reaches = new Float64Array(k);
  let [within, between] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const [dx, dy] = [points[2 * i]! - means[2 * at[i]!]!, points[2 * i + 1]! - means[2 * at[i]! + 1]!];
    within += dx * dx + dy * dy;
    reaches[at[i]!]! += Math.hypot(dx, dy) / sizes[at[i]!]!;
  }
  for (let j = 0; j < k; j += 1) between += sizes[j]! * ((means[2 * j]! - middle[0]!) ** 2 + (means[2 * j + 1]! - middle[1]!) ** 2);
  const spreads = { within, between, inertia: within };
  if (k < 2 || k >= n) return { ...spreads, silhouette: NaN, own: NaN, other: NaN, below: 0, calinski_harabasz: NaN, davies_bouldin: NaN, likeness: NaN };
  return { ...spreads, calinski_harabasz: within === 0 ? 1 : (between * (n - k)) / (within * (k - 1)), ...silhouettes(points, at, sizes), ...likeness(means, reaches) };
}

function silhouettes(points: Float64Array, at: Int32Array, sizes: Float64Array): Quantities {
  const [n, k] = [at.length, sizes.length];
  /** of each point, the distances to each cluster's points */
  const sums = new Float64Array(n * k);
  for (let i = 0; i < n; i += 1) {
    const [x, y, here] = [points[2 * i]!, points[2 * i + 1]!, at[i]!];
    for (let j = 0; j < i; j += 1) {
      const dx = points[2 * j]! - x;
      const dy = points[2 * j + 1]! - y;
      const distance = Math.sqrt(dx * dx + dy * dy);
      sums[i * k + at[j]!]! += distance;
      sums[j * k + here]! += distance;
    }
  }
  let [total, own, other, below, together] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const here = at[i]!;
    if (sizes[here] === 1) continue;
    const inside = sums[i * k + here]! / (sizes[here]! - 1);
    let outside = Infinity;
    for (let c = 0; c < k; c += 1) if (c !== here) outside = Math.min(outside, sums[i * k + c]! / sizes[c]!);
    const widest = Math.max(inside, outside);
    const value = widest > 0 ? (outside - inside) / widest : 0;
    total += value;
    own += inside;
    other += outside;
    together += 1;
    if (value < -1e-12) below += 1;
  }
  return { silhouette: total / n, own: own / together, other: other / together, below };
}

function likeness(means: Float64Array, reaches: Float64Array): Quantities {
  const k = reaches.length;
  let [total, most, apart] = [0, 0, false];
  for (let a = 0; a < k; a += 1) {
    let here = 0;
    for (let b = 0; b < k; b += 1) {
      const distance = Math.hypot(means[2 * a]! - means[2 * b]!, means[2 * a + 1]! - means[2 * b + 1]!);
      if (a === b || distance === 0) continue;
      apart ||= distance > 1e-8;
      here = Math.max(here, (reaches[a]! + reaches[b]!) / distance);
    }
    total += here;
    most = Math.max(most, here);
  }
  const flat = !apart || reaches.every((reach) => reach <= 1e-8);
  return { davies_bouldin: flat ? 0 : total / k, likeness: flat ? 0 : most };
}
