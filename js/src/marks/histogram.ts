/** One feature: bars that count points, and the bells of a mixture over them. */
import type { PlaneScale } from "../core/scales";
import type { ClusterLook, Histogram } from "../core/types";
import { css, outlineOn, parseColor } from "./color";
import type { Context, Ink } from "./brush";

/** Weight, mean and variance of a component. */
export interface Bell { weight: number; mean: number; variance: number }

/** CSS pixels from one place of a curve to the next. */
const STEP = 1.5;

/** Bars on the line at 0, and the line. */
export function drawHistogram(context: Context, scale: PlaneScale, { edges, counts, unit }: Histogram, ink: Ink): void {
  const floor = scale.y(0);
  context.fillStyle = css(ink.muted, ink.dark ? 0.34 : 0.26);
  counts.forEach((count, i) => {
    const [left, right] = [scale.x(edges[i]!), scale.x(edges[i + 1]!)];
    const top = scale.y(count * unit);
    if (count > 0) context.fillRect(left + 0.5, top, Math.max(1, right - left - 1), floor - top);
  });
  context.beginPath();
  context.moveTo(scale.box.left, floor);
  context.lineTo(scale.box.right, floor);
  context.strokeStyle = css(ink.muted, 0.7);
  context.lineWidth = 1;
  context.stroke();
}

/** How many points a bin at `x` would hold of a component: its weight times its density, n and the bin's width. */
export function bellAt({ weight, mean, variance }: Bell, x: number, { edges, counts }: Histogram): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const spread = Math.sqrt(Math.max(variance, Number.MIN_VALUE));
  return (weight * n * (edges[1]! - edges[0]!) * Math.exp(-0.5 * ((x - mean) / spread) ** 2)) / (spread * Math.sqrt(2 * Math.PI));
}

/** Each component's bell in its hue, and their sum; what is higher than the plane is cut off. */
export function drawBells(
  context: Context, scale: PlaneScale, histogram: Histogram, bells: readonly Bell[], looks: readonly ClusterLook[], ink: Ink,
): void {
  const { left, right, top, bottom } = scale.box;
  const places: number[] = [];
  // the mean itself is among them, or a narrow peak would fall between two
  for (let at = left; at <= right; at += STEP) places.push(at);
  places.push(right, ...bells.map(({ mean }) => scale.x(mean)).filter((at) => at > left && at < right));
  places.sort((a, b) => a - b);
  const heights = bells.map((bell) => places.map((at) => bellAt(bell, scale.invert(at, 0)[0], histogram)));
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  heights.forEach((row, j) => {
    const hue = parseColor(looks[j]!.color);
    curve(context, scale, histogram, places, row);
    context.lineTo(right, scale.y(0));
    context.lineTo(left, scale.y(0));
    context.fillStyle = css(hue, 0.13);
    context.fill();
    curve(context, scale, histogram, places, row);
    context.strokeStyle = css(outlineOn(hue, ink.bg), 0.95);
    context.lineWidth = 1.9 * ink.size;
    context.stroke();
  });
  curve(context, scale, histogram, places, places.map((_, i) => heights.reduce((sum, row) => sum + row[i]!, 0)));
  for (const [color, width, dash] of [[ink.bg, 4.4, []], [ink.fg, 2, [6, 4]]] as const) {
    context.setLineDash([...dash]);
    context.strokeStyle = css(color, color === ink.bg ? 0.7 : 0.95);
    context.lineWidth = width * ink.size;
    context.stroke();
  }
  context.setLineDash([]);
  context.restore();
}

function curve(context: Context, scale: PlaneScale, { unit }: Histogram, places: readonly number[], heights: readonly number[]): void {
  context.beginPath();
  places.forEach((at, i) => {
    const y = scale.y(Math.min(heights[i]! * unit, 1e6));
    if (i === 0) context.moveTo(at, y);
    else context.lineTo(at, y);
  });
}
