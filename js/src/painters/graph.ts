/** Draws spectral clustering: the graph, the points on their way into the embedding, and who changes cluster there. */
import type { Scene } from "../core/plane_scene";
import { drawRings, spreadOut } from "../marks/links";
import { drawEdges, edgesKey } from "./edges";
import { layered, type Brush } from "./layered";

function overlay({ trace, step }: Scene, { context, ink, radius, xy, t }: Brush): void {
  const points = trace.head.frames.focus[step]?.points ?? [];
  drawRings(context, spreadOut(points, xy, 2 * radius + 6), xy, radius + 3.2 * ink.size, ink, t);
}

export const graph = layered({ glide: 700, overlay, groundKey: edgesKey, ground: drawEdges });
