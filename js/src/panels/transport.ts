/** The row that moves through time: first, back, the next half-step by name, run, scrub, speed, undo. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import { SPEEDS } from "../core/player";
import type { Common, Moved, Panel } from "./screen";

/** More ticks than this on the scrubber would be a smear. */
const MOST_TICKS = 60;

/** What a step is called: the present one, and the one that comes next. */
type Names = (step: number) => { now: string; next: string };

/** What the scrubber runs along. */
interface Scrub {
  /** the number at its end */
  last(): number;
  /** the number of a step, and the step of a number */
  at(step: number): number;
  step(number: number): number;
  /** redraw its ticks, where they are others than before */
  drawTicks(ticks: HTMLElement): void;
}

/** Make the row of a trace. Where `names` are given the steps are another widget's, and nothing can be undone. */
export function transportPanel(screen: Common, fullScreen: () => void, names?: Names): Panel {
  const { session } = screen;
  const undo = button(screen, "transport.undo", () => session.undo());
  const redo = button(screen, "transport.redo", () => session.redo());
  const row = transportRow(screen, fullScreen, names ?? stepNames(screen), everyStep(screen), names ? [] : [undo, redo]);
  const update = (): void => {
    row.update();
    enable(undo, session.canUndo);
    enable(redo, session.canRedo);
  };
  return { element: row.element, update };
}

/** Make the row of any widget that moves through steps. */
export function transportRow(screen: Moved, fullScreen: () => void, names: Names, scrub: Scrub, more: HTMLElement[] = []): Panel {
  const { session, words } = screen;
  const first = button(screen, "transport.first", () => session.move({ kind: "to", step: 0 }));
  const back = button(screen, "transport.back", () => { session.move({ kind: "stop" }); session.move({ kind: "by", steps: -1 }); });
  const next = button(screen, "transport.next", () => screen.forward(), "tc-primary");
  const run = button(screen, "transport.run", () => session.move({ kind: session.playing ? "stop" : "run" }));
  const range = el("input", { type: "range", class: "tc-range", min: 0, step: 1, "aria-label": words("transport.scrub") });
  range.addEventListener("input", () => {
    session.move({ kind: "stop" });
    session.move({ kind: "to", step: scrub.step(Number(range.value)) });
  });
  const ticks = el("div", { class: "tc-ticks", "aria-hidden": "true" });
  const speed = el("select", { class: "tc-select", "aria-label": words("transport.speed"), title: words("transport.speed") },
    ...SPEEDS.map((s) => el("option", { value: s, selected: s === 1 }, `${s}×`)));
  speed.addEventListener("change", () => session.move({ kind: "speed", speed: Number(speed.value) }));
  const element = el("div", { class: "tc-row tc-transport", role: "group", "aria-label": words("transport.group") },
    first, back, next, run, el("div", { class: "tc-scrub" }, ticks, range), speed, ...more, button(screen, "transport.full", fullScreen));
  const update = (): void => {
    const { step, last } = session;
    scrub.drawTicks(ticks);
    const [at, end] = [scrub.at(step), scrub.last()];
    range.max = String(end);
    range.value = String(at);
    const name = names(step);
    range.setAttribute("aria-valuetext", name.now);
    range.style.setProperty("--done", `${end ? (100 * at) / end : 0}%`);
    for (const button of [first, back]) enable(button, step > 0);
    enable(next, step < last);
    next.textContent = name.next;
    next.setAttribute("aria-label", name.next);
    run.textContent = words(session.playing ? "transport.stop" : "transport.run");
    run.setAttribute("aria-label", words(session.playing ? "transport.stop.label" : "transport.run.label"));
    run.setAttribute("aria-pressed", String(session.playing));
    speed.value = String(session.speed);
  };
  return { element, update };
}

function button({ words }: Moved, key: string, act: () => void, kind = ""): HTMLButtonElement {
  const made = el("button", { type: "button", class: `tc-button ${kind}`, title: words(`${key}.title`), "data-act": key });
  made.textContent = words(key);
  made.setAttribute("aria-label", words(`${key}.label`));
  made.addEventListener("click", act);
  return made;
}

/** A scrubber with one place for each step. */
function everyStep({ session }: Moved): Scrub {
  let drawn = -1;
  return {
    last: () => session.last,
    at: (step) => step,
    step: (number) => number,
    drawTicks: (ticks) => {
      const { id, frames } = session.trace.head;
      if (drawn !== id) drawTicks(ticks, frames.kind);
      drawn = id;
    },
  };
}

/** The names of a Stepper's steps. */
function stepNames({ session, words }: Common): Names {
  return (step) => {
    const { frames, verbs } = session.trace.head;
    const kind = frames.kind[step + 1];
    const name = kind ? verbs[kind]?.next ?? kind : words("next.none");
    return { now: words("transport.step", { step, last: session.last }), next: kind ? words("next", { name }) : name };
  };
}

function drawTicks(ticks: HTMLElement, kinds: string[]): void {
  const last = kinds.length - 1;
  ticks.replaceChildren(...(kinds.length > MOST_TICKS ? [] : kinds.map((kind, i) =>
    el("i", { class: kind === "update" ? "tc-square" : "", style: `left:${last ? (100 * i) / last : 0}%` }))));
}
