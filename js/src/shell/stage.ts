/** The places of a stage: the picture, and what stands beside it. */
import { el } from "../core/dom";
import { panelOf, type Panel } from "../panels/panel";

/** The picture itself. */
export function picture(...content: Node[]): HTMLElement {
  return el("div", { class: "tc-picture" }, ...content);
}

/** Panels one under the other, beside the picture. */
export function side(...panels: readonly Panel[]): Panel {
  return panelOf(el("div", { class: "tc-side" }), ...panels);
}
