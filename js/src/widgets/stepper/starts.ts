/** Where many starts end: a histogram of the final objective; a bar replays one of its starts. */
import { el } from "../../core/dom";
import { enable } from "../../core/focus";
import type { Aim } from "../../core/highlight";
import type { Starts } from "../../core/types";
import { short } from "../../core/numbers";
import type { Panel } from "../../panels/panel";
import { ownEnd } from "./objective";
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
    if (starts !== drawn) draw(starts);
    // the bar that the fit on screen ends in
    const own = ownEnd(screen);
    bins.forEach((bin, i) => {
      const here = own !== null && holds(bin, own);
      const button = bars.children[i]!;
      button.classList.toggle("tc-histbar-here", here);
      button.setAttribute("aria-label", [button.getAttribute("title"), ...(here ? [own.text] : [])].join(" "));
    });
  };
  let bins: Bin[] = [];
  const draw = (starts: Starts): void => {
    drawn = starts;
    const name = session.trace.head.objective.name;
    title.textContent = words("starts.title", { n: starts.seeds.length, name, init: starts.init });
    bars.setAttribute("aria-label", title.textContent);
    bins = histogram(starts);
    const most = Math.max(...bins.map((bin) => bin.seeds.length));
    bars.replaceChildren(...bins.map((bin, i) => bar(screen, starts, bin, most, i, bins.length)));
    const best = Math.min(...starts.objective);
    const stuck = starts.objective.filter((end) => end > best * 1.01 + 1e-12).length;
    note.textContent = words("starts.note", { best: short(best), stuck, n: starts.seeds.length });
  };
  const light = (aim: Aim | null): void => {
    bins.forEach((bin, i) => bars.children[i]!.classList.toggle("tc-row-lit", aim?.kind === "ends" && holds(bin, aim)));
  };
  return { element, update, light };
}

/** Whether a bar is what is pointed at, or has it in it; rounding may put an end a hair outside. */
function holds({ low, high, seeds }: Bin, aim: { low: number; high: number }): boolean {
  const little = 1e-9 * Math.abs(high);
  return seeds.length > 0 && aim.low >= low - little && aim.high <= high + little;
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
  const button = el("button", { type: "button", class: "tc-histbar", title: label, "aria-label": label, disabled: count === 0 },
    el("span", { class: "tc-count" }, count ? String(count) : ""),
    el("i", { style: `height:${(100 * count) / most}%` }),
    el("span", { class: "tc-edge" }, i === 0 || i === n - 1 ? short(i === 0 ? bin.low : bin.high) : ""));
  if (count > 0) enable(button, !session.locked);
  const aim = (): Aim => ({ kind: "ends", low: bin.low, high: bin.high, text: label });
  for (const type of ["pointerenter", "focus"]) button.addEventListener(type, () => session.highlight.pass(aim()));
  for (const type of ["pointerleave", "blur"]) button.addEventListener(type, () => session.highlight.pass(null));
  let turn = 0;
  // each press takes the next start of the bar
  button.addEventListener("click", () => {
    const seed = bin.seeds[turn++ % count];
    if (seed !== undefined) session.edit({ kind: "replay", init: starts.init, random_state: seed });
  });
  return button;
}
