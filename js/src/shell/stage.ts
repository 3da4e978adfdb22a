/** What stands beside the picture. */
import { el } from "../core/dom";
import { panelOf, type Panel } from "../panels/panel";

/** Panels one under the other, beside the picture. */
export function side(...panels: readonly Panel[]): Panel {
  return panelOf(el("div", { class: "tc-side" }), ...panels);
}
