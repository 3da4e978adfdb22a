/** The plane as a panel: it shows what the learner points at, wherever that was pointed at. */
import type { Plane } from "../core/plane";
import { el } from "../core/dom";
import type { Panel } from "./panel";

export function planePanel(plane: Plane): Panel {
  return { element: el("div", { class: "tc-picture" }, plane.element), update: () => undefined, light: (aim) => plane.light(aim) };
}
