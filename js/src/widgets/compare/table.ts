/** The estimators as a table: behind the picture for a screen reader, in sight when it is asked for. */
import { el } from "../../core/dom";
import { scrollsByKeys } from "../../core/scrolling";
import type { Panel } from "../../panels/panel";
import type { CompareScreen } from "./screen";
import { countsOf } from "./wire";

const COLUMNS = ["name", "clusters", "noise", "ari"] as const;

export function compareTable(screen: CompareScreen): Panel {
  const { session, words } = screen;
  const body = el("tbody");
  const head = el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, words(`compare.table.${name}`))));
  const element = el("section", { class: "tc-extra", role: "group", "aria-label": words("compare.table") },
    el("table", { class: "tc-table" }, el("caption", {}, words("compare.table")), el("thead", {}, head), body));
  scrollsByKeys(element);
  let drawn = "";
  const update = (): void => {
    element.classList.toggle("tc-hidden", !screen.switches.table);
    // an end is told when it has come
    const ended = screen.knowsEnd;
    const key = `${session.step} ${ended}`;
    if (key === drawn) return;
    drawn = key;
    body.replaceChildren(...session.shown.lanes.map((lane) => {
      const counts = countsOf(lane, session.frame(lane));
      const tree = lane.trace.head.tree !== undefined;
      const step = session.shown.head.clusters[session.step];
      const clusters = step ?? counts?.clusters;
      const cells = [clusters?.toLocaleString("en") ?? "–", tree || !counts ? "–" : counts.noise.toLocaleString("en"), ended ? lane.ari.toFixed(3) : "–"];
      return el("tr", {}, el("th", { scope: "row" }, lane.name), ...cells.map((text) => el("td", {}, text)));
    }));
  };
  return { element, update };
}
