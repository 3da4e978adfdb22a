/** Convex hulls about clusters, with rounded corners. */
import type { Spot } from "../core/plane_scene";
import { blend, css, outlineOn, type Rgb } from "./color";
import type { Context, Ink } from "./brush";

/** CSS pixels between the outermost points and the line. */
const PAD = 9;

/** The corners of the smallest convex shape about some points (Andrew's monotone chain). */
export function hullOf(points: ArrayLike<number>, xy: Float32Array): Spot[] {
  const spots = Array.from(points, (i): Spot => [xy[2 * i]!, xy[2 * i + 1]!]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (path: Spot[]): Spot[] => {
    const hull: Spot[] = [];
    for (const spot of path) {
      while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, spot) <= 0) hull.pop();
      hull.push(spot);
    }
    return hull.slice(0, -1);
  };
  return spots.length < 3 ? spots : [...half(spots), ...half(spots.toReversed())];
}

function turn(a: Spot, b: Spot, c: Spot): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Draw a hull: filled in a tint of its colour, and outlined; a stroke as wide as the room around rounds the corners. */
export function drawHull(context: Context, hull: readonly Spot[], color: Rgb, ink: Ink, strong: boolean): void {
  if (hull.length === 0) return;
  const width = 2 * PAD * ink.size;
  const line = (strong ? 4.4 : 2) * ink.size;
  const tint = blend(ink.bg, color, ink.dark ? 0.22 : 0.14);
  const edge = strong ? outlineOn(color, ink.bg) : blend(ink.bg, color, 0.6);
  for (const [style, more] of [[edge, line], [tint, 0]] as const) {
    path(context, hull);
    context.strokeStyle = context.fillStyle = css(style);
    context.lineWidth = width + more;
    context.stroke();
    context.fill();
  }
}

/** Draw the outline of one of the parts that a merge joins. */
export function drawPart(context: Context, hull: readonly Spot[], ink: Ink): void {
  path(context, hull);
  context.setLineDash([3, 3]);
  context.strokeStyle = css(ink.muted);
  context.lineWidth = 1.2 * ink.size;
  context.stroke();
  context.setLineDash([]);
}

function path(context: Context, hull: readonly Spot[]): void {
  context.beginPath();
  hull.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
}
