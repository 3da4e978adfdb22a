/** A look at a trace at another level than the fit's: the same points with other labels, at one step. */
import type { Level } from "./levels";
import { count, type LabelRow, type Trace } from "./trace";
import { lookOf } from "./tree";
import type { Focus } from "./types";

export interface Look { param: string; value: number; trace: Trace }

/** What is looked at: a value, its clusters (none before they may be known), what is said of them, what the frame is about. */
export interface Looked { param: string; value: number; level: Level | null; sentence: string; focus?: Focus }

let looks = 0;

/** Make the look; `before` is what was seen until now: clusters keep the colours of those that they match. */
export function lookAt(fit: Trace, before: Trace, step: number, { param, value, level, sentence, focus: about }: Looked): Look {
  if (level === null) return { param, value, trace: fit };
  const { head } = fit;
  const all = [...head.clusters, ...(head.more_clusters ?? [])];
  const ends = fit.labels(fit.frames - 1)!;
  const row = ends.slice();
  if (level.numbered) {
    row.forEach((_, i) => { row[i] = level.labels[i]! < 0 ? fit.none : lookOf(level.labels[i]!, all.length); });
  } else {
    const numbers = numbersOf(level, ends, before.labels(step) ?? ends, head.clusters.length);
    // clusters past those with looks of their own share the later ones
    const half = all.length >> 1;
    row.forEach((_, i) => {
      const number = level.labels[i]! < 0 ? -1 : numbers[level.labels[i]!]!;
      row[i] = number < 0 ? fit.none : number < all.length ? number : half + (number % (all.length - half));
    });
  }
  // no more than are used: each look costs stamps
  const clusters = all.slice(0, Array.from<number>(row).reduce((most, label) => (label < all.length ? Math.max(most, label + 1) : most), head.clusters.length));
  const sizes = count(row, clusters.length);
  const { caption, focus } = head.frames;
  const frames = { ...head.frames, caption: caption.with(step, sentence), focus: focus.with(step, about ?? null) };
  if (focus[step]?.reached !== undefined) frames.focus[step] = { reached: focus[step].reached };
  const trace: Trace = {
    ...fit, head: { ...head, clusters, frames }, look: ++looks,
    labels: (at) => (at === step ? row : fit.labels(at)),
    sizes: (at) => (at === step || at === step - 1 ? sizes : fit.sizes(at)),
    changed: (at) => (at === step ? [] : fit.changed(at)),
    row: (name, at) => (name === "core" && level.core !== null && head.blocks["core"] !== undefined ? level.core : fit.row(name, at)),
  };
  return { param, value, trace };
}

/** Match clusters one to one with those of the fit, then with those before, most shared points first; the others get new numbers, the largest first. */
function numbersOf({ labels, clusters }: Level, fit: LabelRow, before: LabelRow, known: number): Int32Array {
  const numbers = new Int32Array(clusters).fill(-1);
  const used = new Set<number>();
  const match = (row: LabelRow, fits: (number: number) => boolean): void => {
    const shared = new Map<number, number>();
    for (let i = 0; i < labels.length; i += 1) {
      if (labels[i]! >= 0 && fits(row[i]!)) shared.set(labels[i]! * 65536 + row[i]!, (shared.get(labels[i]! * 65536 + row[i]!) ?? 0) + 1);
    }
    for (const [pair] of [...shared].sort(([a, x], [b, y]) => y - x || a - b)) {
      const [cluster, number] = [Math.floor(pair / 65536), pair % 65536];
      if (numbers[cluster]! >= 0 || used.has(number)) continue;
      numbers[cluster] = number;
      used.add(number);
    }
  };
  match(fit, (number) => number < known);
  match(before, (number) => number >= known && number < 254);
  const sizes = new Int32Array(clusters);
  for (const label of labels) if (label >= 0) sizes[label]! += 1;
  let next = known;
  for (const cluster of [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b)) {
    if (numbers[cluster]! >= 0) continue;
    while (used.has(next)) next += 1;
    numbers[cluster] = next++;
  }
  return numbers;
}
