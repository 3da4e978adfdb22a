/** The scores: for each a bar with its earlier value, both as numbers, and why it moved. */
import { el } from "../../core/dom";
import { scrollsByKeys } from "../../core/scrolling";
import { short } from "../../core/numbers";
import type { Panel } from "../../panels/panel";
import type { MetricScreen } from "./screen";
import type { ScoreHead, State } from "./wire";

/** Bars run from here to 1: below 0 is worse than chance. */
const LEAST = -0.25;
/** What counts as moved. */
const NEAR = 5e-4;

/** A score as it is read. */
export function scoreText(value: number | null, { most }: Pick<ScoreHead, "most">): string {
  if (value === null) return "–";
  return (most === 1 ? value.toFixed(3).replace(/^-0\.000$/, "0.000") : short(value)).replace("-", "−");
}

const placeOf = (value: number): number => (100 * (Math.min(1, Math.max(LEAST, value)) - LEAST)) / (1 - LEAST);

export function scoreRows(screen: MetricScreen): Panel {
  const { session, words } = screen;
  const rows = session.lab.head.scores.map((score) => scoreRow(score, words));
  const list = el("ul", { class: "tc-ml-scores" }, ...rows.map(({ element }) => element));
  const element = el("section", { role: "group", "aria-label": words("metric_lab.scores") },
    el("h3", { class: "tc-side-title tc-ml-title" }, el("span", {}, words("metric_lab.scores")), el("span", {}, words("metric_lab.now")), el("span", {}, words("metric_lab.was"))), list);
  scrollsByKeys(element);
  let drawn: State | null = null;
  const update = (): void => {
    if (session.shown === drawn) return;
    drawn = session.shown;
    drawn.scores.forEach((score, i) => rows[i]!.show(score.value, score.before, score.why));
  };
  return { element, update };
}

function scoreRow(head: ScoreHead, words: MetricScreen["words"]): { element: HTMLElement; show(value: number | null, before: number | null, why: string): void } {
  const bounded = head.most === 1;
  const bar = el("i", { class: "tc-ml-bar" });
  const tick = el("i", { class: "tc-ml-tick" });
  const box = el("span", { class: "tc-ml-box", "aria-hidden": "true" }, ...(bounded ? [el("i", { class: "tc-ml-zero", style: `left: ${placeOf(0)}%` }), bar, tick] : []));
  const [now, was, reason] = [el("b"), el("span", { class: "tc-muted" }), el("p", { class: "tc-ml-why" })];
  const element = el("li", { "data-score": head.name }, el("span", { class: "tc-ml-name", title: head.text }, head.title), box, now, was, reason);
  const show = (value: number | null, before: number | null, why: string): void => {
    const moved = value !== before && before !== null && (value === null || Math.abs(value - before) >= NEAR);
    const rose = moved && value !== null && value > before!;
    const [zero, end] = [placeOf(0), placeOf(value ?? 0)];
    bar.style.left = `${Math.min(zero, end)}%`;
    bar.style.width = `${Math.abs(end - zero)}%`;
    bar.classList.toggle("tc-ml-below", (value ?? 0) < 0);
    tick.hidden = !moved;
    tick.style.left = `${placeOf(before ?? 0)}%`;
    now.textContent = `${moved && value !== null ? (rose ? "▲ " : "▼ ") : ""}${scoreText(value, head)}`;
    was.textContent = before === null ? "" : scoreText(before, head);
    was.title = before === null ? "" : words("metric_lab.was");
    element.dataset.moved = moved ? (rose ? "up" : "down") : "";
    reason.textContent = why;
  };
  return { element, show };
}
