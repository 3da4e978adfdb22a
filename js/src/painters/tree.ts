/** Draws merges: a hull about each cluster, the two parts of the newest one, and a line between their middles. */
import type { Scene, Spot } from "../core/plane_scene";
import { clustersAfter, leavesOf, lookOf, treeOf, type Tree } from "../core/tree";
import { css, parseColor } from "../marks/color";
import { disc } from "../marks/centers";
import { drawHull, drawPart, hullOf } from "../marks/hulls";
import { drawBetween, drawGraph } from "./edges";
import { layered, type Brush } from "./layered";

/** More hulls than this cover each other. */
const MOST_HULLS = 24;

const mergesAt = ({ trace: { head }, step }: Scene): number => head.frames.focus[step]?.merge ?? 0;

function ground(scene: Scene, brush: Brush): void {
  const tree = treeOf(scene.trace);
  if (tree !== null && scene.options.regions) drawHulls(scene, brush, tree);
  drawGraph(scene, brush);
}

function drawHulls(scene: Scene, brush: Brush, tree: Tree): void {
  const merges = mergesAt(scene);
  const clusters = clustersAfter(tree, merges).sort((a, b) => tree.size[b]! - tree.size[a]!).slice(0, MOST_HULLS);
  for (const node of clusters) drawHull(brush.context, hullAt(tree, node, brush.xy), colorOf(scene, tree, node), brush.ink, false);
}

function overlay(scene: Scene, brush: Brush): void {
  const { context, ink, xy, t } = brush;
  const tree = treeOf(scene.trace);
  const merges = mergesAt(scene);
  if (tree === null || scene.trace.look !== undefined || scene.trace.head.frames.kind[scene.step] !== "merge" || merges === 0) return;
  const parts = [leavesOf(tree, tree.children[2 * merges - 2]!), leavesOf(tree, tree.children[2 * merges - 1]!)] as const;
  context.globalAlpha = t;
  for (const part of parts) if (part.length > 2) drawPart(context, hullOf(part, xy), ink);
  if (drawBetween(scene, brush, parts)) return void (context.globalAlpha = 1);
  const [from, to] = parts.map((part) => middleOf(part, xy)) as [Spot, Spot];
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t);
  context.strokeStyle = css(ink.fg);
  context.lineWidth = 2 * ink.size;
  context.stroke();
  for (const [x, y] of [from, to]) {
    disc(context, x, y, 4.6 * ink.size, css(ink.bg));
    disc(context, x, y, 3.4 * ink.size, css(ink.fg));
  }
  context.globalAlpha = 1;
}

const hulls = new WeakMap<Float32Array, Map<number, Spot[]>>();

/** The hull about a node's leaves, found once for each layout: a dragged cut comes by the same clusters often. */
function hullAt(tree: Tree, node: number, xy: Float32Array): Spot[] {
  const known = hulls.get(xy) ?? new Map<number, Spot[]>();
  hulls.set(xy, known);
  const hull = known.get(node) ?? hullOf(leavesOf(tree, node), xy);
  known.set(node, hull);
  return hull;
}

function colorOf({ trace: { head } }: Scene, tree: Tree, node: number): readonly [number, number, number] {
  return parseColor(head.clusters[lookOf(tree.numbers[node]!, head.clusters.length)]?.color ?? head.noise);
}

function middleOf(points: Int32Array, xy: Float32Array): Spot {
  let [x, y] = [0, 0];
  for (const i of points) { x += xy[2 * i]!; y += xy[2 * i + 1]!; }
  return [x / points.length, y / points.length];
}

export const tree = layered({ glide: 300, groundKey: (scene) => String(mergesAt(scene)), ground, overlay });
