/** The edges of a graph, as many as the frame has. */
import type { Scene } from "../core/plane_scene";
import type { FrameTable } from "../core/types";
import type { Context } from "../marks/brush";
import { css } from "../marks/color";
import type { Brush } from "./layered";

/** Edges at a frame: as many as the last frame that says so. */
function countAt({ focus }: FrameTable, step: number): number {
  for (let i = step; i >= 0; i -= 1) {
    const count = focus[i]?.edges;
    if (count !== undefined) return count;
  }
  return 0;
}

/** The edges to draw, and from which on they are new; none while points are at their places in an embedding. */
function edgesAt({ trace: { head: { frames } }, step }: Scene): [fresh: number, count: number] {
  const focus = frames.focus[step];
  const count = focus?.embedded ? 0 : countAt(frames, step);
  return [focus?.edges === undefined ? count : countAt(frames, step - 1), count];
}

/** Names what is drawn of the edges, so that it is drawn once. */
export const edgesKey = (scene: Scene): string => edgesAt(scene).join();

/** Draw all edges, lightly. */
export function drawGraph(scene: Scene, { context, ink, xy }: Brush): void {
  const pairs = scene.trace.row("edge_pairs", 0);
  if (pairs === null) return;
  context.beginPath();
  for (let i = 0; i < pairs.length; i += 2) addEdge(context, xy, pairs[i]!, pairs[i + 1]!);
  context.strokeStyle = css(ink.muted, 0.4);
  context.lineWidth = ink.size;
  context.stroke();
}

/** Draw the edges from one part of the points to another, strong; false where there are none. */
export function drawBetween(scene: Scene, { context, ink, xy }: Brush, [one, other]: readonly [Int32Array, Int32Array]): boolean {
  const pairs = scene.trace.row("edge_pairs", 0);
  if (pairs === null) return false;
  const [here, there] = [new Set(one), new Set(other)];
  let found = false;
  context.beginPath();
  for (let i = 0; i < pairs.length; i += 2) {
    const [a, b] = [pairs[i]!, pairs[i + 1]!];
    if (!(here.has(a) && there.has(b)) && !(here.has(b) && there.has(a))) continue;
    addEdge(context, xy, a, b);
    found = true;
  }
  context.strokeStyle = css(ink.fg);
  context.lineWidth = 2 * ink.size;
  context.stroke();
  return found;
}

function addEdge(context: Context, xy: Float32Array, a: number, b: number): void {
  context.moveTo(xy[2 * a]!, xy[2 * a + 1]!);
  context.lineTo(xy[2 * b]!, xy[2 * b + 1]!);
}

/** Draw the edges, the new ones strong. */
export function drawEdges(scene: Scene, { context, ink, xy }: Brush): void {
  const pairs = scene.trace.row("edge_pairs", 0);
  const [fresh, count] = edgesAt(scene);
  if (pairs === null || count === 0 || !scene.options.regions) return;
  for (const [start, end, color, width] of [[0, fresh, css(ink.muted, 0.45), 1], [fresh, count, css(ink.fg, 0.85), 1.8]] as const) {
    context.beginPath();
    for (let i = start; i < end; i += 1) addEdge(context, xy, pairs[2 * i]!, pairs[2 * i + 1]!);
    context.strokeStyle = color;
    context.lineWidth = width * ink.size;
    context.stroke();
  }
}
