/** Membership lines from points to their centers, and rings on points. Both are sampled where they are many. */
import type { ClusterLook } from "../core/types";
import { css, outlineOn, parseColor } from "./color";
import type { Context, Ink } from "./brush";

/** More lines than this are a fog, and slow. */
export const MOST_LINKS = 1500;
/** More rings than this hide what they ring. */
export const MOST_RINGS = 400;
/** Up to here every point gets its ring, however close they lie. */
const ALL_RINGS = 120;

/** At most `most` of the entries, evenly spread over them. */
export function sample(entries: ArrayLike<number>, most: number): Int32Array {
  const count = Math.min(entries.length, most);
  const chosen = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    chosen[i] = entries[Math.floor((i * entries.length) / count)] as number;
  }
  return chosen;
}

/** At most `most` of the numbers from 0 to n - 1, evenly spread. */
export function sampleAll(n: number, most: number): Int32Array {
  const count = Math.min(n, most);
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
}

/**
 * The points to ring: all of them while they are few; else those at least `gap` CSS pixels from a
 * ringed one (on a grid), so that the front along which points changed shows and not a blot.
 */
export function spreadOut(points: ArrayLike<number>, xy: Float32Array, gap: number): Int32Array {
  if (points.length <= ALL_RINGS) return Int32Array.from(points);
  const taken = new Set<number>();
  const chosen: number[] = [];
  for (let j = 0; j < points.length; j += 1) {
    const i = points[j] as number;
    const cell = Math.floor((xy[2 * i] as number) / gap) * 65536 + Math.floor((xy[2 * i + 1] as number) / gap);
    if (taken.has(cell)) continue;
    taken.add(cell);
    chosen.push(i);
  }
  return sample(chosen, MOST_RINGS);
}

/** A line's far end may be anywhere on its glide from one center to another. */
export interface LinkEnds {
  /** x, y of the centers that the lines leave, and the cluster of each point there; null where there were none */
  from: Float32Array | null;
  fromLabels: ArrayLike<number> | null;
  to: Float32Array;
  toLabels: ArrayLike<number>;
  /** 0 at the old center, 1 at the new */
  t: number;
}

/** Draw the lines of `points`, one stroke for each cluster that they end in. */
export function drawLinks(
  context: Context, points: Int32Array, xy: Float32Array, ends: LinkEnds,
  looks: readonly ClusterLook[], ink: Ink, alpha: number,
): void {
  if (points.length === 0 || alpha <= 0) return;
  context.lineWidth = ink.size;
  looks.forEach((look, cluster) => {
    let any = false;
    for (let j = 0; j < points.length; j += 1) {
      const i = points[j] as number;
      if (ends.toLabels[i] !== cluster) continue;
      const [x, y] = linkEnd(i, cluster, xy, ends);
      if (Number.isNaN(x)) continue;
      if (!any) context.beginPath();
      any = true;
      context.moveTo(xy[2 * i] as number, xy[2 * i + 1] as number);
      context.lineTo(x, y);
    }
    if (!any) return;
    context.strokeStyle = css(outlineOn(parseColor(look.color), ink.bg), alpha);
    context.stroke();
  });
}

/** Where point i's line ends now: between its old and its new center, or growing from the point itself. */
export function linkEnd(i: number, cluster: number, xy: Float32Array, ends: LinkEnds): [number, number] {
  const { from, fromLabels, to, t } = ends;
  const toX = to[2 * cluster] as number;
  const toY = to[2 * cluster + 1] as number;
  const old = fromLabels?.[i] ?? -1;
  const oldX = from?.[2 * old];
  const oldY = from?.[2 * old + 1];
  const known = oldX !== undefined && oldY !== undefined && !Number.isNaN(oldX);
  const fromX = known ? oldX : (xy[2 * i] as number);
  const fromY = known ? oldY : (xy[2 * i + 1] as number);
  return [fromX + (toX - fromX) * t, fromY + (toY - fromY) * t];
}

/** Rings about points; `grow` below 1 while they come. */
export function drawRings(
  context: Context, points: Int32Array, xy: Float32Array, radius: number, ink: Ink, grow: number, dash: number[] = [],
): void {
  if (points.length === 0 || grow <= 0) return;
  const r = radius * (2 - grow);
  const crowd = points.length <= 25 ? 1 : points.length <= ALL_RINGS ? 0.8 : 0.6;
  context.globalAlpha = grow;
  context.setLineDash(dash);
  for (const [color, width] of [[ink.bg, 3.4 * crowd], [ink.fg, 1.7 * crowd]] as const) {
    context.beginPath();
    for (let j = 0; j < points.length; j += 1) {
      const x = xy[2 * (points[j] as number)] as number;
      const y = xy[2 * (points[j] as number) + 1] as number;
      context.moveTo(x + r, y);
      context.arc(x, y, r, 0, 2 * Math.PI);
    }
    context.strokeStyle = css(color, color === ink.bg ? 0.75 : 1);
    context.lineWidth = width * ink.size;
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}
