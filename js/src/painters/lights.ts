/** Draws what the learner points at: a ring on each point that belongs to it, over all else. */
import { pointsOf } from "../core/highlight";
import { placesAt } from "../core/plane_places";
import { tilesAt } from "../core/plane_tiles";
import { reachOf } from "../core/reach";
import { centerSpots, type LightPainter, type PlaneTrace } from "../core/plane_scene";
import { clean, makeInk, ring } from "../marks/brush";
import { centerRadius, drawHalo } from "../marks/centers";
import { css } from "../marks/color";
import { drawTileHalo } from "../marks/pictures";
import { drawRings, MOST_RINGS, sample, spreadOut } from "../marks/links";
import { pointRadius } from "../marks/points";

/** The points within eps of one, where they were sent. */
function neighborsOf(trace: PlaneTrace, point: number): number[] {
  const [ends, points] = [trace.row("neighbor_ends", 0), trace.row("neighbor_points", 0)];
  if (ends === null || points === null) return [];
  return Array.from({ length: ends[point]! - (point > 0 ? ends[point - 1]! : 0) }, (_, i) => points[ends[point]! - 1 - i]!);
}

/** Dashes of the circle as far as a point was reached, in CSS pixels. */
const DASHES = [6, 4];

/** How far around a point its core distance goes, and its reachability once it was walked; none where the plane doesn't show it truly. */
export function circlesOf(trace: PlaneTrace, step: number, point: number): { core: number | null; reach: number | null } {
  if (!trace.head.circles) return { core: null, reach: null };
  const core = trace.row("core_distance", 0)?.[point] ?? Infinity;
  const reach = reachOf(trace, step, point)?.value ?? Infinity;
  return { core: Number.isFinite(core) ? core : null, reach: Number.isFinite(reach) ? reach : null };
}

/** CSS pixels between two rings, where there are many. */
const GAP = 7;

export const paintLights: LightPainter = (canvas, scene, aim) => {
  const context = clean(canvas, scene.ratio);
  if (context === null || aim === null) return;
  const { width, height } = scene.scale;
  const ink = makeInk(scene.theme, scene);
  const radius = pointRadius(scene.trace.head.n, Math.min(width, height));
  const xy = placesAt(scene, scene.t);
  if (aim.kind === "point") {
    const [x, y] = [xy[2 * aim.point]!, xy[2 * aim.point + 1]!];
    const { radius: eps } = scene.trace.head;
    if (eps !== undefined) ring(context, x, y, eps * scene.scale.unit, css(ink.fg), css(ink.bg), 1.4 * ink.size, scene.scale.aspect);
    const { core, reach } = circlesOf(scene.trace, scene.step, aim.point);
    for (const [distance, dashes] of [[core, []], [reach, DASHES]] as const) {
      if (distance === null) continue;
      context.setLineDash([...dashes]);
      ring(context, x, y, distance * scene.scale.unit, css(ink.fg), css(ink.bg), 1.4 * ink.size);
    }
    context.setLineDash([]);
    const near = neighborsOf(scene.trace, aim.point).filter((other) => other !== aim.point);
    drawRings(context, sample(near, MOST_RINGS), xy, radius + 2.4 * ink.size, ink, 1);
    return ring(context, x, y, radius + 4.5 * ink.size, css(ink.fg), css(ink.bg), 2.6 * ink.size);
  }
  drawRings(context, spreadOut(pointsOf(aim, scene.trace, scene.step), xy, GAP), xy, radius + 2.4 * ink.size, ink, 1);
  if (aim.kind !== "cluster") return;
  const centers = centerSpots(scene);
  const [x, y] = [centers[2 * aim.cluster] ?? NaN, centers[2 * aim.cluster + 1] ?? NaN];
  const tiles = tilesAt(scene, centers);
  if (Number.isFinite(x) && tiles) drawTileHalo(context, [tiles.spots[2 * aim.cluster]!, tiles.spots[2 * aim.cluster + 1]!], tiles, ink, 1);
  else if (Number.isFinite(x)) drawHalo(context, x, y, centerRadius(scene.trace.head.k, ink), ink, 1);
};
