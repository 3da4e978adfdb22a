/** Painting without Python: a change of points is answered here, by a trace that shows them without a fit. */
import { decode, floats, type Trace } from "../../core/trace";
import type { Edit, TraceWire } from "../../core/types";
import { changed, pointsOf, type Point } from "./points";
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
    // no trace of Python's has a number below 0
    return unfitted(blank, points, -made, words(points.length === 1 ? "sandbox.unfitted.one" : "sandbox.unfitted", { n: points.length }), words("sandbox.points", { n: points.length }));
  };
}

function unfitted(blank: TraceWire, points: readonly Point[], id: number, caption: string, subtitle: string): Trace {
  const { head } = blank;
  const [x0, x1, y0, y1] = head.domain;
  const domain: [number, number, number, number] = [x0, x1, y0, y1];
  for (const [x, y] of points) {
    domain[0] = Math.min(domain[0], x);
    domain[1] = Math.max(domain[1], x);
    domain[2] = Math.min(domain[2], y);
    domain[3] = Math.max(domain[3], y);
  }
  const frames = points.length === 0 ? head.frames : { ...head.frames, caption: [caption] };
  const places = Float32Array.from(points.flat());
  return decode({ ...blank, head: { ...head, id, n: points.length, rows: id, domain, frames, subtitle }, points: new DataView(places.buffer) });
}

function pairs(places: Float32Array): Point[] {
  return Array.from({ length: places.length >> 1 }, (_, i) => [places[2 * i]!, places[2 * i + 1]!].map((value) => Number(value.toPrecision(7))) as Point);
}
