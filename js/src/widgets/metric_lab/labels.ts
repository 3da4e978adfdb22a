/** What is done to labels where there is no Python, as teachclust/widgets/metric_lab/labels.py does it. */
import type { Edit } from "../../core/types";
import { NOISE, type Lab } from "./wire";

/** New labels, and the word and the numbers of the sentence that tells of them. */
export interface Edited { labels: Uint16Array; form: string; values: Record<string, string | number> }

/** Labels that occur, the least first, noise before all. */
export function numbersOf(labels: Uint16Array): number[] {
  const found = [...new Set(labels)].sort((a, b) => a - b);
  return found.at(-1) === NOISE ? [NOISE, ...found.slice(0, -1)] : found;
}

/** The lowest number that no cluster has. */
export function freeNumber(labels: Uint16Array): number {
  const taken = new Set(labels);
  let number = 0;
  while (taken.has(number)) number += 1;
  return number;
}

/** The letters of a cluster: 0 is "A", 26 is "AA". */
export function lettersOf(cluster: number): string {
  let name = "";
  for (let rest = cluster + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** What an edit makes of labels; null where it makes nothing of them. `start` are those of the beginning. */
export function edited({ head: { n }, points }: Lab, labels: Uint16Array, edit: Edit, start: Uint16Array, called: (cluster: number) => string): Edited | null {
  const after = labels.slice();
  const count = (value: number): string => value.toLocaleString("en");
  switch (edit.kind) {
    case "assign": {
      const cluster = edit.cluster < 0 ? NOISE : edit.cluster;
      const moved = edit.points.filter((i) => labels[i] !== cluster);
      for (const i of moved) after[i] = cluster;
      const came = new Set(moved.map((i) => labels[i]!));
      const form = came.size > 1 ? "assign.mixed" : moved.length === 1 ? "assign.one" : "assign.many";
      return { labels: after, form, values: { n: count(moved.length), cluster: called(cluster), before: called([...came][0] ?? cluster) } };
    }
    case "merge": {
      const moved = indices(labels, edit.cluster);
      for (const i of moved) after[i] = edit.into;
      return { labels: after, form: "merge", values: { n: count(moved.length), cluster: called(edit.cluster), into: called(edit.into) } };
    }
    case "split": {
      const inside = indices(labels, edit.cluster);
      if (inside.length < 2) return null;
      const spread = (axis: number): number => {
        const along = inside.map((i) => points[2 * i + axis]!);
        return Math.max(...along) - Math.min(...along);
      };
      const axis = spread(1) > spread(0) ? 1 : 0;
      const half = (inside.length + 1) >> 1;
      const upper = inside.sort((a, b) => points[2 * a + axis]! - points[2 * b + axis]! || a - b).slice(half);
      const into = freeNumber(labels);
      for (const i of upper) after[i] = into;
      return { labels: after, form: "split", values: { cluster: called(edit.cluster), into: called(into), n: count(half), rest: count(upper.length) } };
    }
    case "shuffle": {
      for (let i = n - 1; i > 0; i -= 1) {
        const j = Math.floor(Math.random() * (i + 1));
        [after[i], after[j]] = [after[j]!, after[i]!];
      }
      return { labels: after, form: "shuffle", values: { k: count(numbersOf(labels).length) } };
    }
    case "each_alone": return { labels: after.map((_, i) => i), form: "each", values: { n: count(n) } };
    case "all_together": return { labels: after.fill(0), form: "one", values: { n: count(n) } };
    case "reset": return { labels: start.slice(), form: "reset", values: {} };
    default: return null;
  }
}

function indices(labels: Uint16Array, cluster: number): number[] {
  const wanted = cluster < 0 ? NOISE : cluster;
  const found: number[] = [];
  for (let i = 0; i < labels.length; i += 1) if (labels[i] === wanted) found.push(i);
  return found;
}
