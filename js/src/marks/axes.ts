/** Hairlines, quiet numbers and the names of the two axes. Text is drawn, never made into markup. */
import type { PlaneScale, Tick } from "../core/scales";
import { isolated } from "../core/words";
import { css } from "./color";
import type { Context, Ink } from "./brush";

export function drawGrid(context: Context, scale: PlaneScale, ink: Ink): void {
  const { left, right, top, bottom } = scale.box;
  context.beginPath();
  for (const { at } of scale.xTicks) {
    context.moveTo(crisp(at), top);
    context.lineTo(crisp(at), bottom);
  }
  for (const { at } of scale.yTicks) {
    context.moveTo(left, crisp(at));
    context.lineTo(right, crisp(at));
  }
  context.strokeStyle = css(ink.grid, ink.dark ? 0.55 : 0.7);
  context.lineWidth = 1;
  context.stroke();
}

/** Numbers below and to the left; one that would touch another, or the axis's name, is left out. */
export function drawAxes(context: Context, scale: PlaneScale, names: { x: string; y: string }, ink: Ink): void {
  const { left, right, top, bottom } = scale.box;
  const { text: size } = scale;
  if (left < size) return; // a bare plane has no room for them
  const row = bottom + 1.4 * size;
  context.fillStyle = css(ink.muted);
  context.font = `600 ${size}px ${ink.font}`;
  context.textBaseline = "alphabetic";
  context.textAlign = "right";
  const name = fitText(context, names.x, (right - left) / 2);
  const free = name === "" ? Infinity : right - context.measureText(name).width - 10;
  context.fillText(isolated(name), right, row);
  context.textAlign = "left";
  context.fillText(isolated(fitText(context, names.y, right - left)), 0.5 * size, top - 0.8 * size);
  context.font = `${size}px ${ink.font}`;
  drawNumbers(context, scale.xTicks, row, left, right, free);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const { at, text } of scale.yTicks) {
    if (at > top + 0.4 * size && at < bottom - 0.2 * size) context.fillText(text, left - 0.6 * size, at);
  }
}

function drawNumbers(
  context: Context, ticks: readonly Tick[], row: number, left: number, right: number, free: number,
): void {
  context.textAlign = "center";
  let end = -Infinity;
  for (const { at, text } of ticks) {
    const half = context.measureText(text).width / 2;
    if (at - half < Math.max(left - 8, end + 6) || at + half > right + 6 || at + half > free) continue;
    context.fillText(text, at, row);
    end = at + half;
  }
}

/** The text, or as much of its beginning as fits with an ellipsis. */
export function fitText(context: Pick<Context, "measureText">, text: string, width: number): string {
  const whole = text.replace(/\s+/g, " ").trim();
  if (context.measureText(whole).width <= width) return whole;
  const letters = Array.from(whole).slice(0, 200);
  while (letters.length > 0 && context.measureText(`${letters.join("")}…`).width > width) letters.pop();
  return letters.length > 0 ? `${letters.join("")}…` : "";
}

function crisp(at: number): number {
  return Math.round(at) + 0.5;
}
