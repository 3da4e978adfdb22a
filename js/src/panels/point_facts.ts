/** What a point says of itself at a frame, in words: its row, its cluster, and what its algorithm knows of it. */
import { percent, short } from "../core/numbers";
import { chancesAt, distancesTo, featuresOf, labelOf, type Rows } from "../core/rows";
import { reachOf } from "../core/reach";
import { isWalk, type Trace } from "../core/trace";
import { treeOf } from "../core/tree";
import type { ClusterLook } from "../core/types";
import type { Words } from "../core/words";

/** A piece of a line: text, or a cluster's name in its color. */
export type Part = string | ClusterLook;

export interface Facts {
  /** what the point is called */
  name: string;
  /** its features, in one line */
  features: string;
  /** its pixels, row after row, 255 the darkest, and how many are in a row; none where it is no picture */
  pixels: number[];
  columns: number;
  lines: Part[][];
}

/** Features, centers, components and merges that are told one by one. */
const MOST_FEATURES = 4;
const MOST_NEAR = 3;
const MOST_MERGES = 4;

/** The row in which a scan has the silhouette of each point. */
export const SILHOUETTES = "silhouettes";

type Teller = (asked: Asked) => Part[] | null;

interface Asked { trace: Trace; rows: Rows | null; step: number; point: number; words: Words }

/** What each fact that an algorithm declares (teachclust/traces/card.py) says; null where it says nothing yet. */
const TELLERS: Readonly<Record<string, Teller>> = {
  distances: tellDistances,
  chance: tellChance,
  shares: tellShares,
  role: tellRole,
  neighbors: tellNeighbors,
  core_distance: ({ words, trace, point }) => lineOf(words, trace.head.circles ? "card.core_distance.circle" : "card.core_distance", trace.row("core_distance", 0)?.[point]),
  reachability: tellReachability,
  leaves: tellLeaving,
  merges: tellMerges,
  splits: tellSplits,
  silhouette: ({ words, trace, step, point }) => lineOf(words, "card.silhouette", trace.row(SILHOUETTES, step)?.[point]),
};

export function factsOf(asked: Asked): Facts {
  const { trace, rows, point, words } = asked;
  const label = labelOf(rows, point);
  const { shape } = toldOf(rows, point);
  const told = trace.head.card.map((name) => TELLERS[name]?.(asked) ?? null);
  return {
    name: label ?? words("card.row", { point }),
    features: tellFeatures(asked),
    pixels: shape.length ? featuresOf(rows, trace, point)!.map((value) => (255 * (value - rows!.lowest)) / (rows!.highest - rows!.lowest || 1)) : [],
    columns: shape[1] ?? 0,
    lines: [tellCluster(asked), ...told].filter((line) => line !== null),
  };
}

/** All of it as one sentence. */
export function sentenceOf({ name, features, lines }: Facts): string {
  const said = lines.map((line) => line.map((part) => (typeof part === "string" ? part : part.name)).join(""));
  return `${[`${name}${features ? `: ${features}` : ""}`, ...said].join("; ")}.`;
}

/** Where a row's names and shape are told: with all rows, or with the one that was asked for. */
function toldOf(rows: Rows | null, point: number): { names: string[]; shape: number[] } {
  return (rows?.sent ? null : rows?.asked?.get(point)) ?? rows ?? { names: [], shape: [] };
}

function tellFeatures({ rows, trace, point, words }: Asked): string {
  const values = featuresOf(rows, trace, point);
  if (values === null) return rows?.d ? words(rows.asked ? "card.features.asked" : "card.features.none", { d: rows.d }) : "";
  const { names, shape } = toldOf(rows, point);
  if (shape.length) return words("card.features.pixels", { rows: shape[0]!, columns: shape[1]! });
  const n = Math.max(values.length, rows?.d ?? 0);
  const told = n <= MOST_FEATURES + 1 ? n : MOST_FEATURES;
  const few = values.slice(0, told).map((one, j) => words("card.feature", { name: names[j] ?? "", value: minus(short(one)) })).join(", ");
  return told < n ? words("card.features.more", { few, n: n - told }) : few;
}

function tellCluster({ trace, step, point, words }: Asked): Part[] | null {
  const { head } = trace;
  const looks = head.clusters;
  const label = trace.labels(step)?.[point];
  if (label === undefined || head.card.includes("role") && label >= looks.length) return null;
  if (label >= looks.length) return label === trace.none && !isWalk(head, step) ? [words(head.tree ? "card.alone" : "card.none")] : null;
  const before = head.painter === "k_scan" || step === 0 ? undefined : trace.labels(step - 1)?.[point];
  const was = before === undefined || before === label ? undefined : looks[before];
  return was ? phrase(words("card.joined", { now: FIRST, was: SECOND }), [looks[label]!, was]) : phrase(words("card.cluster", { now: FIRST }), [looks[label]!]);
}

function tellDistances({ rows, trace, step, point, words }: Asked): Part[] | null {
  const all = distancesTo(rows, trace, step, point);
  if (all === null) return null;
  const near = all.map((distance, j) => ({ distance, j })).filter(({ distance }) => Number.isFinite(distance))
    .sort((a, b) => a.distance - b.distance).slice(0, MOST_NEAR);
  if (near.length === 0) return null;
  const told = near.map(({ distance, j }) => phrase(words("card.distance", { name: FIRST, distance: short(distance) }), [trace.head.clusters[j]!]));
  // where the plane is a projection, what looks nearest may not be
  return [...joined(told), ...(trace.head.plane ? [] : [" ", words("card.distance.all", { d: rows!.d })])];
}

