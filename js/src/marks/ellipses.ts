/** Ellipses of a mixture's components: one and two standard deviations about the mean. */
import { css, outlineOn, parseColor } from "./color";
import type { Context, Ink } from "./brush";

/** Draw the ellipses of a covariance (xx, xy, yy) about (x, y), all in CSS pixels. */
export function drawEllipses(
  context: Context, x: number, y: number, [xx, xy, yy]: readonly [number, number, number], color: string, ink: Ink,
): void {
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const [long, short] = [Math.sqrt(Math.max(0, middle + spread)), Math.sqrt(Math.max(0, middle - spread))];
  // y grows downwards on the screen
  const angle = -0.5 * Math.atan2(2 * xy, xx - yy);
  const hue = parseColor(color);
  for (const [deviations, fill, width] of [[2, 0.07, 1.3], [1, 0.12, 1.8]] as const) {
    context.beginPath();
    context.ellipse(x, y, Math.max(1, deviations * long), Math.max(1, deviations * short), angle, 0, 2 * Math.PI);
    context.fillStyle = css(hue, fill);
    context.fill();
    context.strokeStyle = css(outlineOn(hue, ink.bg), 0.9);
    context.lineWidth = width * ink.size;
    context.stroke();
  }
}
