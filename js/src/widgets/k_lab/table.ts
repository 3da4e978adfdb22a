/** The criteria as a table with one row for each k, and the clusters of the chosen one. */
import { el } from "../../core/dom";
import { scrollsByKeys } from "../../core/scrolling";
import type { Aim } from "../../core/highlight";
import { lightRows, rowAim } from "../../panels/cluster_rows";
import { pointsAt } from "../../panels/pointing";
import { clusterIcon } from "../../panels/icon";
import { brief, type KScreen } from "./screen";
import type { Panel } from "../../panels/panel";

export function kTablePanel(screen: KScreen): Panel {
  const { words, session } = screen;
  const caption = el("caption");
  const head = el("thead");
  const body = el("tbody");
  const title = el("caption");
  const clusters = el("tbody");
  const columns = ["table.cluster", "table.size", "k_lab.table.mean"].map((key) => words(key));
  const element = el("section", { class: "tc-extra tc-k-tables", role: "group", "aria-label": words("k_lab.table") },
    el("table", { class: "tc-table" }, caption, head, body),
    el("table", { class: "tc-table" }, title, el("thead", {}, headRow(columns)), clusters));
  scrollsByKeys(element);
  let drawn: unknown[] = [];
  const update = (): void => {
    const { scan, switches, reached } = screen;
    const { step } = session;
    element.classList.toggle("tc-hidden", !switches.table);
    if (drawn[0] !== scan || drawn[1] !== switches.table || drawn[3] !== reached) {
      head.replaceChildren(headRow([words("k_lab.field"), ...scan.criteria.map(({ name }) => name)]));
      body.replaceChildren(...scan.k.map((_, i) => kRow(screen, i)));
    } else if (drawn[2] === step) return;
    drawn = [scan, switches.table, step, reached];
    const k = scan.k[step] ?? 0;
    caption.textContent = words("k_lab.table.caption", { k });
    title.textContent = words("k_lab.table.clusters", { k });
    [...body.rows].forEach((row, i) => {
      row.classList.toggle("tc-lit", i === step);
      row.querySelector("button")?.setAttribute("aria-pressed", String(i === step));
    });
    clusters.replaceChildren(...clusterRows(screen));
  };
  const light = (aim: Aim | null): void => lightRows(clusters, aim, session.trace, session.step);
  pointsAt(clusters, session.highlight, { find: (_x, y) => rowAim(clusters, y) });
  return { element, update, light };
}

const headRow = (texts: string[]): HTMLTableRowElement => el("tr", {}, ...texts.map((text) => el("th", { scope: "col" }, text)));

function kRow({ scan, words, switches, choose, reached, knowsEnd }: KScreen, step: number): HTMLTableRowElement {
  const k = scan.k[step]!;
  // hidden buttons would be a trap for the keyboard
  const name = switches.table ? el("button", { type: "button", class: "tc-button tc-small", "aria-label": words("k_lab.table.choose", { k }) }, String(k)) : String(k);
  if (typeof name !== "string") name.addEventListener("click", () => choose(step));
  return el("tr", {}, el("th", { scope: "row" }, name), ...scan.criteria.map(({ values, prefers }) =>
    step > reached ? el("td", {}, "–") : prefers === k && knowsEnd
      ? el("td", { class: "tc-k-name" }, el("span", { "aria-hidden": "true" }, "★ "), brief(values[step]), el("span", { class: "tc-hidden" }, ` ${words("k_lab.table.preferred")}`))
      : el("td", {}, brief(values[step]))));
}

function clusterRows({ scan, session, words }: KScreen): HTMLTableRowElement[] {
  const { trace, step } = session;
  const means = new Map(scan.silhouettes[step]?.clusters.map(({ cluster, mean }) => [cluster, mean]));
  return trace.sizes(step).flatMap((size, cluster) => {
    const look = trace.head.clusters[cluster]!;
    return size === 0 ? [] : [el("tr", { "data-cluster": cluster },
      el("th", { scope: "row" }, clusterIcon(look), ` ${look.name} `, el("span", { class: "tc-muted" }, words(`shape.${look.shape}`))),
      el("td", {}, size.toLocaleString("en")), el("td", {}, brief(means.get(cluster))))];
  });
}
