/** Draws density: the circle about a point, who lies in it, and core, border and noise told by their marks. */
import type { Scene } from "../core/plane_scene";
import { isWalk } from "../core/trace";
import { css, outlineOn, parseColor } from "../marks/color";
import { circle, ring, type Ink } from "../marks/brush";
import { drawRings, MOST_RINGS, sample } from "../marks/links";
import { drawEdges, edgesKey } from "./edges";
import { layered, type Brush, type Cloud } from "./layered";
import { clusterLooks } from "./looks";

/** Looks: those of the clusters, filled for core points; the same hollow for border points; noise; not reached. */
function cloud({ trace, step }: Scene, ink: Ink, radius: number, ratio: number): Cloud {
  const { head } = trace;
  const full = clusterLooks(head, ink, radius * ratio, ratio);
  const quiet = full.pop()!;
  const hollow = full.map((look) => ({
    ...look, fill: ink.bg, outline: outlineOn(look.fill, ink.bg), outlineWidth: Math.max(1.2 * ratio, 0.42 * look.radius),
  }));
  const noise = isWalk(head, step) ? { ...quiet, fill: ink.fg } : { ...quiet, shape: "x" as const, radius: 1.15 * radius * ratio, fill: ink.muted };
  const waiting = { ...quiet, fill: parseColor(head.noise).map((part, i) => (part + ink.bg[i]!) / 2) as never };
  const labels = trace.labels(step);
  const core = trace.row("core", 0);
  const none = head.label_bytes === 1 ? 255 : 65535;
  const k = full.length;
  const indices = new Uint16Array(head.n);
  for (let i = 0; i < head.n; i += 1) {
    const label = labels === null ? none - 1 : labels[i]!;
    indices[i] = label === none ? 2 * k : label >= k ? 2 * k + 1 : core !== null && core[i] === 0 ? k + label : label;
  }
  return { labels: indices, looks: [...full, ...hollow, noise, waiting] };
}

function overlay({ trace: { head }, step, scale }: Scene, { context, ink, radius, xy, t }: Brush): void {
  const focus = head.frames.focus[step];
  const point = focus?.point;
  if (point === undefined) return;
  const [x, y] = [xy[2 * point]!, xy[2 * point + 1]!];
  if (focus?.radius !== undefined && head.plane && Number.isFinite(focus.radius)) {
    const reach = focus.radius * scale.unit * (0.6 + 0.4 * t);
    context.beginPath();
    // of one feature the points stand at one height only so as to be seen
    if (head.histogram) context.rect(x - reach, scale.y(head.histogram.strip[0]), 2 * reach, scale.y(head.histogram.strip[1]) - scale.y(head.histogram.strip[0]));
    else circle(context, x, y, reach, scale.aspect);
    context.fillStyle = css(ink.fg, 0.06);
    context.fill();
    context.strokeStyle = css(ink.fg);
    context.lineWidth = 1.4 * ink.size;
    context.stroke();
  }
  const joined = sample(focus?.points ?? [], MOST_RINGS);
  context.beginPath();
  for (const i of joined) {
    context.moveTo(x, y);
    context.lineTo(x + (xy[2 * i]! - x) * t, y + (xy[2 * i + 1]! - y) * t);
  }
  context.strokeStyle = css(ink.fg, 0.55);
  context.lineWidth = ink.size;
  context.stroke();
  drawRings(context, joined, xy, radius + 3.2 * ink.size, ink, t);
  ring(context, x, y, radius + 4.5 * ink.size, css(ink.accent), css(ink.bg), 2.6 * ink.size);
}

export const density = layered({
  glide: 260, cloud, overlay, groundKey: edgesKey, ground: drawEdges,
});
