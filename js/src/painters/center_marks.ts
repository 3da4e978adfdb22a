/** Centers on the plane: lettered discs, or small pictures where the rows of the data are pictures. */
import { pictureShape, picturesAt, tilesAt } from "../core/plane_tiles";
import type { Scene, Spot } from "../core/plane_scene";
import type { Context, Ink } from "../marks/brush";
import { centerRadius, drawCenter, drawHalo } from "../marks/centers";
import { drawBadge, drawLeader, drawTile, drawTileHalo, sheetOf } from "../marks/pictures";

/** How the centers are at a moment of the glide. */
export interface CenterPose {
  /** x, y of each in CSS pixels now */
  spots: Float32Array;
  /** 0 to 1: how far the glide is, eased */
  t: number;
  /** 0 to 1: how far a center has appeared */
  appear?(cluster: number): number;
  /** 0 to 1: how strongly a center is lit */
  halo?(cluster: number): number;
}

export function paintCenters(context: Context, scene: Scene, ink: Ink, { spots, t, appear, halo }: CenterPose): void {
  const { head } = scene.trace;
  const radius = centerRadius(head.k, ink);
  const tiles = tilesAt(scene, spots, t);
  const there = head.clusters.map((_, cluster): Spot => [spots[2 * cluster] ?? NaN, spots[2 * cluster + 1] ?? NaN]);
  const shape = pictureShape(scene.trace);
  const steps = t < 1 && scene.from !== scene.step ? [scene.from, scene.step] : [scene.step];
  const sheets = tiles && shape ? steps.map((step) => picturesAt(scene.trace, step)).map((pictures) => pictures && sheetOf(pictures, shape)) : [];
  const placeOf = (cluster: number): Spot => (tiles ? [tiles.spots[2 * cluster]!, tiles.spots[2 * cluster + 1]!] : there[cluster]!);
  if (tiles) there.forEach((spot, cluster) => {
    if (Number.isFinite(spot[0])) drawLeader(context, spot, placeOf(cluster), tiles, head.clusters[cluster]!, ink);
  });
  head.clusters.forEach((look, cluster) => {
    const [x, y] = there[cluster]!;
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    const [seen, lit] = [appear?.(cluster) ?? 1, halo?.(cluster) ?? 0];
    if (lit > 0 && tiles) drawTileHalo(context, placeOf(cluster), tiles, ink, lit * seen);
    else if (lit > 0) drawHalo(context, x, y, radius, ink, lit * seen);
    context.globalAlpha = seen;
    if (tiles) drawTile(context, placeOf(cluster), tiles, sheets, cluster, t, look, ink);
    else drawCenter(context, x, y, look, radius, ink, 1.5 - 0.5 * seen);
    context.globalAlpha = 1;
  });
  // letters over all pictures: a neighbor would hide them
  if (tiles) head.clusters.forEach((look, cluster) => {
    if (Number.isFinite(there[cluster]![0])) drawBadge(context, placeOf(cluster), tiles, look, ink);
  });
}
