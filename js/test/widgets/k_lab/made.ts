/** A small scan on the wire, as Python sends it: six points, k from 1 to 4, with k = 3 left out. */
import type { ScanWire } from "../../../src/widgets/k_lab/wire";
import { makeWire } from "../../wire";

const view = (array: ArrayBufferView): DataView => new DataView(array.buffer, array.byteOffset, array.byteLength);
const NONE = NaN;

/** Make the wire of a scan numbered `id`; `shift` moves every number, to tell two scans apart. */
export function makeScanWire(id = 1, shift = 0): ScanWire {
  const columns = (value: number): number[] => [value, value, value];
  const base = makeWire(id, {
    initial_step: 1, painter: "k_scan", title: "KLab", subtitle: "KMeans() · 6 points", k: 4,
    clusters: ["A", "B", "C", "D"].map((name, i) => ({ name, color: ["#0072b2", "#e69f00", "#009e73", "#cc79a7"][i]!, shape: "circle" })),
    frames: {
      kind: ["visit", "visit", "visit"], caption: ["k = 1: inertia 90.", "k = 2: inertia 20.", "k = 4: inertia 5."],
      line: columns(-1), iteration: columns(0), objective: [90, 20, 5], labels: [0, 1, 2], centers: [0, 1, 2], weights: columns(-1),
      focus: [{ points: [] }, { points: [] }, { points: [2] }],
    },
    notices: ["All agree on 2."],
  });
  return {
    ...base,
    labels: view(new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 3, 1, 1, 2])),
    centers: view(new Float32Array([
      5, 0.3, NONE, NONE, NONE, NONE, NONE, NONE, 1, 0.3, 9, 0.3, NONE, NONE, NONE, NONE, 0.5, 0, 8.5, 0.5, 10, 0, 2, 1,
    ])),
    weights: view(new Uint8Array(0)),
    scan: {
      k: [1, 2, 4],
      captions: ["k = 1: nobody.", "k = 2: silhouette and gap prefer it.", "k = 4: nobody prefers this one."],
      criteria: [
        { key: "inertia", name: "Inertia", note: "elbow at 2", values: [90 + shift, 20, 5], low: [], high: [], spread: "band", prefers: 2, from_zero: true },
        { key: "silhouette", name: "Silhouette", note: "prefers 2", values: [null, 0.8, 0.3], low: [], high: [], spread: "band", prefers: 2, from_zero: true },
        { key: "gap", name: "Gap", note: "no clear k", values: [0.1, 1.2, 0.4], low: [0, 1.1, 0.2], high: [0.2, 1.3, 0.6], spread: "bars", prefers: null, from_zero: false },
        { key: "stability", name: "Stability", note: "prefers 2", values: [null, 1, 0.5], low: [null, 0.9, 0.2], high: [null, 1, 0.7], spread: "band", prefers: 2, from_zero: true },
      ],
      silhouettes: [
        { start: 0, mean: null, note: "It needs two clusters.", clusters: [] },
        { start: 0, mean: 0.8, note: "", clusters: [{ cluster: 0, scored: 3, mean: 0.75, below: 0 }, { cluster: 1, scored: 3, mean: 0.85, below: 0 }] },
        {
          start: 6, mean: 0.3, note: "1 point below 0", clusters: [
            { cluster: 0, scored: 2, mean: 0.5, below: 0 }, { cluster: 1, scored: 2, mean: 0.4, below: 0 },
            { cluster: 2, scored: 1, mean: 0, below: 0 }, { cluster: 3, scored: 1, mean: -0.2, below: 1 },
          ],
        },
      ],
    },
    silhouettes: view(new Float32Array([0.8, 0.75, 0.7, 0.9, 0.85, 0.8, 0.6, 0.4, 0.5, 0.3, 0, -0.2])),
    silhouette_rows: view(new Int32Array([1, 0, 2, 3, 4, 5, 0, 1, 4, 3, 5, 2])),
    rows: { id, names: ["x1", "x2"], d: 2, labels: [], origin: [], features: view(new Float32Array(0)), sent: true, step: 0, shape: [], lowest: 0, highest: 1 },
  };
}
