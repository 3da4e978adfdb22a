/** Points of a drawing as pairs of numbers, and what a change makes of them where there is no Python. */
import { featuresOf, type Rows } from "../../core/rows";
import type { Trace } from "../../core/trace";
import type { Edit } from "../../core/types";

export type Point = [x: number, y: number];
/** xmin, xmax, ymin, ymax */
export type Domain = readonly [number, number, number, number];

/** Digits that single precision holds. */
const DIGITS = 7;

/** The points on screen, with the digits that were sent. */
export function pointsOf(trace: Trace, rows: Rows | null): Point[] {
  return Array.from({ length: trace.head.n }, (_, i) => {
    const place = featuresOf(rows, trace, i) ?? [trace.points[2 * i]!, trace.points[2 * i + 1]!];
    return place.slice(0, 2).map((value) => Number(value.toPrecision(DIGITS))) as Point;
  });
}

/** The longer side of a domain. */
export function widthOf([x0, x1, y0, y1]: Domain): number {
  return Math.max(x1 - x0, y1 - y0) || 1;
}

/** A place with as many decimals as a drawing of this width needs: three on the usual plane. */
export function rounded([x, y]: Point, domain: Domain): Point {
  const decimals = Math.min(12, Math.max(0, 4 - Math.floor(Math.log10(widthOf(domain)))));
  return [Number(x.toFixed(decimals)), Number(y.toFixed(decimals))];
}

/** The points after a change; null where it is none of points. */
export function changed(points: readonly Point[], edit: Edit, shapes: Readonly<Record<string, Point[]>>): Point[] | null {
  switch (edit.kind) {
    case "points_add": return [...points, ...edit.to];
    case "points_set": return edit.to;
    case "preset": return shapes[edit.name] ?? null;
    case "points_delete": {
      const gone = new Set(edit.index);
      return points.filter((_, i) => !gone.has(i));
    }
    case "point_move": return moved(points, new Map([[edit.index, edit.to]]));
    case "points_move": return moved(points, new Map(edit.index.map((i, j) => [i, edit.to[j]!])));
    default: return null;
  }
}

function moved(points: readonly Point[], to: ReadonlyMap<number, Point>): Point[] {
  return points.map((point, i) => to.get(i) ?? point);
}
