/** A trace decoded: typed views into the buffers that came over the wire, nothing copied twice. */
import type { Head, TraceWire } from "./types";

export type LabelRow = Uint8Array | Uint16Array;
export type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array | Uint16Array;

export interface Trace {
  head: Head;
  /** number of the look at another level than the fit's; none of the fit itself */
  look?: number;
  /** data coordinates in the view, n × 2 */
  points: Float32Array;
  /** number of frames */
  frames: number;
  /** label value that means "no cluster" */
  none: number;
  /** labels at a frame; null before the first assignment */
  labels(step: number): LabelRow | null;
  /** centers at a frame, k × 2, NaN where there is none yet; null before the first */
  centers(step: number): Float32Array | null;
  /** weights of the next draw, 0 to 255; null outside seeding */
  weights(step: number): Uint8Array | null;
  /** number of points in each cluster at a frame */
  sizes(step: number): number[];
  /** points whose cluster differs from the frame before; all of them at the first assignment */
  changed(step: number): number[];
  /** a frame's row of a further block; null where it has none */
  row(name: string, step: number): Numbers | null;
  /** bytes it holds on to, for the bound on undo */
  bytes: number;
}

/** True while points are only being walked and put in order: then none of them is noise. */
export function isWalk({ curve, frames }: Head, step: number): boolean {
  return curve?.kind === "reachability" && step < frames.kind.indexOf("assign");
}

/** Decode what Python sent. Blocks may arrive unaligned; those are copied once. */
export function decode(wire: TraceWire): Trace {
  const { head } = wire;
  const { n, k } = head;
  const points = floats(wire.points);
  const centers = floats(wire.centers);
  const labels = labelBlock(wire.labels, head.label_bytes);
  const weights = bytes(wire.weights);
  const none = head.label_bytes === 1 ? 255 : 65535;
  const blocks = Object.fromEntries(Object.entries(head.blocks ?? {}).map(([name, { type }]) => {
    const view = wire[name] as DataView;
    return [name, type === "u1" ? bytes(view) : type === "u2" ? labelBlock(view, 2) : type === "f4" ? floats(view) : type === "f8" ? doubles(view) : integers(view)];
  })) as Record<string, Numbers>;
  const row = <T extends { subarray(a: number, b: number): T }>(block: T, at: number | undefined, size: number): T | null =>
    at === undefined || at < 0 ? null : block.subarray(at * size, (at + 1) * size);
  const labelsAt = (step: number) => row<LabelRow>(labels as never, head.frames.labels[step], n);
  const sizes = memo((step: number) => count(labelsAt(step), k));
  const changed = memo((step: number) => differences(labelsAt(step), step > 0 ? labelsAt(step - 1) : null));
  return {
    head, points, frames: head.frames.kind.length, none, sizes, changed,
    labels: labelsAt,
    centers: (step) => row(centers, head.frames.centers[step], k * 2),
    weights: (step) => row(weights, head.frames.weights[step], n),
    row: (name, at) => {
      const about = head.blocks?.[name];
      const block = blocks[name];
      return about && block ? row<Numbers>(block as never, about.rows ? about.rows[at] : 0, about.size) : null;
    },
    bytes: Object.values(blocks).reduce((sum, block) => sum + block.byteLength, 0) + points.byteLength + centers.byteLength + labels.byteLength + weights.byteLength,
  };
}

/** Bytes as float32, copied only where they are not aligned. */
export function floats(view: DataView): Float32Array {
  return view.byteOffset % 4 === 0
    ? new Float32Array(view.buffer, view.byteOffset, view.byteLength >> 2)
    : new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/** Bytes as int32. */
function doubles({ buffer, byteOffset, byteLength }: DataView): Float64Array {
  return byteOffset % 8 === 0 ? new Float64Array(buffer, byteOffset, byteLength >> 3) : new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

export function integers(view: DataView): Int32Array {
  const { buffer, byteOffset, byteLength } = view;
  return byteOffset % 4 === 0 ? new Int32Array(buffer, byteOffset, byteLength >> 2) : new Int32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

function bytes(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function labelBlock(view: DataView, size: 1 | 2): LabelRow {
  if (size === 1) return bytes(view);
  return view.byteOffset % 2 === 0
    ? new Uint16Array(view.buffer, view.byteOffset, view.byteLength >> 1)
    : new Uint16Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

export function count(labels: LabelRow | null, k: number): number[] {
  const sizes = new Array<number>(k).fill(0);
  if (labels) for (const label of labels) if (label < k) sizes[label] = (sizes[label] ?? 0) + 1;
  return sizes;
}

function differences(now: LabelRow | null, before: LabelRow | null): number[] {
  const found: number[] = [];
  if (!now || now === before) return found;
  if (before && now.byteOffset === before.byteOffset) return found;
  for (let i = 0; i < now.length; i++) if (!before || now[i] !== before[i]) found.push(i);
  return found;
}

/** Remember the last few answers: a frame is asked about by several panels at once. */
function memo<T>(compute: (step: number) => T): (step: number) => T {
  const known = new Map<number, T>();
  return (step) => {
    let value = known.get(step);
    if (value === undefined) {
      value = compute(step);
      if (known.size >= 8) known.delete(known.keys().next().value as number);
      known.set(step, value);
    }
    return value;
  };
}
