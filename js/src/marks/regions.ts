/** Voronoi regions: which part of the plane is nearest to which center. Geometry only; nothing is clustered here. */
import type { Box } from "../core/scales";
import type { ClusterLook } from "../core/types";
import { css, parseColor } from "./color";
import type { Context, Ink } from "./brush";

export interface Region { cluster: number; polygon: [number, number][] }

/** The region of each center that is there; centers on the same spot share one, the first's. */
export function regionsOf(centers: Float32Array, box: Box): Region[] {
  const clusters: number[] = [];
  const spots: number[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < centers.length; i += 2) {
    const x = centers[i] as number;
    const y = centers[i + 1] as number;
    const key = `${x} ${y}`;
    if (Number.isNaN(x) || Number.isNaN(y) || seen.has(key)) continue;
    seen.add(key);
    clusters.push(i >> 1);
    spots.push(x, y);
  }
  return clusters.flatMap((cluster, i) => {
    const polygon = cell(spots, i, box);
    return polygon.length < 3 ? [] : [{ cluster, polygon }];
  });
}

/**
 * The part of the box that is nearest to spot `i`: the box, cut along the middle between it and each
 * other spot. A cut costs the corners there are, so all cells cost k² cuts: nothing at the ks of a lesson.
 */
function cell(spots: readonly number[], i: number, { left, top, right, bottom }: Box): [number, number][] {
  const [x, y] = [spots[2 * i]!, spots[2 * i + 1]!];
  let polygon: [number, number][] = [[left, top], [right, top], [right, bottom], [left, bottom]];
  for (let j = 0; j < spots.length && polygon.length > 0; j += 2) {
    if (j === 2 * i) continue;
    const [dx, dy] = [spots[j]! - x, spots[j + 1]! - y];
    const middle = (dx * dx + dy * dy) / 2;
    polygon = cut(polygon, ([px, py]) => dx * (px - x) + dy * (py - y) - middle);
  }
  return polygon;
}

/** The part of a convex polygon where `side` is not above 0. */
function cut(polygon: [number, number][], side: (corner: [number, number]) => number): [number, number][] {
  return polygon.flatMap((corner, i) => {
    const before = polygon.at(i - 1)!;
    const [a, b] = [side(before), side(corner)];
    const kept: [number, number][] = b <= 0 ? [corner] : [];
    if (a <= 0 === b <= 0) return kept;
    const t = a / (a - b);
    return [[before[0] + (corner[0] - before[0]) * t, before[1] + (corner[1] - before[1]) * t], ...kept];
  });
}

/** Tint each region with its cluster's colour; `strength` 0 to 1. */
export function drawRegions(
  context: Context, regions: readonly Region[], looks: readonly ClusterLook[], ink: Ink, strength: number,
): void {
  for (const { cluster, polygon } of regions) {
    const color = parseColor(looks[cluster]?.color ?? "");
    tracePolygon(context, polygon);
    context.fillStyle = css(color, (ink.dark ? 0.13 : 0.1) * strength);
    context.fill();
  }
  context.strokeStyle = css(ink.bg, 0.9 * strength);
  context.lineWidth = 1.5;
  for (const { polygon } of regions) {
    tracePolygon(context, polygon);
    context.stroke();
  }
}

function tracePolygon(context: Context, polygon: readonly [number, number][]): void {
  context.beginPath();
  polygon.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
}
