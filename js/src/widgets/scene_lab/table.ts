/** The clusters as a table: behind the picture for a screen reader, in sight when it is asked for. */
import { el } from "../../core/dom";
import { percent } from "../../core/numbers";
import { scrollsByKeys } from "../../core/scrolling";
import type { Panel } from "../../panels/panel";
import type { Group } from "./legend";
import { digits, nameOf } from "./pixel";
import type { SceneScreen } from "./screen";

export function sceneTable(screen: SceneScreen): Panel {
  const { session, words } = screen;
  const caption = el("caption");
  const body = el("tbody");
  const columns = [...["cluster", "pixels", "share"].map((key) => words(`scene.table.${key}`)), ...session.scene.bands.map(({ name }) => name)];
  const element = el("section", { class: "tc-extra tc-sc-table", role: "group", "aria-label": words("scene.table") },
    el("table", { class: "tc-table" }, caption, el("thead", {}, el("tr", {}, ...columns.map((text) => el("th", { scope: "col" }, text)))), body));
  scrollsByKeys(element);
  let drawn: readonly Group[] | null = null;
  const update = (): void => {
    const { groups } = session;
    element.classList.toggle("tc-hidden", !screen.switches.table);
    if (groups === drawn) return;
    drawn = groups;
    caption.textContent = words("scene.table.caption", { n: groups.length });
    body.replaceChildren(...groups.map(({ id, color, pixels, share, mean }) => el("tr", {},
      el("th", { scope: "row" }, el("i", { class: "tc-sc-chip", style: `background: ${color}`, "aria-hidden": "true" }), ` ${nameOf(screen, id)}`),
      el("td", {}, pixels.toLocaleString("en")), el("td", {}, percent(share)), ...mean.map((value) => el("td", {}, digits(session, value))))));
  };
  return { element, update };
}
