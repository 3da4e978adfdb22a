/** The known classes on the plane: a dashed gray line around each, with its name, for they are no clusters. */
import type { Scene, Spot } from "../../core/plane_scene";
import { css } from "../../marks/color";
import type { Brush } from "../../painters/layered";
import type { Lab } from "./wire";

/** CSS pixels between the outermost points and the line. */
const PAD = 13;
/** Directions in which it is looked for the outermost point. */
const TURNS = 96;

/** Draw the classes of a lab under its points. */
export function drawClasses({ head, classes }: Lab, { scale: { box } }: Scene, { context, ink, xy }: Brush): void {
  head.classes.forEach((name, known) => {
    const points = [...classes.keys()].filter((i) => classes[i] === known);
    const hull = around(points, xy, PAD * ink.size);
    context.beginPath();
    hull.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
    context.setLineDash([5, 4]);
    context.strokeStyle = css(ink.muted);
    context.lineWidth = 1.3 * ink.size;
    context.stroke();
    context.setLineDash([]);
    context.font = `600 ${Math.round(12.5 * ink.size)}px ${ink.font}`;
    const [x, y] = hull.reduce((top, spot) => (spot[1] < top[1] ? spot : top));
    const half = context.measureText(name).width / 2;
    context.textAlign = "center";
    const [at, above] = [Math.min(box.right - half, Math.max(box.left + half, x)), Math.max(box.top + 12 * ink.size, y - 5 * ink.size)];
    context.strokeStyle = css(ink.bg);
    context.lineWidth = 4;
    context.strokeText(name, at, above);
    context.fillStyle = css(ink.muted);
    context.fillText(name, at, above);
  });
}

/** A rounded convex line around points: in each direction, a little beyond the farthest of them. */
function around(points: readonly number[], xy: Float32Array, pad: number): Spot[] {
  return Array.from({ length: TURNS }, (_, turn): Spot => {
    const [right, down] = [Math.cos((2 * Math.PI * turn) / TURNS), Math.sin((2 * Math.PI * turn) / TURNS)];
    let [most, x, y] = [-Infinity, 0, 0];
    for (const i of points) {
      const far = xy[2 * i]! * right + xy[2 * i + 1]! * down;
      if (far > most) [most, x, y] = [far, xy[2 * i]!, xy[2 * i + 1]!];
    }
    return [x + pad * right, y + pad * down];
  });
}
