/** The rows of the data: what a point is called, its features, and where the centers are among them. */
import type { PlaneTrace } from "./plane_scene";
import { floats } from "./trace";

/** What Python sends of the rows (teachclust/widgets/rows.py). */
export interface RowsWire {
  id: number;
  names: string[];
  /** how many features there are */
  d: number;
  labels: string[];
  /** what `features` is measured from; empty where the plane shows the features */
  origin: number[];
  /** n × d: float32 from `origin`; where `step` is not 0, uint8: steps above `lowest` */
  features: DataView;
  step: number;
  /** false where they are too many to be sent */
  sent: boolean;
  /** rows and columns of the picture that a row is; empty where it is none */
  shape: number[];
  /** the numbers of the lightest and the darkest pixel */
  lowest: number;
  highest: number;
}

export interface Rows extends Omit<RowsWire, "features"> {
  features: Float32Array;
  /** rows that Python was asked for, where none were sent; null where nobody can be asked */
  asked?: Map<number, AskedRow> | null;
}

/** One row, as Python sends it when it's asked: the first features, or all of a picture. */
export interface AskedRow { index: number; names: string[]; features: number[]; shape: number[] }

/** Decode what Python sent; null for the empty trait of a widget without rows. */
export function decodeRows(wire: Partial<RowsWire> | undefined): Rows | null {
  return wire?.id === undefined ? null : { ...(wire as RowsWire), features: featuresIn(wire as RowsWire) };
}

function featuresIn({ features, step, lowest, origin, d }: RowsWire): Float32Array {
  if (!step) return floats(features);
  const steps = new Uint8Array(features.buffer, features.byteOffset, features.byteLength);
  return Float32Array.from(steps, (count, i) => lowest + count * step - origin[i % d]!);
}

/** What a row is called: its name, or null where rows are counted. */
export function labelOf(rows: Rows | null, point: number): string | null {
  return rows?.labels[point] ?? null;
}

/** The features of a row, in the data's units; null where they were not sent. */
export function featuresOf(rows: Rows | null, trace: PlaneTrace, point: number): number[] | null {
  if (rows === null || !rows.sent) return rows?.asked?.get(point)?.features ?? null;
  if (rows.features.length === 0) return Array.from({ length: Math.min(2, rows.d) }, (_, j) => trace.points[2 * point + j]!);
  return Array.from({ length: rows.d }, (_, j) => rows.features[point * rows.d + j]! + rows.origin[j]!);
}

/** The distance of a row to each center, among all features; null before there are centers, or where they were not sent. */
export function distancesTo(rows: Rows | null, trace: PlaneTrace, step: number, point: number): number[] | null {
  const space = spaceAt(rows, trace, step);
  if (space === null) return null;
  const { values, centers, d, k } = space;
  return Array.from({ length: k }, (_, j) => Math.sqrt(squared(values, point, centers, j, d)));
}

/** The chance of each row to be drawn next by k-means++: its squared distance to the nearest center over the sum of all. */
export function chancesAt(rows: Rows | null, trace: PlaneTrace, step: number): Float64Array | null {
  const space = spaceAt(rows, trace, step);
  if (space === null) return null;
  const { values, centers, d, k } = space;
  const placed = Array.from({ length: k }, (_, j) => j).filter((j) => Number.isFinite(centers[j * d]));
  const found = new Float64Array(trace.head.n);
  let sum = 0;
  for (let i = 0; i < found.length; i += 1) {
    let least = Infinity;
    for (const j of placed) least = Math.min(least, squared(values, i, centers, j, d));
    sum += found[i] = least;
  }
  return sum > 0 && Number.isFinite(sum) ? found.map((value) => value / sum) : null;
}

interface Space { values: Float32Array; centers: ArrayLike<number>; d: number; k: number }

/** Rows and centers in the same numbers: those of the plane where it shows the features, else all features. */
function spaceAt(rows: Rows | null, trace: PlaneTrace, step: number): Space | null {
  if (rows === null || !rows.sent) return null;
  const whole = rows.features.length > 0;
  const centers = whole ? trace.row("full_centers", step) : trace.centers(step);
  if (centers === null) return null;
  const d = whole ? rows.d : 2;
  return { values: whole ? rows.features : trace.points, centers, d, k: Math.floor(centers.length / d) };
}

function squared(values: Float32Array, i: number, centers: ArrayLike<number>, j: number, d: number): number {
  let sum = 0;
  for (let f = 0; f < d; f += 1) sum += (values[i * d + f]! - centers[j * d + f]!) ** 2;
  return sum;
}
