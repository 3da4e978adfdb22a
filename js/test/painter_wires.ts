/** A small trace of each painter on the wire, as Python sends it: eight points in two groups and two alone. */
import type { BlockHead, Focus, Head, Kind, TraceWire } from "../src/core/types";
import { makeWire } from "./wire";

const ARRAYS = { f4: Float32Array, f8: Float64Array, i4: Int32Array, u1: Uint8Array, u2: Uint16Array };
type Type = BlockHead["type"];

const view = (array: ArrayBufferView): DataView => new DataView(array.buffer, array.byteOffset, array.byteLength);

/** A frame; what it doesn't say of labels, centers and held rows is that of the frame before. */
export interface Told {
  kind: Kind;
  labels?: number[];
  centers?: number[];
  focus?: Focus;
  objective?: number;
  /** rows of further blocks */
  rows?: Record<string, number[]>;
}

export interface Plan {
  painter: string;
  algorithm?: string;
  k: number;
  points: number[];
  frames: Told[];
  /** type of each block that has rows; those of `passing` hold for their own frame alone */
  types?: Record<string, Type>;
  passing?: string[];
  /** blocks that are the same at every frame */
  fixed?: Record<string, [Type, number[]]>;
  change?: Partial<Head>;
}

/** -1 until a first row, then the row that holds. */
function rowsOf(frames: Told[], pick: (frame: Told) => number[] | undefined, hold: boolean): [number[], number[]] {
  const numbers: number[] = [];
  let count = 0;
  const where = frames.map((frame) => {
    const row = pick(frame);
    if (row) { numbers.push(...row); count += 1; }
    return row || hold ? count - 1 : -1;
  });
  return [numbers, where];
}

/** Put a trace on the wire. */
export function wireOf(plan: Plan, id = 1): TraceWire {
  const { frames, points, k } = plan;
  const wire = makeWire(id);
  const [labels, labelRows] = rowsOf(frames, (f) => f.labels, true);
  const [centers, centerRows] = rowsOf(frames, (f) => f.centers, true);
  const blocks: Record<string, BlockHead> = {};
  const extra: Record<string, DataView> = {};
  for (const [name, type] of Object.entries(plan.types ?? {})) {
    const [numbers, rows] = rowsOf(frames, (f) => f.rows?.[name], !plan.passing?.includes(name));
    blocks[name] = { type, size: frames.find((f) => f.rows?.[name])!.rows![name]!.length, rows };
    extra[name] = view(ARRAYS[type].from(numbers));
  }
  for (const [name, [type, numbers]] of Object.entries(plan.fixed ?? {})) {
    blocks[name] = { type, size: numbers.length, rows: null };
    extra[name] = view(ARRAYS[type].from(numbers));
  }
  const colors = ["#0072b2", "#e69f00", "#009e73", "#cc79a7"];
  return {
    ...wire, ...extra,
    head: {
      ...wire.head, algorithm: plan.algorithm ?? plan.painter, painter: plan.painter, title: plan.algorithm ?? plan.painter,
      n: points.length / 2, k, domain: [0, 10, 0, 10], blocks,
      clusters: Array.from({ length: k }, (_, j) => ({ name: String.fromCharCode(65 + j), color: colors[j % 4]!, shape: (["circle", "square", "triangle"] as const)[j % 3]! })),
      frames: {
        kind: frames.map((f) => f.kind), caption: frames.map((f, i) => `Step ${i}: ${f.kind}.`),
        line: frames.map(() => 0), iteration: frames.map(() => 0), objective: frames.map((f) => f.objective ?? null),
        labels: labelRows, centers: centerRows, weights: frames.map(() => -1), focus: frames.map((f) => f.focus ?? null),
      },
      runs: [], controls: [], switches: [], placing: false, fresh: false,
      ...plan.change,
    },
    points: view(Float32Array.from(points)), labels: view(Uint8Array.from(labels)),
    centers: view(Float32Array.from(centers)), weights: view(new Uint8Array(0)),
  };
}

/** Two groups of three, (5, 5) alone and (5, 1) alone. */
export const SPOTS = [0, 0, 1, 0, 0, 1, 9, 9, 10, 9, 9, 10, 5, 5, 5, 1];
/** Labels on the wire: noise, and not reached yet. */
export const [NOISE, WAITING] = [255, 254];
const [X, W] = [NOISE, WAITING];

/** Six leaves; merge i makes node 6 + i. */
export const CHILDREN = [0, 1, 3, 4, 6, 2, 7, 5, 8, 9];
export const HEIGHTS = [1, 1.5, 2, 3, 9];

