/** The known classes on the plane: a dashed gray line around each, with its name, for they are no clusters. */
import type { Scene, Spot } from "../../core/plane_scene";
import { css } from "../../marks/color";
import { hullOf } from "../../marks/hulls";
import type { Brush } from "../../painters/layered";
import type { Lab } from "./wire";

/** CSS pixels between the outermost points and the line. */
const PAD = 13;

/** Draw the classes of a lab under its points. */
export function drawClasses({ head, classes }: Lab, { scale: { box } }: Scene, { context, ink, xy }: Brush): void {
  head.classes.forEach((name, known) => {
    const points = [...classes.keys()].filter((i) => classes[i] === known);
    const hull = padded(hullOf(points, xy), PAD * ink.size);
    if (hull.length === 0) return;
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

/** The corners of the smallest convex shape around circles about the corners of a hull. */
function padded(hull: readonly Spot[], pad: number): Spot[] {
  const around = hull.flatMap(([x, y]) => Array.from({ length: 16 }, (_, i): Spot => [x + pad * Math.cos((i * Math.PI) / 8), y + pad * Math.sin((i * Math.PI) / 8)]));
  return hullOf([...around.keys()], Float32Array.from(around.flat()));
}
