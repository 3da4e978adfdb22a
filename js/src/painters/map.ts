/** Draws a self-organizing map: units joined by their grid over the points, and the way that they came. */
import { mix } from "../core/motion";
import type { Scene } from "../core/plane_scene";
import { disc, drawHalo } from "../marks/centers";
import { css, parseColor } from "../marks/color";
import { drawRings } from "../marks/links";
import { layered, type Brush } from "./layered";

/** x, y of each unit at a frame, in CSS pixels; null before there are any. */
function spotsAt({ trace, scale }: Scene, step: number): Float32Array | null {
  const row = trace.row("units", step);
  return row && Float32Array.from(row, (value, i) => (i % 2 ? scale.y(value) : scale.x(value)));
}

/** The color of a cluster of units; of very many the looks come round again, as for the points. */
function colorOf({ trace: { head } }: Scene, label: number): string {
  const half = head.k >> 1;
  return (head.clusters[label] ?? head.clusters[half + (label % half)]!).color;
}

function overlay(scene: Scene, brush: Brush): void {
  const { trace, from, step } = scene;
  const to = spotsAt(scene, step);
  if (to === null) return;
  const before = spotsAt(scene, from === step ? step - 1 : from) ?? to;
  const now = to.map((value, i) => mix(before[i]!, value, from === step ? 1 : brush.t));
  drawNet(brush, now, trace.row("links", step) ?? []);
  drawPull(scene, brush, before, now);
  drawUnits(scene, brush, now);
}

function drawNet({ context, ink }: Brush, spots: Float32Array, links: ArrayLike<number>): void {
  context.beginPath();
  for (let i = 0; i < links.length; i += 2) {
    const [a, b] = [2 * links[i]!, 2 * links[i + 1]!];
    context.moveTo(spots[a]!, spots[a + 1]!);
    context.lineTo(spots[b]!, spots[b + 1]!);
  }
  for (const [color, width] of [[css(ink.bg, 0.8), 3.6], [css(ink.fg, 0.8), 1.4]] as const) {
    context.strokeStyle = color;
    context.lineWidth = width * ink.size;
    context.stroke();
  }
}

/** Ring the point that pulls, light the unit nearest to it, and draw the way of each unit. */
function drawPull({ trace, step }: Scene, { context, ink, radius, xy, t }: Brush, before: Float32Array, now: Float32Array): void {
  const { points = [], unit } = trace.head.frames.focus[step] ?? {};
  if (unit === undefined) return;
  context.beginPath();
  for (let i = 0; i < now.length; i += 2) {
    context.moveTo(before[i]!, before[i + 1]!);
    context.lineTo(now[i]!, now[i + 1]!);
  }
  context.strokeStyle = css(ink.accent);
  context.lineWidth = 2.6 * ink.size;
  context.stroke();
  drawRings(context, Int32Array.from(points), xy, radius + 3.2 * ink.size, ink, t);
  drawHalo(context, now[2 * unit]!, now[2 * unit + 1]!, 5 * ink.size, ink, 1);
}

function drawUnits(scene: Scene, { context, ink, radius }: Brush, spots: Float32Array): void {
  const labels = scene.trace.row("unit_labels", scene.step);
  const size = (spots.length > 200 ? 0.9 : 1.2) * radius;
  for (let i = 0; i < spots.length; i += 2) {
    const [x, y] = [spots[i]!, spots[i + 1]!];
    const label = labels?.[i / 2];
    disc(context, x, y, size + 2.2, css(ink.bg));
    disc(context, x, y, size + 1.4, css(ink.fg));
    if (label !== undefined) disc(context, x, y, size, css(parseColor(colorOf(scene, label))));
  }
}

export const map = layered({ glide: 420, overlay });
