/** How far a point was from the walk of OPTICS before it. */
import type { PlaneTrace } from "./plane_scene";

/** Its reachability and its place in the walk, from 0; null before it was walked, and where nothing is. */
export function reachOf(trace: PlaneTrace, step: number, point: number): { value: number; place: number } | null {
  const [order, values] = [trace.row("curve_order", 0), trace.row("curve_values", 0)];
  if (order === null || values === null || trace.head.curve?.kind !== "reachability") return null;
  const place = Array.prototype.indexOf.call(order, point);
  const reached = trace.head.frames.focus.slice(0, step + 1).reduce((most, focus) => Math.max(most, focus?.reached ?? 0), 0);
  return place < 0 || place >= reached ? null : { value: values[place]!, place };
}
