/** What Python says of a small Sandbox, and a trace of no points. */
import type { TraceWire } from "../../../src/core/types";
import type { Drawing } from "../../../src/widgets/sandbox/screen";
import { makeWire } from "../../wire";

export const DRAWING: Drawing = {
  estimators: ["KMeans", "DBSCAN"], estimator: "KMeans", presets: [{ name: "blobs_2", label: "2 round blobs" }],
  random_state: 0, most: 5000, line: "KMeans(n_clusters=2).fit_predict(sandbox.points)", fitted: true,
};

export const WORDS = {
  "sandbox.added": "{n} points added, {all} in all.", "sandbox.removed": "{n} points taken away, {all} left.",
  "sandbox.unfitted": "Painted: {n} points. Fits need Python.", "sandbox.unfitted.one": "Painted: 1 point.",
  "sandbox.readonly": "This page has no Python.", "sandbox.csv.number": "Line {line}: {text} is no finite number.",
};

export function blankWire(): TraceWire {
  const wire = makeWire(0, { n: 0, k: 0, clusters: [], domain: [0, 10, 0, 10], placing: false, switches: [], runs: [], pseudocode: { title: "", lines: [] } });
  const { frames } = wire.head;
  const one = Object.fromEntries(Object.entries(frames).map(([name, values]) => [name, values.slice(0, 1)])) as unknown as typeof frames;
  const empty = new DataView(new ArrayBuffer(0));
  return { ...wire, head: { ...wire.head, frames: { ...one, caption: ["No points yet."], centers: [-1], labels: [-1] } }, points: empty, labels: empty, centers: empty, weights: empty };
}