const chances = new WeakMap<Trace, { step: number; values: Float64Array | null }>();

function tellChance({ rows, trace, step, point, words }: Asked): Part[] | null {
  if (trace.weights(step) === null) return null;
  let known = chances.get(trace);
  if (known?.step !== step) chances.set(trace, (known = { step, values: chancesAt(rows, trace, step) }));
  const share = known.values?.[point];
  return share === undefined ? null : [words("card.chance", { share: percent(share) })];
}

function tellShares({ trace, step, point, words }: Asked): Part[] | null {
  const shares = trace.row("responsibilities", step);
  const { clusters } = trace.head;
  if (shares === null || trace.labels(step) === null) return null;
  const k = clusters.length;
  const most = clusters.map((look, j) => ({ look, share: shares[point * k + j]! / FULL })).sort((a, b) => b.share - a.share).slice(0, MOST_NEAR);
  return joined(most.filter(({ share }, i) => i === 0 || share > 0)
    .map(({ look, share }) => phrase(words("card.share", { name: FIRST, share: percent(share) }), [look])));
}

/** A share of one as it travels. */
const FULL = 65535;

function tellRole({ trace, step, point, words }: Asked): Part[] | null {
  const label = trace.labels(step)?.[point];
  if (label === undefined || isWalk(trace.head, step)) return null;
  if (label === trace.none) return [words(step === trace.frames - 1 ? "card.noise" : "card.noise.yet")];
  if (label === trace.none - 1) return [words("card.unreached")];
  const core = trace.row("core", 0);
  return core && [words(core[point] ? "card.core" : "card.border")];
}

function tellNeighbors({ trace, point, words }: Asked): Part[] | null {
  const counts = trace.row("neighbor_ends", 0);
  if (counts === null) return null;
  const n = counts[point]! - (point > 0 ? counts[point - 1]! : 0);
  return [words(n === 1 ? "card.neighbor" : "card.neighbors", { n, eps: short(trace.head.curve?.at ?? 0) })];
}

function tellReachability({ trace, step, point, words }: Asked): Part[] | null {
  const reach = reachOf(trace, step, point);
  if (reach === null) return null;
  const place = reach.place + 1;
  return [Number.isFinite(reach.value) ? words(trace.head.circles ? "card.reachability.circle" : "card.reachability", { value: short(reach.value), place }) : words("card.reachability.none", { place })];
}

/** How far a point stayed in its branch of the condensed tree, once it has left it. */
function tellLeaving({ trace, step, point, words }: Asked): Part[] | null {
  const density = trace.row("leave_density", 0)?.[point];
  const chosen = trace.head.frames.kind.slice(0, step + 1).includes("assign");
  const left = trace.labels(step)?.[point] === trace.none;
  if (density === undefined || !(chosen || left)) return null;
  const strength = trace.row("strength", 0)?.[point];
  const text = Number.isFinite(density) ? words("card.leaves", { density: short(density), distance: short(1 / density) }) : words("card.leaves.never");
  return [text, ...(step === trace.frames - 1 && strength ? [" · ", words("card.strength", { share: percent(strength) })] : [])];
}

function tellMerges({ trace, step, point, words }: Asked): Part[] | null {
  const tree = treeOf(trace);
  const done = trace.head.frames.focus[step]?.merge ?? 0;
  if (tree === null || done === 0) return null;
  const path: number[] = [];
  for (let merge = tree.parent[point]!; merge < done; merge = tree.parent[tree.n + merge]!) path.push(merge);
  if (path.length === 0) return [words("card.merges.none")];
  return [words("card.merges", { path: route(path.map((merge) => words("card.merge", { n: tree.size[tree.n + merge]!, height: short(tree.heights[merge]!) }))) })];
}

/** The sizes of the clusters that a point was in, from split to split: points are assigned after each. */
function tellSplits({ trace, step, point, words }: Asked): Part[] | null {
  const sizes: number[] = [trace.head.n];
  for (let i = 0; i <= step; i += 1) {
    const label = trace.labels(i)?.[point];
    const size = label === undefined || label >= trace.none - 1 ? undefined : trace.sizes(i)[label];
    if (trace.head.frames.kind[i] === "assign" && size !== undefined && size < sizes.at(-1)!) sizes.push(size);
  }
  return sizes.length < 2 ? null : [words("card.splits", { path: route(sizes.map(String)) })];
}

function route(stops: string[]): string {
  const few = stops.length <= MOST_MERGES ? stops : [...stops.slice(0, 2), "…", ...stops.slice(-2)];
  return few.join(" → ");
}

function lineOf(words: Words, key: string, number: number | undefined): Part[] | null {
  return number === undefined || !Number.isFinite(number) ? null : [words(key, { value: minus(short(number)) })];
}

const minus = (text: string): string => text.replace("-", "−");

/** Stand for clusters in a text until it's taken apart: a language may have them in another order. */
const [FIRST, SECOND] = ["\u0001", "\u0002"];

function phrase(text: string, looks: ClusterLook[]): Part[] {
  const parts: Part[] = text.split(/([\u0001\u0002])/).map((part) => (part === FIRST ? looks[0]! : part === SECOND ? looks[1]! : part));
  return parts.filter((part) => part !== "");
}

function joined(lines: Part[][]): Part[] {
  return lines.flatMap((line, i) => (i === 0 ? line : [" · ", ...line]));
}
