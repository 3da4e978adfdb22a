/** The clusters as a table: what the picture shows, in words and numbers, with centers to be typed. */
import { el } from "../../core/dom";
import { focused } from "../../core/focus";
import type { Aim } from "../../core/highlight";
import { scrollsByKeys } from "../../core/scrolling";
import { clusterIcon } from "../../panels/icon";
import { short } from "../../core/numbers";
import type { Panel } from "../../panels/panel";
import { stepText } from "../../shell/transport";
import { pointsAt } from "../../panels/pointing";
import { lightRows, rowAim } from "../../panels/cluster_rows";
import type { Screen } from "./screen";

/** A longer table is nobody's way to read many clusters. */
const MOST_ROWS = 30;
/** Rows that are made at each step, in sight or not. */
const MOST_AT_ONCE = 12;
const REST = 200;

export function tablePanel(screen: Screen): Panel {
  const { session, words } = screen;
  const caption = el("caption");
  const head = el("tr");
  const body = el("tbody");
  const table = el("table", { class: "tc-table" }, caption, el("thead", {}, head), body);
  const place = newCenter(screen);
  const element = el("section", { class: "tc-extra", role: "group", "aria-label": words("table.title") }, table, place);
  scrollsByKeys(element);
  let drawn = "";
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const update = (): void => {
    const { trace, step } = session;
    element.classList.toggle("tc-hidden", !screen.switches.table);
    place.hidden = session.locked || !trace.head.placing;
    const { objective, frames } = trace.head;
    const value = frames.objective[step];
    caption.textContent = words("table.caption", {
      step: stepText(screen), name: objective.name, value: value === null || value === undefined ? words("objective.none") : short(value),
    });
    const now = `${trace.head.id} ${step} ${trace.look ?? 0} ${session.locked} ${screen.switches.table}`;
    if (now === drawn) return;
    drawn = now;
    clearTimeout(waiting);
    const rows = listed(screen);
    // out of sight, a long table waits until the steps come to rest
    if (screen.switches.table || rows.length <= MOST_AT_ONCE) fill(rows);
    else waiting = setTimeout(() => fill(listed(screen)), REST);
  };
  const fill = (rows: number[]): void => {
    const { trace } = session;
    const { x, y } = trace.head;
    const axes = trace.centers(session.last) === null ? [] : y.name ? [x.name, y.name] : [x.name];
    head.replaceChildren(...[words("table.cluster"), words("table.size"), ...axes].map((text) => el("th", { scope: "col" }, text)), el("td"));
    const at = parts(body).findIndex((part) => part === focused(body));
    body.replaceChildren(...rows.map((j) => row(screen, j, axes)));
    // the rows are new: the keyboard stays where it was
    if (at >= 0) parts(body)[Math.min(at, parts(body).length - 1)]?.focus();
  };
  const light = (aim: Aim | null): void => lightRows(body, aim, session.trace, session.step);
  pointsAt(body, session.highlight, { find: (_x, y) => rowAim(body, y) });
  return { element, update, light };
}

/** The clusters in the table: all that the learner asked for; else the largest that are there. */
function listed({ session: { trace, step } }: Screen): number[] {
  const all = trace.head.clusters.map((_, j) => j);
  if (trace.head.placing) return all;
  const sizes = trace.sizes(step);
  const centers = trace.centers(step);
  const there = all.filter((j) => sizes[j] || Number.isFinite(centers?.[2 * j]));
  return there.length <= MOST_ROWS ? there : there.sort((a, b) => sizes[b]! - sizes[a]!).slice(0, MOST_ROWS);
}

const parts = (body: HTMLElement): HTMLElement[] => [...body.querySelectorAll<HTMLElement>("input, button")];

function row(screen: Screen, j: number, axes: string[]): HTMLTableRowElement {
  const { session, words } = screen;
  const { trace, step } = session;
  const look = trace.head.clusters[j]!;
  const centers = trace.centers(step);
  const at = [centers?.[2 * j] ?? NaN, centers?.[2 * j + 1] ?? NaN] as [number, number];
  const shown = trace.labels(step) === null ? "–" : String(trace.sizes(step)[j] ?? 0);
  const fields = axes.map((axis, i) => {
    const value = at[i] as number;
    // hidden fields would be a trap for the keyboard
    if (!screen.switches.table || session.locked || !trace.head.placing || !Number.isFinite(value)) return el("td", {}, Number.isFinite(value) ? short(value) : "–");
    const input = el("input", {
      type: "number", step: "any", class: "tc-number tc-wide", value: Number(value.toPrecision(6)),
      "aria-label": words("table.center", { name: look.name, axis }),
    });
    input.addEventListener("change", () => {
      const typed = Number(input.value);
      if (input.value === "" || !Number.isFinite(typed)) return;
      const to: [number, number] = i === 0 ? [typed, at[1]] : [at[0], typed];
      session.edit({ kind: "center_move", cluster: j, to });
    });
    return el("td", {}, input);
  });
  return el("tr", { "data-cluster": j },
    el("th", { scope: "row" }, clusterIcon(look), ` ${look.name} `, el("span", { class: "tc-muted" }, words(`shape.${look.shape}`))),
    el("td", {}, shown), ...fields, el("td", {}, ...deleteButton(screen, j)));
}

function deleteButton({ session, words, switches }: Screen, j: number): HTMLElement[] {
  if (session.locked || !session.trace.head.placing || !switches.table || session.trace.head.clusters.length < 2) return [];
  const name = session.trace.head.clusters[j]!.name;
  const button = el("button", { type: "button", class: "tc-button tc-small", "aria-label": words("table.delete", { name }), title: words("table.delete", { name }) }, "×");
  button.addEventListener("click", () => session.edit({ kind: "center_delete", cluster: j }));
  return [button];
}

/** A new center by typed numbers. */
function newCenter({ session, words }: Screen): HTMLFormElement {
  const field = (axis: "x" | "y"): HTMLInputElement =>
    el("input", { type: "number", step: "any", class: "tc-number tc-wide", required: true, "aria-label": words("table.new", { axis }), placeholder: axis });
  const [x, y] = [field("x"), field("y")];
  const form = el("form", { class: "tc-row" }, words("table.add.where"), x, y,
    el("button", { type: "submit", class: "tc-button" }, words("table.add")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    session.edit({ kind: "center_add", to: [Number(x.value), Number(y.value)] });
    form.reset();
  });
  return form;
}
