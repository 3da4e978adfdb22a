/** What Python sends of a race: for each estimator a trace with one frame for each amount of work. */
import { decode, type Trace } from "../../core/trace";
import { decodeRows, type Rows, type RowsWire } from "../../core/rows";
import type { Control, Shape, TraceWire } from "../../core/types";

interface LaneHead {
  name: string;
  /** what its steps are called */
  unit: "batch" | "iteration";
  /** its parameters but those that all have */
  params: string;
  /** runs that it makes beside the one shown; they come first */
  others: number;
  /** distances computed up to each frame; rises */
  work: number[];
  /** inertia over all points at each frame; null before there are centers */
  inertia: (number | null)[];
}

export interface End { name: string; distances: number; steps: number; inertia: number; ratio: number; ari: number }

interface RaceHead {
  id: number;
  ack: number;
  about: string;
  /** work, inertia on a log scale */
  log_work: boolean;
  log_inertia: boolean;
  controls: Control[];
  notices: string[];
  ends: End[];
}

/** The `shown` trait as it arrives. */
export interface RaceWire { head: RaceHead; rows?: RowsWire; lanes: { about: LaneHead; trace: TraceWire }[] }

export interface Lane extends LaneHead {
  trace: Trace;
  end: End;
}

export interface Race {
  head: RaceHead;
  lanes: Lane[];
  rows: Rows | null;
  /** each amount of work at which somebody takes a step, ascending */
  moments: number[];
  /** where each of them stands on the scrubber, from 0 to 1: the pace of the race */
  places: number[];
  axis: Axis;
}

/** Where work stands between nothing (0) and the longest fit (1). */
export interface Axis {
  log: boolean;
  /** the least work that is drawn, and all of it */
  low: number;
  high: number;
  at(work: number): number;
}

/** Marker of each racer's curve; the colours are in race.css, both in teachclust/widgets/race/thumbnail.py. */
export const RACER_SHAPES: readonly Shape[] = ["circle", "square", "triangle", "diamond"];
/** On a log scale nothing at all is this far from the first work. */
const NOTHING = 0.03;

export function decodeRace(wire: RaceWire): Race {
  const { head } = wire;
  const lanes = wire.lanes.map(({ about, trace }, i) => ({ ...about, trace: decode(trace), end: head.ends[i]! }));
  const moments = [...new Set(lanes.flatMap(({ work }) => work))].sort((a, b) => a - b);
  const axis = axisOf(moments, head.log_work);
  // on a log scale the last to run would have no time: half of it goes to steps, whatever they cost
  const places = moments.map((work, i) => (axis.log ? (axis.at(work) + i / (moments.length - 1)) / 2 : axis.at(work)));
  return { head, lanes, rows: decodeRows(wire.rows), moments, axis, places };
}

export function axisOf(moments: readonly number[], log: boolean): Axis {
  const high = moments.at(-1) ?? 0;
  const first = moments.find((work) => work > 0) ?? high;
  if (!log || !(high > first)) return { log: false, low: 0, high, at: (work) => (high > 0 ? work / high : 0) };
  const span = Math.log(high / first);
  return { log, low: first, high, at: (work) => (work < first ? 0 : NOTHING + (1 - NOTHING) * (Math.log(work / first) / span)) };
}

/** True while a racer makes the runs that are not shown. */
export function isWaiting({ others, trace }: Lane, step: number): boolean {
  return others > 0 && trace.head.frames.kind[step] === "show";
}

/** Index of the last of the rising `values` that is not above `value`; the first where all are. */
export function lastUpTo(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Index of the value nearest to one. */
export function nearestTo(values: readonly number[], value: number): number {
  return values.reduce((best, other, i) => (Math.abs(other - value) < Math.abs(values[best]! - value) ? i : best), 0);
}
