/** Clusters as the learner has made them: merged ones joined, their numbers, and how well they stand for known classes. */
import type { Edit } from "../../core/types";
import { NONE, type Legend, type Scene } from "./wire";

/** An id that is left, with what is known of all its pixels. */
export interface Group {
  id: number;
  name: string;
  color: string;
  pixels: number;
  share: number;
  mean: number[];
  spread: number[];
  /** row, column and free radius of its number on the map */
  place: [number, number, number];
}

/** The ids that are left, in order. */
export function groupsOf(scene: Scene, legend: Legend): Group[] {
  const { counts, means, spreads, places, bands } = scene;
  const d = bands.length;
  const all = counts.reduce((sum, count) => sum + count, 0) || 1;
  return [...new Set(legend.group)].sort((a, b) => a - b).map((id) => {
    const members = legend.group.flatMap((group, i) => (group === id ? [i] : []));
    const pixels = members.reduce((sum, i) => sum + counts[i]!, 0);
    const mixed = (value: (member: number) => number): number =>
      members.reduce((sum, i) => sum + counts[i]! * value(i), 0) / (pixels || 1);
    const mean = bands.map((_, b) => mixed((i) => means[i * d + b]!));
    // the variance within the members, and between their means
    const spread = bands.map((_, b) => Math.sqrt(mixed((i) => spreads[i * d + b]! ** 2 + (means[i * d + b]! - mean[b]!) ** 2)));
    const widest = members.reduce((best, i) => ((places[3 * i + 2] || 0) > (places[3 * best + 2] || 0) ? i : best), members[0]!);
    return {
      id, name: legend.names[id]!, color: legend.colors[id]!, pixels, share: pixels / all, mean, spread,
      place: [places[3 * widest]!, places[3 * widest + 1]!, places[3 * widest + 2]!],
    };
  });
}

/** The id of a pixel on screen; null where there is no cluster. */
export function idAt({ ids }: Scene, legend: Legend, pixel: number): number | null {
  const one = ids[pixel];
  return one === undefined || one === NONE ? null : legend.group[one] ?? null;
}

/** The group whose mean is nearest, and how far it is; null where there is no other. */
export function nearest(groups: readonly Group[], id: number): { id: number; far: number } | null {
  const own = groups.find((group) => group.id === id);
  let best: { id: number; far: number } | null = null;
  for (const other of own ? groups : []) {
    const far = Math.hypot(...other.mean.map((value, b) => value - own!.mean[b]!));
    if (other.id !== id && (best === null || far < best.far)) best = { id: other.id, far };
  }
  return best;
}

/** The legend after a change, as Python makes it; null where it is none. */
export function changed(legend: Legend, edit: Edit): Legend | null {
  const next = { ...legend, id: legend.id + 1, ack: 0 };
  const known = (id: number): boolean => legend.group.includes(id);
  if (edit.kind === "rename" && known(edit.cluster) && edit.name.trim()) {
    return { ...next, names: legend.names.map((name, i) => (i === edit.cluster ? edit.name.trim() : name)) };
  }
  if (edit.kind === "recolor" && known(edit.cluster) && /^#[0-9a-f]{6}$/i.test(edit.color)) {
    return { ...next, colors: legend.colors.map((color, i) => (i === edit.cluster ? edit.color : color)) };
  }
  if (edit.kind === "merge" && known(edit.cluster) && known(edit.into) && edit.cluster !== edit.into) {
    return { ...next, group: legend.group.map((id) => (id === edit.cluster ? edit.into : id)) };
  }
  return null;
}

/** Pixels of each group in each known class. */
export function confusion({ truth }: Scene, legend: Legend, groups: readonly Group[]): number[][] {
  const n = truth?.names.length ?? 0;
  return groups.map(({ id }) => Array.from({ length: n }, (_, c) =>
    legend.group.reduce((sum, group, i) => (group === id ? sum + truth!.table[i * n + c]! : sum), 0)));
}

export interface Accuracy { names: number; majority: number; one_to_one: number }

/** The share of pixels whose cluster stands for their class, by its name, by the majority, and one to one. */
export function accuracyOf(table: readonly number[][], groups: readonly Group[], classes: readonly string[]): Accuracy {
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
  const all = sum(table.map(sum)) || 1;
  const named = sum(table.map((row, i) => sum(row.filter((_, c) => classes[c] === groups[i]!.name))));
  return { names: named / all, majority: sum(table.map((row) => Math.max(0, ...row))) / all, one_to_one: paired(table) / all };
}

/** The most pixels that agree when each row gets one column and none twice (Kuhn's method, by shortest augmenting paths). */
export function paired(table: readonly number[][]): number {
  const n = Math.max(table.length, table[0]?.length ?? 0);
  const gain = (i: number, j: number): number => table[i]?.[j] ?? 0;
  const [u, v] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  const row = new Int32Array(n + 1); // of each column, from 1; 0 is none
  const way = new Int32Array(n + 1);
  for (let i = 1; i <= n; i += 1) {
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
        const cost = -gain(from - 1, j - 1) - u[from]! - v[j]!;
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
  for (let j = 1; j <= n; j += 1) most += gain(row[j]! - 1, j - 1);
  return most;
}
