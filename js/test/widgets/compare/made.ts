/** A small comparison on the wire, as Python sends it: six points, an estimator of six frames and one of four. */
import type { CompareWire } from "../../../src/widgets/compare/wire";
import { makeWire } from "../../wire";

const QUIET = { controls: [], switches: [], placing: false, rows: 1 };
const ROWS = { id: 1, names: ["x1", "x2"], d: 2, labels: [], origin: [], features: new DataView(new ArrayBuffer(0)), sent: true, step: 0, shape: [], lowest: 0, highest: 1 };

/** Make the wire; the second estimator's clusters have the looks of the first one's the other way round. */
export function makeCompare(change: Partial<CompareWire["head"]> = {}): CompareWire {
  const [first, second] = [makeWire(1, QUIET), makeWire(2, QUIET)];
  const { head } = second;
  second.head = { ...head, clusters: [...head.clusters].reverse(), frames: { ...head.frames, caption: head.frames.caption.map((text) => `Two ${text}`) } };
  return {
    head: { id: 1, ack: 0, about: "6 points", clusters: [], notices: ["Each takes one step."], ...change },
    rows: [ROWS],
    lanes: [
      { about: { name: "One", params: "n_clusters=2", frames: [0, 1, 2, 3, 4, 5], ari: 1 }, trace: first },
      { about: { name: "Two", params: "n_clusters=2", frames: [0, 2, 4, 5, 5, 5], ari: 0.5 }, trace: second },
    ],
  };
}

/** The same with as many estimators as wanted. */
export function makeMany(count: number): CompareWire {
  const wire = makeCompare();
  const lanes = Array.from({ length: count }, (_, i) => ({ about: { ...wire.lanes[0]!.about, name: `Number ${i}` }, trace: makeWire(i + 1, QUIET) }));
  return { ...wire, lanes };
}