export const treePlan: Plan = {
  painter: "tree", algorithm: "AgglomerativeClustering", k: 2, points: SPOTS.slice(0, 12),
  frames: [
    { kind: "show", focus: { merge: 0, level: 0.5 } },
    { kind: "merge", labels: [0, 0, X, X, X, X], focus: { merge: 1, level: 1.25, cluster: 0, points: [0, 1] }, objective: 1 },
    { kind: "merge", labels: [0, 0, X, 1, 1, X], focus: { merge: 2, level: 1.75, cluster: 1, points: [3, 4] }, objective: 1.5 },
    { kind: "merge", labels: [0, 0, 0, 1, 1, X], focus: { merge: 3, level: 2.5, cluster: 0 }, objective: 2 },
    { kind: "merge", labels: [0, 0, 0, 1, 1, 1], focus: { merge: 4, level: 6, cluster: 1 }, objective: 3 },
    { kind: "merge", labels: [0, 0, 0, 0, 0, 0], focus: { merge: 5, level: 9.45, cluster: 0 }, objective: 9 },
    { kind: "stop", labels: [0, 0, 0, 1, 1, 1], focus: { merge: 4, level: 6 }, objective: 3 },
  ],
  fixed: {
    tree_children: ["i4", CHILDREN], tree_heights: ["f4", HEIGHTS], tree_numbers: ["i4", [0, 5, 3, 1, 4, 2, 0, 1, 0, 1, 0]],
  },
  change: {
    switches: ["hulls"], tree: { name: "ward distance", param: null },
    controls: [{ name: "n_clusters", kind: "whole", label: "clusters", title: "How many", value: 2, min: 1, max: 6, step: 1 }],
  },
};

const EPS = 1.5;
export const densityPlan: Plan = {
  painter: "density", algorithm: "DBSCAN", k: 2, points: SPOTS,
  frames: [
    { kind: "show" },
    { kind: "visit", labels: [0, 0, 0, W, W, W, W, W], focus: { point: 0, points: [0, 1, 2], radius: EPS, cluster: 0 } },
    { kind: "expand", focus: { point: 1, points: [], radius: EPS, cluster: 0 } },
    { kind: "visit", labels: [0, 0, 0, W, W, W, X, W], focus: { point: 6, points: [], radius: EPS } },
    { kind: "visit", labels: [0, 0, 0, 1, 1, 1, X, W], focus: { point: 3, points: [3, 4, 5], radius: EPS, cluster: 1 } },
    { kind: "stop", labels: [0, 0, 0, 1, 1, 1, X, X] },
  ],
  fixed: {
    core: ["u1", [1, 0, 1, 1, 0, 0, 0, 0]],
    curve_values: ["f4", [8, 6, 2, 1.5, 1.25, 1, 1, 0.5]], curve_order: ["i4", [6, 7, 1, 4, 5, 0, 2, 3]],
  },
  change: {
    curve: { kind: "k_distance", title: "Distance to the 3rd nearest point", param: "eps", at: EPS },
    controls: [
      { name: "eps", kind: "number", label: "eps", title: "How far", value: EPS, min: 0, max: null, step: 0.1 },
      { name: "min_samples", kind: "whole", label: "points", title: "How many", value: 3, min: 1, max: 7, step: 1 },
      { name: "metric", kind: "choice", label: "metric", title: "How it is measured", value: "euclidean", options: ["euclidean", "manhattan"] },
    ],
  },
};

export const edgesPlan: Plan = {
  painter: "density", algorithm: "HDBSCAN", k: 2, points: SPOTS,
  frames: [
    { kind: "show" },
    { kind: "visit", focus: { edges: 2 } },
    { kind: "visit", focus: { edges: 5 } },
    { kind: "assign", labels: [0, 0, 0, 1, 1, 1, X, X] },
    { kind: "stop" },
  ],
  fixed: { edge_pairs: ["i4", [0, 1, 0, 2, 3, 4, 3, 5, 2, 6, 6, 3, 1, 7]] },
  change: {
    switches: ["edges"],
    condensed: [
      { parent: -1, birth: 0, death: 0.25, size: 8, cluster: -1 },
      { parent: 0, birth: 0.25, death: 1, size: 3, cluster: 0 },
      { parent: 0, birth: 0.25, death: null, size: 3, cluster: 1 },
    ],
  },
};

