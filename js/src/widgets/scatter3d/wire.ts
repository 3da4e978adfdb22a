/** What Python sends of a Scatter3D, decoded: rows, groups and their figures. Nothing is asked back. */
import type { Shape } from "../../core/types";

export type Triple = readonly [number, number, number];

export interface Axis { name: string; short: string; unit: string; low: number; high: number; mean: number }

export interface Group {
  name: string;
  /** the label itself where the name is another word */
  label: string;
  color: string;
  shape: Shape;
  /** a dark line around its marks */
  ring?: boolean;
  noise: boolean;
  /** what its middle half has, in words; "" where there are many groups */
  sentence: string;
  size: number;
  mean: Triple;
  low: Triple;
  high: Triple;
}

export interface Center {
  /** in the cube of side 1, in the order of the features */
  at: Triple;
  values: Triple;
  /** -1 where no point has its label */
  group: number;
  name: string;
  color: string;
  shape: Shape;
}

interface Head {
  title: string;
  /** rows in all, and rows drawn */
  n: number;
  shown: number;
  axes: readonly [Axis, Axis, Axis];
  groups: Group[];
  /** false where there are no labels: one group of all points */
  labeled: boolean;
  centers: Center[];
  notices: string[];
  /** names of the rows drawn; null where they are numbers */
  index: string[] | null;
}

/** The `cloud` trait as it arrives. */
export interface CloudWire extends Head {
  /** float64, 3 for a row */
  points: DataView;
  /** uint8: group of a row */
  member: DataView;
  /** int32: position of a row in X */
  rows: DataView;
}

export interface Cloud extends Head {
  points: Float64Array;
  member: Uint8Array;
  rows: Int32Array;
  /** places in the cube as it is drawn: the third feature upright, the second away from the eye */
  at: Float32Array;
}

export function decodeCloud(wire: CloudWire): Cloud {
  const points = new Float64Array(bytes(wire.points));
  const at = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    const placed = [0, 1, 2].map((j) => part(points[i + j]!, wire.axes[j]!)) as unknown as Triple;
    at.set(standing(placed), i);
  }
  return { ...wire, points, member: new Uint8Array(bytes(wire.member)), rows: new Int32Array(bytes(wire.rows)), at };
}

/** Where a value lies along its axis, from 0 to 1; a feature of one value lies in the middle. */
export function part(value: number, { low, high }: Axis): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}

/** From the order of the features to the cube's x, y (up) and z (towards the eye). */
export function standing([first, second, third]: Triple): Triple {
  return [first, third, 1 - second];
}

function bytes(view: DataView): ArrayBuffer {
  return view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer;
}

/** The three values of a row that is drawn. */
export function valuesOf({ points }: Cloud, i: number): Triple {
  return [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
}
