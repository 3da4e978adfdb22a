/** All cells as a table: their parameters and their numbers. */
import { el } from "../../core/dom";
import { scrollsByKeys } from "../../core/scrolling";
import type { Panel } from "../../panels/panel";
import { brief, type GridScreen } from "./screen";
import { MEASURES, placeOf } from "./wire";

export function gridTable(screen: GridScreen): Panel {
  const { grid, words, session } = screen;
  const measures = MEASURES.filter((name) => grid.measures[name]);
  const head = el("tr", {}, ...grid.names.map((name) => el("th", { scope: "col" }, name)), ...measures.map((name) => el("th", { scope: "col" }, words(`compare_grid.view.${name}`))));
  const rows = Array.from({ length: session.last + 1 }, (_, i) => {
    const [row, column] = placeOf(grid, i);
    const numbers = measures.map((name) => grid.measures[name]![i] ?? null);
    return el("tr", {}, el("th", { scope: "row" }, grid.values[0][row]!), ...[grid.values[1][column]!, ...numbers.map((value) => (value === null ? "–" : brief(value)))].map((text) => el("td", {}, text)));
  });
  const title = words("compare_grid.table");
  const element = el("section", { class: "tc-extra", role: "group", "aria-label": title },
    el("table", { class: "tc-table" }, el("caption", {}, title), el("thead", {}, head), el("tbody", {}, ...rows)));
  scrollsByKeys(element);
  return { element, update: () => element.classList.toggle("tc-hidden", !screen.switches.table) };
}
