/** Painting without Python: a change of points is answered here, by a trace that shows them without a fit. */
import { decode, floats, type Trace } from "../../core/trace";
import type { Edit, TraceWire } from "../../core/types";
import { changed, pointsOf, widthOf, type Domain, type Point } from "./points";
import type { Drawing, Painted } from "./screen";

/** The answer to a change; null for what only Python can do, and where the plane is full. */
export function editorOf({ session, words }: Painted, { blank, shapes = {}, most }: Drawing): ((edit: Edit) => Trace | null) | null {
  if (blank === undefined) return null;
  const ready = Object.fromEntries(Object.entries(shapes).map(([name, view]) => [name, pairs(floats(view))]));
  let made = 0;
  return (edit) => {
    const points = changed(pointsOf(session.trace, session.rows), edit, ready);
    if (points === null || points.length > most) return null;
    made += 1;
    const whole = edit.kind === "points_set" || edit.kind === "preset";
    const plane = whole ? planeFor(points, blank.head.domain) : session.trace.head.domain;
    // no trace of Python's has a number below 0
    return unfitted(blank, points, plane, -made, words(points.length === 1 ? "sandbox.unfitted.one" : "sandbox.unfitted", { n: points.length }), words("sandbox.points", { n: points.length }));
  };
}

type Box = [number, number, number, number];

/** The least box that holds another one and points. */
function boxOf(points: readonly Point[], [x0, x1, y0, y1]: Domain = [Infinity, -Infinity, Infinity, -Infinity]): Box {
  return points.reduce<Box>(([a, b, c, d], [x, y]) => [Math.min(a, x), Math.max(b, x), Math.min(c, y), Math.max(d, y)], [x0, x1, y0, y1]);
}

/** What is in view for points that were loaded, as in teachclust/widgets/drawn_plane.py. */
function planeFor(points: readonly Point[], usual: Box): Box {
  if (points.length === 0) return usual;
  const box = boxOf(points);
  const width = Math.max(box[1] - box[0], box[3] - box[2]);
  const inside = String(boxOf(points, usual)) === String(usual);
  if (inside && (points.length < 3 || width >= 0.2 * widthOf(usual))) return usual;
  const room = 0.1 * (width || Math.max(...box.map(Math.abs)) || 1);
  return [box[0] - room, box[1] + room, box[2] - room, box[3] + room];
}

function unfitted(blank: TraceWire, points: readonly Point[], plane: Domain, id: number, caption: string, subtitle: string): Trace {
  const { head } = blank;
  const domain = boxOf(points, plane);
  const frames = points.length === 0 ? head.frames : { ...head.frames, caption: [caption] };
  const places = Float32Array.from(points.flat());
  return decode({ ...blank, head: { ...head, id, n: points.length, rows: id, domain, frames, subtitle }, points: new DataView(places.buffer) });
}

function pairs(places: Float32Array): Point[] {
  return Array.from({ length: places.length >> 1 }, (_, i) => [places[2 * i]!, places[2 * i + 1]!].map((value) => Number(value.toPrecision(7))) as Point);
}
