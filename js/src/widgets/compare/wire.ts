/** What Python sends of a comparison: for each estimator a trace, and its frame at each common step. */
import { decodeRows, type Rows, type RowsWire } from "../../core/rows";
import { decode, type Trace } from "../../core/trace";
import type { TraceWire } from "../../core/types";

interface LaneHead {
  name: string;
  params: string;
  /** the frame at each common step */
  frames: number[];
  /** adjusted Rand index of its end and the first one's */
  ari: number;
}

interface CompareHead {
  id: number;
  ack: number;
  about: string;
  /** where all are trees: the clusters at each step but the last; else empty */
  clusters: number[];
  notices: string[];
}

/** The `shown` trait as it arrives. */
export interface CompareWire { head: CompareHead; rows: RowsWire[]; lanes: { about: LaneHead; trace: TraceWire }[] }

export interface Lane extends LaneHead { trace: Trace; rows: Rows | null }

export interface Compared { head: CompareHead; lanes: Lane[] }

export function decodeCompare({ head, rows, lanes }: CompareWire): Compared {
  const known = rows.map((one) => decodeRows(one));
  return {
    head,
    lanes: lanes.map(({ about, trace }) => ({ ...about, trace: decode(trace), rows: known.find((one) => one?.id === trace.head.rows) ?? null })),
  };
}

/** How many clusters have points, and how many points are noise, at a frame; null before there are labels. */
export function countsOf({ trace }: Lane, frame: number): { clusters: number; noise: number } | null {
  const labels = trace.labels(frame);
  if (labels === null) return null;
  let noise = 0;
  for (const label of labels) if (label === trace.none) noise += 1;
  return { clusters: trace.sizes(frame).filter(Boolean).length, noise };
}
