/** Where many starts end: a histogram of the final objective; a bar replays one of its starts. */
import { el } from "../../core/dom";
import type { Starts } from "../../core/types";
import { short } from "../../core/numbers";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";

const BINS = 16;

interface Bin { low: number; high: number; seeds: number[]; ends: number[] }

export function startsPanel(screen: Screen): Panel {
  const { session, words } = screen;
  const title = el("h3", { class: "tc-side-title" });
  const bars = el("div", { class: "tc-bars", role: "group" });
  const note = el("p", { class: "tc-notes" });
  const element = el("section", { class: "tc-extra" }, title, bars, note);
  let drawn: Starts | null = null;
  const update = (): void => {
    element.hidden = !screen.switches.starts;
    const { starts } = session;
    if (element.hidden) return;
    if (starts === null) {
      title.textContent = words(session.readonly ? "starts.none" : "starts.waiting");
      return;
    }
    if (starts === drawn) return;
    drawn = starts;
    const name = session.trace.head.objective.name;
    title.textContent = words("starts.title", { n: starts.seeds.length, name, init: starts.init });
    bars.setAttribute("aria-label", title.textContent);
    const bins = histogram(starts);
    const most = Math.max(...bins.map((bin) => bin.seeds.length));
    bars.replaceChildren(...bins.map((bin, i) => bar(screen, starts, bin, most, i, bins.length)));
    const best = Math.min(...starts.objective);
    const stuck = starts.objective.filter((end) => end > best * 1.01 + 1e-12).length;
    note.textContent = words("starts.note", { best: short(best), stuck, n: starts.seeds.length });
  };
  return { element, update };
}

/** Bins of equal width over all ends; one bin when they are all the same. */
export function histogram({ objective, seeds }: Starts): Bin[] {
  const low = Math.min(...objective);
  const high = Math.max(...objective);
  const count = high - low > 1e-6 * Math.abs(high) ? BINS : 1;
  const width = (high - low) / count;
  const bins = Array.from({ length: count }, (_, i): Bin => ({ low: low + i * width, high: low + (i + 1) * width, seeds: [], ends: [] }));
  objective.forEach((end, i) => {
    const at = count === 1 ? 0 : Math.min(count - 1, Math.floor((end - low) / width));
    bins[at]!.seeds.push(seeds[i]!);
    bins[at]!.ends.push(end);
  });
  return bins;
}

function bar({ session, words }: Screen, starts: Starts, bin: Bin, most: number, i: number, n: number): HTMLElement {
  const count = bin.seeds.length;
  const label = words("starts.bar", { count, low: short(bin.low), high: short(bin.high) });
  const button = el("button", { type: "button", class: "tc-histbar", title: label, "aria-label": label, disabled: count === 0 || session.readonly },
    el("span", { class: "tc-count" }, count ? String(count) : ""),
    el("i", { style: `height:${(100 * count) / most}%` }),
    el("span", { class: "tc-edge" }, i === 0 || i === n - 1 ? short(i === 0 ? bin.low : bin.high) : ""));
  let turn = 0;
  // each press takes the next start of the bar
  button.addEventListener("click", () => {
    const seed = bin.seeds[turn++ % count];
    if (seed !== undefined) session.edit({ kind: "replay", init: starts.init, random_state: seed });
  });
  return button;
}
