/** Why a score moved, where there is no Python: the sentences of teachclust/widgets/metric_lab/reasons.py. */
import type { Words } from "../../core/words";
import type { Counts, Quantities } from "./scores";

/** A labeling with all that its scores are made of. */
export interface Scored { counts: Counts; quantities: Quantities }

export type Facts = [form: string, values: Record<string, string | number>];

const TOLD: Readonly<Record<string, readonly string[]>> = {
  homogeneity: ["left_classes", "h_classes"],
  completeness: ["left_clusters", "h_clusters"],
  v_measure: ["homogeneity", "completeness"],
  rand: ["pairs_agree", "pairs"],
  adjusted_rand: ["pairs_both", "pairs_chance", "pairs_best"],
  adjusted_mutual_info: ["mutual", "mutual_chance", "mutual_best"],
  fowlkes_mallows: ["pairs_both", "pairs_clusters", "pairs_classes"],
  purity: ["pure", "n"],
  matched_accuracy: ["matched", "n", "named", "c"],
  silhouette: ["own", "other", "below"],
  calinski_harabasz: ["between", "within", "k"],
  davies_bouldin: ["likeness", "k"],
  inertia: ["within", "k"],
};
const NEAR = 1e-9;

/** Which sentence tells of a score, as the last part of its key, and its values. */
export function facts(score: string, before: Scored | null, now: Scored, classes: readonly string[], called: (cluster: number) => string): Facts {
  const found = now.quantities;
  const value = found[score]!;
  if (!Number.isFinite(value)) return ["undefined", { k: found["k"]!, n: found["n"]!, most: found["n"]! - 1 }];
  const values = valuesOf(score, found);
  const was = before?.quantities[score];
  if (before === null || was === undefined || !Number.isFinite(was)) return [`${score}.now`, values];
  if (Math.abs(value - was) <= NEAR) return [`${score}.same`, values];
  const earlier = Object.entries(valuesOf(score, before.quantities)).map(([name, one]) => [`${name}_was`, one] as const);
  const through = score === "homogeneity" || score === "completeness" ? mostChanged(score, before.counts, now.counts, classes, called) : {};
  return [`${score}.moved`, { ...values, ...Object.fromEntries(earlier), ...through }];
}

export function sentence(words: Words, [form, values]: Facts): string {
  const told = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(name, value)]));
  if (!form.endsWith(".same")) return words(`metric_lab.why.${form}`, told);
  return words("metric_lab.why.same", { said: words(`metric_lab.why.${form.replace(/same$/, "now")}`, told) });
}

/** Quantities that count things. */
const COUNTED = /^(n|k|c|named|most|pure|matched|below|parts|pairs|pairs_(both|clusters|classes|agree))(_was)?$/;

const form = (digits: number): Intl.NumberFormat => new Intl.NumberFormat("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const FORMS = { 0: form(0), 1: form(1), 3: form(3) };

function written(name: string, value: string | number): string {
  if (typeof value === "string") return value;
  const digits = COUNTED.test(name) ? 0 : name.startsWith("pairs") || Math.abs(value) >= 10 ? 1 : 3;
  return FORMS[digits].format(value);
}

function valuesOf(score: string, found: Quantities): Quantities {
  const all: Quantities = {
    ...found,
    pairs_best: (found["pairs_clusters"]! + found["pairs_classes"]!) / 2, mutual_best: (found["h_classes"]! + found["h_clusters"]!) / 2,
  };
  return Object.fromEntries(TOLD[score]!.map((name) => [name, all[name]!]));
}

/** The cluster, or class, through which the entropy inside moved most. */
function mostChanged(score: string, before: Counts, now: Counts, classes: readonly string[], called: (cluster: number) => string): Record<string, string | number> {
  const numbers = [...new Set([...before.clusters, ...now.clusters])].sort((a, b) => order(a) - order(b));
  const rows = ({ clusters, table }: Counts): number[][] => numbers.map((number) => table[clusters.indexOf(number)] ?? classes.map(() => 0));
  const turned = (table: number[][]): number[][] => (score === "completeness" ? classes.map((_, j) => table.map((row) => row[j]!)) : table);
  const [was, is] = [turned(rows(before)), turned(rows(now))];
  const gains = is.map((row, i) => inside(row) - inside(was[i]!));
  const sign = gains.reduce((all, one) => all + one, 0) > 0 ? 1 : -1;
  const most = Math.max(...gains.map((gain) => sign * gain));
  const place = gains.findIndex((gain) => sign * gain >= most - NEAR);
  const parts = (row: number[]): number => row.filter(Boolean).length;
  return { name: score === "completeness" ? classes[place]! : called(numbers[place]!), parts: parts(is[place]!), parts_was: parts(was[place]!) };
}

/** Noise comes first, as in Python, where it is -1. */
const order = (cluster: number): number => (cluster === 65535 ? -1 : cluster);

function inside(row: readonly number[]): number {
  const size = row.reduce((all, one) => all + one, 0);
  return -row.reduce((all, one) => (one ? all + one * Math.log(one / size) : all), 0);
}
