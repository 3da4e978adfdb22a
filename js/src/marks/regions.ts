/** Voronoi regions: which part of the plane is nearest to which center. Geometry only; nothing is clustered here. */
import type { Box } from "../core/scales";
import type { ClusterLook } from "../core/types";
import { css, parseColor } from "./color";
import type { Context, Ink } from "./brush";

export interface Region { cluster: number; polygon: [number, number][] }

/**
 * The region of each center that is there; centers on the same spot share one, the first's. Where a unit of distance
 * is `aspect` times as long upwards, nearness is measured on equal axes and the regions are stretched back.
 */
export function regionsOf(centers: Float32Array, box: Box, aspect = 1): Region[] {
  if (aspect !== 1) {
    const flat = regionsOf(centers.map((value, i) => (i % 2 === 0 ? value : value / aspect)), { ...box, top: box.top / aspect, bottom: box.bottom / aspect });
    return flat.map(({ cluster, polygon }) => ({ cluster, polygon: polygon.map(([x, y]): [number, number] => [x, y * aspect]) }));
  }
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
 * other spot. A middle that lies beyond the farthest corner cuts nothing off.
 */
function cell(spots: readonly number[], i: number, { left, top, right, bottom }: Box): [number, number][] {
  const [x, y] = [spots[2 * i]!, spots[2 * i + 1]!];
  let polygon: [number, number][] = [[left, top], [right, top], [right, bottom], [left, bottom]];
  /** square of the distance to the farthest corner */
  let reach = Infinity;
  for (let j = 0; j < spots.length && polygon.length > 0; j += 2) {
    const [dx, dy] = [spots[j]! - x, spots[j + 1]! - y];
    const apart = dx * dx + dy * dy;
    if (j === 2 * i || apart >= 4 * reach) continue;
    polygon = cut(polygon, ([px, py]) => dx * (px - x) + dy * (py - y) - apart / 2);
    reach = 0;
    for (const [px, py] of polygon) reach = Math.max(reach, (px - x) ** 2 + (py - y) ** 2);
  }
  return polygon;
}

/** The part of a convex polygon where `side` is not above 0. */
function cut(polygon: readonly [number, number][], side: (corner: [number, number]) => number): [number, number][] {
  const kept: [number, number][] = [];
  let before = polygon.at(-1)!;
  let a = side(before);
  for (const corner of polygon) {
    const b = side(corner);
    if (a <= 0 !== b <= 0) {
      const t = a / (a - b);
      kept.push([before[0] + (corner[0] - before[0]) * t, before[1] + (corner[1] - before[1]) * t]);
    }
    if (b <= 0) kept.push(corner);
    [before, a] = [corner, b];
  }
  return kept;
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
