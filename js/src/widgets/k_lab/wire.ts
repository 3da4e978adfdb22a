/** What Python sends of a scan over k: a trace whose frames are the ks, and the criteria beside it. */
import { decodeRows, type Rows, type RowsWire } from "../../core/rows";
import { SILHOUETTES } from "../../panels/point_facts";
import { decode, floats, integers, type Trace } from "../../core/trace";
import type { TraceWire } from "../../core/types";

/** One criterion; its lists have one entry for each k, null where it is not defined. */
export interface Criterion {
  key: string;
  name: string;
  /** how to read it and which k it prefers, in words */
  note: string;
  values: (number | null)[];
  /** how far down and up it reaches under resampling; empty where it does not vary */
  low: (number | null)[];
  high: (number | null)[];
  spread: "bars" | "band";
  prefers: number | null;
  /** its 0 means something: the axis begins there */
  from_zero: boolean;
}

/** Where the silhouettes of one k are in the block: cluster after cluster, each falling. */
export interface Silhouettes {
  /** index of the first value */
  start: number;
  mean: number | null;
  note: string;
  clusters: { cluster: number; scored: number; mean: number | null; below: number }[];
}

export interface ScanHead {
  k: number[];
  /** the sentence for each k once every k has been on screen: which criteria prefer it */
  captions: string[];
  criteria: Criterion[];
  silhouettes: Silhouettes[];
}

/** The `trace` and `scaled` traits as they arrive. */
export interface ScanWire extends TraceWire {
  scan: ScanHead;
  /** float32 */
  silhouettes: DataView;
  /** int32: the row of each silhouette */
  silhouette_rows: DataView;
  rows: RowsWire;
}

export interface Scan extends ScanHead {
  trace: Trace;
  values: Float32Array;
  /** the row of each value */
  points: Int32Array;
  rows: Rows | null;
}

/** Decode what Python sent; null for the empty trait of a scan that was not made. */
export function decodeScan(wire: Partial<ScanWire> | undefined): Scan | null {
  if (!wire?.scan) return null;
  const trace = decode(wire as ScanWire);
  const values = floats(wire.silhouettes!);
  const points = integers(wire.silhouette_rows!);
  const known = new Map<number, Float32Array>();
  const silhouettes = (step: number): Float32Array => {
    let found = known.get(step);
    if (!found) {
      found = new Float32Array(trace.head.n).fill(NaN);
      const { start, clusters } = wire.scan!.silhouettes[step]!;
      const end = start + clusters.reduce((sum, { scored }) => sum + scored, 0);
      for (let i = start; i < end; i += 1) found[points[i]!] = values[i]!;
      known.set(step, found);
    }
    return found;
  };
  const row: Trace["row"] = (name, step) => (name === SILHOUETTES ? silhouettes(step) : trace.row(name, step));
  return { ...wire.scan, trace: { ...trace, row }, values, points, rows: decodeRows(wire.rows) };
}

/** Index of the k nearest to `k`. */
export function nearestStep(ks: readonly number[], k: number): number {
  return ks.reduce((best, other, i) => (Math.abs(other - k) < Math.abs(ks[best]! - k) ? i : best), 0);
}
