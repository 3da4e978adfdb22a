/** The table of clusters by classes; a cell that is pointed at lights its points, and a press on a row chooses its cluster. */
import { el } from "../../core/dom";
import { scrollsByKeys } from "../../core/scrolling";
import type { Aim } from "../../core/highlight";
import { clusterIcon } from "../../panels/icon";
import type { Panel } from "../../panels/panel";
import { lookOf } from "./pictured";
import type { MetricScreen } from "./screen";
import { NOISE, type State } from "./wire";

/** Clusters that are listed, the first ones. */
const MOST = 16;

export function contingencyPanel(screen: MetricScreen): Panel {
  const { session, words } = screen;
  const { head: { classes } } = session.lab;
  const columns = classes.length ? classes : [words("metric_lab.points")];
  const body = el("tbody");
  const caption = el("caption", {}, words(classes.length ? "metric_lab.table" : "metric_lab.table.sizes"));
  const table = el("table", { class: "tc-table tc-ml-table" }, caption,
    el("thead", {}, el("tr", {}, ...[words("metric_lab.cluster"), ...columns, ...(classes.length ? [words("metric_lab.sum")] : [])].map((text) => el("th", { scope: "col", title: text }, text)))), body);
  const element = el("section", { class: "tc-ml-contingency", role: "group", "aria-label": words("metric_lab.table") }, table);
  scrollsByKeys(element);
  const aimOf = (target: EventTarget | null): Aim | null => {
    const cell = (target as Element | null)?.closest?.("[data-cluster]");
    if (!cell) return null;
    const cluster = Number(cell.getAttribute("data-cluster"));
    const known = cell.hasAttribute("data-class") ? Number(cell.getAttribute("data-class")) : null;
    const n = cell.getAttribute("data-n") ?? "";
    const values = { n, cluster: session.called(cluster), name: known === null ? "" : classes[known]! };
    return session.cellAim(cluster, known, words(known === null ? "metric_lab.row.lit" : "metric_lab.cell.lit", values));
  };
  body.addEventListener("pointermove", (event) => { if (event.pointerType !== "touch") session.highlight.pass(aimOf(event.target)); });
  body.addEventListener("pointerleave", () => session.highlight.pass(null));
  body.addEventListener("click", (event) => {
    session.highlight.toggle(aimOf(event.target));
    const row = (event.target as Element).closest("tr[data-cluster]");
    if (row) screen.choose(Number(row.getAttribute("data-cluster")));
  });
  let drawn: [State, number] | null = null;
  const update = (): void => {
    if (drawn?.[0] === session.shown && drawn[1] === screen.chosen) return;
    drawn = [session.shown, screen.chosen];
    body.replaceChildren(...rowsOf(screen, classes.length));
  };
  return { element, update };
}

function rowsOf({ session, words, chosen }: MetricScreen, classes: number): HTMLElement[] {
  const { counts: { clusters, table }, lab } = session;
  const rows = clusters.slice(0, MOST).map((cluster, i) => {
    const counts = table[i]!;
    const [size, most] = [counts.reduce((sum, one) => sum + one, 0), Math.max(...counts)];
    const name = el("th", { scope: "row", "data-cluster": cluster, "data-n": size.toLocaleString("en") },
      cluster === NOISE ? el("i", { class: "tc-ml-noise", "aria-hidden": "true" }) : clusterIcon(lookOf(lab, cluster)), ` ${session.called(cluster)}`);
    const cells = counts.map((count, known) => el("td", {
      class: count === 0 ? "tc-muted" : count === most && classes > 0 ? "tc-ml-most" : "",
      "data-cluster": cluster, "data-n": count.toLocaleString("en"), ...(classes ? { "data-class": known } : {}),
    }, count.toLocaleString("en")));
    const all = classes ? [el("td", { "data-cluster": cluster, "data-n": size.toLocaleString("en") }, size.toLocaleString("en"))] : [];
    return el("tr", { "data-cluster": cluster, class: cluster === chosen ? "tc-lit" : "" }, name, ...cells, ...all);
  });
  const more = clusters.length - rows.length;
  return more > 0 ? [...rows, el("tr", {}, el("th", { scope: "row", class: "tc-muted", colspan: classes + 2 }, words("metric_lab.table.more", { n: more.toLocaleString("en") })))] : rows;
}
