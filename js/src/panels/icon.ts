/** A cluster's marker as a small drawing: the same outline as on the plane. */
import { svg } from "../core/dom";
import type { ClusterLook } from "../core/types";
import { outlineOf } from "../marks/shapes";

/** Draw a cluster's shape in its color. */
export function clusterIcon(look: ClusterLook): SVGSVGElement {
  const outline = outlineOf(look.shape);
  const paint = { fill: look.color, class: look.ring ? "tc-icon-mark tc-icon-ring" : "tc-icon-mark" };
  const mark = outline.length === 0
    ? svg("circle", { ...paint, cx: 0, cy: 0, r: 1 })
    : svg("polygon", { ...paint, points: outline.join(" ") });
  return svg("svg", { class: "tc-icon", viewBox: "-1.6 -1.6 3.2 3.2", "aria-hidden": "true" }, mark);
}
