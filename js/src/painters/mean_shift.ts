/** Draws mean shift: seeds that climb to where points are dense, each with the last part of its way. */
import { mix } from "../core/motion";
import type { Scene } from "../core/plane_scene";
import { disc } from "../marks/centers";
import { css } from "../marks/color";
import { layered, type Brush } from "./layered";

function overlay({ trace, from, step, scale }: Scene, { context, ink, t }: Brush): void {
  const to = trace.row("seeds", step);
  if (to === null) return;
  const before = trace.row("seeds", from === step ? step - 1 : from) ?? to;
  const here = from === step ? 1 : t;
  const spots: [number, number][] = [];
  context.beginPath();
  for (let i = 0; i < to.length; i += 2) {
    const [x0, y0] = [scale.x(before[i]!), scale.y(before[i + 1]!)];
    const [x, y] = [mix(x0, scale.x(to[i]!), here), mix(y0, scale.y(to[i + 1]!), here)];
    context.moveTo(x0, y0);
    context.lineTo(x, y);
    spots.push([x, y]);
  }
  context.strokeStyle = css(ink.fg, 0.45);
  context.lineWidth = 1.2 * ink.size;
  context.stroke();
  for (const [x, y] of spots) {
    disc(context, x, y, 4 * ink.size, css(ink.bg));
    disc(context, x, y, 2.8 * ink.size, css(ink.accent));
  }
}

export const meanShift = layered({ glide: 420, overlay });
