/** Centers: a disc with a letter that shows on any ground, the trail it leaves, and its halo when picked. */
import type { ClusterLook } from "../core/types";
import { css, inkOn, parseColor } from "./color";
import { ring, type Context, type Ink } from "./brush";

/** Shorter moves leave no trail that could be seen, in CSS pixels. */
const LEAST_TRAIL = 3;

/** Radius of a center's disc in CSS pixels; many centers are smaller. */
export function centerRadius(k: number, ink: Ink): number {
  return (k <= 12 ? 11.5 : k <= 30 ? 9 : 6) * ink.size;
}

/** Draw one center. `scale` below 1 while it appears. */
export function drawCenter(
  context: Context, x: number, y: number, look: ClusterLook, radius: number, ink: Ink, scale = 1,
): void {
  const r = radius * scale;
  const color = parseColor(look.color);
  disc(context, x, y, r + 4.4, css(ink.bg));
  disc(context, x, y, r + 3.4, css(ink.fg));
  disc(context, x, y, r + 1.7, css(ink.bg));
  disc(context, x, y, r, css(color));
  if (look.ring) ring(context, x, y, 0.84 * r, css(inkOn(color)), css(color), 1.1 * ink.size);
  if (r < 7) return;
  context.fillStyle = css(inkOn(color));
  context.font = `700 ${Math.round(r * (look.name.length > 1 ? 0.9 : 1.12))}px ${ink.font}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = context.measureText(look.name);
  context.fillText(look.name, x, y + ((up || r * 0.8) - (down || 0)) / 2);
}

/** The dotted way that a center came, with a small dot where it stood. */
export function drawTrail(
  context: Context, fromX: number, fromY: number, toX: number, toY: number, ink: Ink, alpha = 1,
): void {
  if (!(Math.hypot(toX - fromX, toY - fromY) > LEAST_TRAIL) || alpha <= 0) return;
  context.globalAlpha = alpha;
  for (const [color, width] of [[ink.bg, 3.6], [ink.fg, 1.6]] as const) {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.setLineDash([2.5, 3.5]);
    context.strokeStyle = css(color, color === ink.bg ? 0.7 : 0.85);
    context.lineWidth = width * ink.size;
    context.stroke();
  }
  context.setLineDash([]);
  disc(context, fromX, fromY, 4.4 * ink.size, css(ink.bg));
  disc(context, fromX, fromY, 3.2 * ink.size, css(ink.muted));
  context.globalAlpha = 1;
}

/** An arc from one place to another, as far as `t`; returns its end. */
export function arcPoint(x0: number, y0: number, x1: number, y1: number, t: number): [number, number] {
  const mx = (x0 + x1) / 2 + (y0 - y1) * 0.28;
  const my = (y0 + y1) / 2 - Math.abs(x1 - x0) * 0.28;
  const s = 1 - t;
  return [s * s * x0 + 2 * s * t * mx + t * t * x1, s * s * y0 + 2 * s * t * my + t * t * y1];
}

/** The dotted arc that an empty cluster's center took to its new place. */
export function drawArc(
  context: Context, x0: number, y0: number, x1: number, y1: number, t: number, ink: Ink,
): void {
  context.setLineDash([5, 4]);
  for (const [color, width] of [[ink.bg, 4], [ink.fg, 1.8]] as const) {
    context.beginPath();
    for (let i = 0; i <= 32; i += 1) {
      const [x, y] = arcPoint(x0, y0, x1, y1, (t * i) / 32);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.strokeStyle = css(color, 0.85);
    context.lineWidth = width * ink.size;
    context.stroke();
  }
  context.setLineDash([]);
  disc(context, x0, y0, 3.2 * ink.size, css(ink.muted));
}

/** Light a center: picked by the keyboard, newly drawn, or the one a frame points at. */
export function drawHalo(context: Context, x: number, y: number, radius: number, ink: Ink, alpha: number): void {
  context.globalAlpha = alpha;
  disc(context, x, y, radius + 11 * ink.size, css(ink.accent, 0.22));
  ring(context, x, y, radius + 8 * ink.size, css(ink.accent), css(ink.bg), 2.5 * ink.size);
  context.globalAlpha = 1;
}

export function disc(context: Context, x: number, y: number, radius: number, color: string): void {
  context.beginPath();
  context.arc(x, y, Math.max(0, radius), 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
}
