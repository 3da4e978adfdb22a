/** Voronoi regions: which part of the plane is nearest to which center. Geometry only; nothing is clustered here. */
import { Delaunay } from "d3-delaunay";
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
  if (clusters.length === 0) return [];
  const voronoi = new Delaunay(spots).voronoi([box.left, box.top, box.right, box.bottom]);
  return clusters.flatMap((cluster, i) => {
    const polygon = voronoi.cellPolygon(i) as [number, number][] | null;
    return polygon === null ? [] : [{ cluster, polygon }];
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