export const meanShiftPlan: Plan = {
  painter: "mean_shift", algorithm: "MeanShift", k: 2, points: SPOTS,
  frames: [
    { kind: "show", rows: { seeds: [2, 2, 8, 8, 5, 5] } },
    { kind: "update", rows: { seeds: [1, 1, 9, 9, 6, 6] } },
    { kind: "update", rows: { seeds: [0.5, 0.5, 9.5, 9.5, 8, 8] } },
    { kind: "merge", rows: { seeds: [0.5, 0.5, 9.5, 9.5, 8, 8] }, centers: [0.5, 0.5, 9.5, 9.5] },
    { kind: "assign", labels: [0, 0, 0, 1, 1, 1, 1, X] },
    { kind: "stop" },
  ],
  types: { seeds: "f4" }, passing: ["seeds"],
  change: { switches: ["links"] },
};

export const mapPlan: Plan = {
  painter: "map", algorithm: "SelfOrganizingMap", k: 3, points: SPOTS,
  frames: [
    { kind: "show" },
    { kind: "seed", rows: { units: [2, 2, 5, 5, 8, 8], links: [0, 1, 1, 2] } },
    { kind: "update", rows: { units: [2, 2, 6, 6, 8.5, 8.5] }, focus: { points: [3], unit: 2 } },
    { kind: "assign", labels: [0, 0, 0, 2, 2, 2, 1, 1], rows: { units: [1, 1, 5, 4, 9, 9], unit_labels: [0, 1, 2] }, objective: 2 },
    { kind: "stop", objective: 2 },
  ],
  types: { units: "f4", links: "i4", unit_labels: "i4" },
};

const FIRST = [1, 0, 1, 4, 1, 2];
const SECOND = [2, 0.5, 1, 3, -1, 3];
export const mixturePlan: Plan = {
  painter: "mixture", algorithm: "GaussianMixture", k: 2, points: SPOTS,
  frames: [
    { kind: "show" },
    { kind: "seed", centers: [0, 0, 9, 9], rows: { ellipses: FIRST, mixture_weights: [0.5, 0.5] } },
    { kind: "assign", labels: [0, 0, 0, 1, 1, 1, 1, 0], rows: { responsibilities: [65535, 0, 65535, 0, 64250, 1285, 0, 65535, 0, 65535, 2570, 62965, 32639, 32896, 51400, 14135] }, objective: -90 },
    { kind: "update", centers: [1, 0, 9, 8], rows: { ellipses: SECOND, mixture_weights: [0.55, 0.45] } },
    { kind: "assign", labels: [0, 0, 0, 1, 1, 1, 0, 0], rows: { responsibilities: [65535, 0, 65535, 0, 65535, 0, 0, 65535, 0, 65535, 0, 65535, 38550, 26985, 61680, 3855] }, objective: -70 },
    { kind: "stop", objective: -70 },
  ],
  types: { ellipses: "f4", mixture_weights: "f4", responsibilities: "u2" },
  change: { switches: ["ellipses"], objective: { name: "Log-likelihood", best: null, rises: true, legend: "● E step  ■ M step" } },
};

export const graphPlan: Plan = {
  painter: "graph", algorithm: "SpectralClustering", k: 2, points: SPOTS,
  frames: [
    { kind: "show" },
    { kind: "visit", focus: { edges: 3 } },
    { kind: "visit", focus: { edges: 7 } },
    { kind: "update", focus: { edges: 7, embedded: true } },
    { kind: "assign", labels: [0, 0, 0, 1, 1, 1, 0, 0], focus: { edges: 7, embedded: true }, objective: 3 },
    { kind: "assign", labels: [0, 0, 0, 1, 1, 1, 1, 0], focus: { edges: 7, embedded: true, points: [6] }, objective: 2 },
    { kind: "assign", focus: { edges: 7 }, objective: 2 },
    { kind: "stop", focus: { edges: 7 }, objective: 2 },
  ],
  fixed: {
    edge_pairs: ["i4", [0, 1, 0, 2, 3, 4, 3, 5, 2, 6, 6, 3, 1, 7]],
    embedding: ["f4", [1, 1, 1, 1.5, 1, 0.5, 8, 8, 8, 8.5, 8, 7.5, 6, 4, 2, 2]],
  },
  change: { switches: ["edges"] },
};

export const plans: Record<string, Plan> = {
  tree: treePlan, density: densityPlan, edges: edgesPlan, mean_shift: meanShiftPlan, map: mapPlan, mixture: mixturePlan, graph: graphPlan,
};

/** The same plan with another head. */
export function changed(plan: Plan, change: Partial<Head>): Plan {
  return { ...plan, change: { ...plan.change, ...change } };
}
