/** A small k-means trace made by hand: two groups, two centers. */
import type { PlaneTrace } from "../../src/core/plane_scene";
import type { Head, Kind } from "../../src/core/types";

interface MadeFrame {
  kind: Kind;
  labels?: number[];
  centers?: number[];
  weights?: number[];
  focus?: { points?: number[]; cluster?: number };
}

export const POINTS = [0, 0, 1, 0, 0, 1, 9, 9, 10, 9, 9, 10];

export const FRAMES: MadeFrame[] = [
  { kind: "show" },
  { kind: "seed", centers: [0, 0, NaN, NaN], weights: [0, 10, 10, 200, 250, 255], focus: { cluster: 0 } },
  { kind: "seed", centers: [0, 0, 1, 0], focus: { cluster: 1 } },
  { kind: "assign", centers: [0, 0, 1, 0], labels: [0, 1, 0, 1, 1, 1] },
  { kind: "update", centers: [0, 0.5, 7.25, 7], labels: [0, 1, 0, 1, 1, 1] },
  { kind: "assign", centers: [0, 0.5, 7.25, 7], labels: [0, 0, 0, 1, 1, 1] },
  { kind: "relocate", centers: [9, 9, 7.25, 7], labels: [0, 0, 0, 1, 1, 1], focus: { cluster: 0, points: [3] } },
  { kind: "stop", centers: [9, 9, 7.25, 7], labels: [0, 0, 0, 1, 1, 1] },
];

export function madeTrace(change: Partial<Head> = {}): PlaneTrace {
  const column = (key: "labels" | "centers" | "weights"): number[] =>
    FRAMES.map((frame, i) => (frame[key] === undefined ? -1 : i));
  const head = {
    id: 1, ack: 0, initial_step: 0, algorithm: "KMeans", painter: "kmeans", title: "", subtitle: "", n: 6, k: 2,
    x: { name: "length" }, y: { name: "width" }, domain: [0, 10, 0, 10], plane: true, projection: "",
    clusters: [
      { name: "A", color: "#0072b2", shape: "circle" },
      { name: "B", color: "#e69f00", shape: "square" },
    ],
    noise: "#8a8f98",
    frames: {
      kind: FRAMES.map(({ kind }) => kind), caption: FRAMES.map(({ kind }, i) => `${kind} ${i}`),
      line: [], iteration: [], objective: [],
      labels: column("labels"), centers: column("centers"), weights: column("weights"),
      focus: FRAMES.map(({ focus }) => focus ?? null),
    },
    ...change,
  } as unknown as Head;
  const at = (step: number): MadeFrame => FRAMES[step] ?? { kind: "show" };
  const labels = (step: number): Uint8Array | null => { const row = at(step).labels; return row ? Uint8Array.from(row) : null; };
  return {
    head,
    points: Float32Array.from(POINTS),
    labels,
    centers: (step) => { const row = at(step).centers; return row ? Float32Array.from(row) : null; },
    weights: (step) => { const row = at(step).weights; return row ? Uint8Array.from(row) : null; },
    row: () => null,
    changed: (step) => {
      const now = labels(step);
      const before = labels(step - 1);
      return now === null ? [] : [...now.keys()].filter((i) => before?.[i] !== now[i]);
    },
  };
}
