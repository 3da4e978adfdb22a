/** Moving through time: back, the next half-step by name, run, scrub; behind them the first step, the speed, undo and redo. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import { isShortcut } from "../core/shortcut";
import { SPEEDS } from "../core/player";
import { action } from "../panels/buttons";
import type { Panel } from "../panels/panel";
import { longest } from "./caption";
import type { Moved, Traced } from "./screen";

/** More ticks than this on the scrubber would be a smear. */
const MOST_TICKS = 60;

/** What a step is called: the present one, and the one that comes next. */
export interface Names {
  at(step: number): { now: string; next: string };
  /** the longest name of a next step: the button has its width, so that none beside it moves */
  longest(): string;
}

/** Places on the scrubber while nobody knows how many steps there are, and the step in its middle. */
const OPEN_PLACES = 1000;
const HALF_WAY = 10;
/** How many steps a key on the scrubber is, however little of the way that may be. */
const BY_KEY: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** What the scrubber runs along. */
export interface Scrub {
  /** how many steps there are is known from the beginning */
  told?: boolean;
  /** the number at its end */
  last(): number;
  /** the number of a step, and the step of a number */
  at(step: number): number;
  step(number: number): number;
  /** what each step does, where ticks are to show it */
  kinds(): readonly string[];
}

/** Which step it is; of how many, once that may be told. */
export function stepText({ session, words, knowsEnd }: Moved, step = session.step): string {
  return knowsEnd ? words("transport.step", { step, last: session.last }) : words("transport.step.open", { step });
}

/** A scrubber to an end that is not known: each step takes less of the way, and its end is the last step. */
function openScrub({ session, reached }: Moved, kinds: Scrub["kinds"]): Scrub {
  const at = (step: number): number => Math.round((OPEN_PLACES * step) / (step + HALF_WAY));
  return {
    last: () => OPEN_PLACES, at,
    step: (place) => (place >= OPEN_PLACES ? session.last : Math.min(session.last, Math.round((HALF_WAY * place) / (OPEN_PLACES - place)))),
    kinds: () => kinds().slice(0, reached + 1),
  };
}

/** What stays in view, and what is used more seldom. */
export interface Transport { row: Panel; more?: Panel }

/** Make the transport of a trace. Where `names` are given the steps are another widget's, and nothing can be undone. */
export function transportOf(screen: Traced, names?: Names): Transport {
  const { session } = screen;
  const undo = button(screen, "transport.undo", () => session.undo());
  const redo = button(screen, "transport.redo", () => session.redo());
  const changed = (): void => {
    enable(undo, session.canUndo);
    enable(redo, session.canRedo);
  };
  const { row, more } = makeTransport(screen, names ?? stepNames(screen), everyStep(screen, names !== undefined), names ? [] : [undo, redo]);
  return { row, more: { element: more.element, update: () => { more.update(); changed(); } } };
}

/** Make the transport of any widget that moves through steps. */
export function makeTransport(screen: Moved, names: Names, scrub: Scrub, further: HTMLElement[] = []): Required<Transport> {
  const { session, words } = screen;
  const first = button(screen, "transport.first", () => session.move({ kind: "to", step: 0 }));
  const back = button(screen, "transport.back", () => session.go(session.step - 1));
  const next = button(screen, "transport.next", () => screen.forward(), "tc-primary tc-longest");
  const run = button(screen, "transport.run", () => session.move({ kind: session.playing ? "stop" : "run" }), "tc-longest");
  run.dataset.longest = longest([words("transport.run"), words("transport.stop")]);
  const range = el("input", { type: "range", class: "tc-range", min: 0, step: 1, "aria-label": words("transport.scrub") });
  const present = (): Scrub => (screen.knowsEnd || scrub.told ? scrub : openScrub(screen, scrub.kinds));
  range.addEventListener("input", () => session.go(present().step(Number(range.value))));
  range.addEventListener("keydown", (event) => {
    const by = BY_KEY[event.key];
    if (!by || isShortcut(event)) return;
    session.go(session.step + by);
    event.preventDefault();
    event.stopPropagation();
  });
  const ticks = el("div", { class: "tc-ticks", "aria-hidden": "true" });
  const speed = el("select", { class: "tc-select tc-speed", "aria-label": words("transport.speed"), title: words("transport.speed") },
    ...SPEEDS.map((s) => el("option", { value: s, selected: s === 1 }, `${s}×`)));
  speed.addEventListener("change", () => session.move({ kind: "speed", speed: Number(speed.value) }));
  const update = (): void => {
    const { step, last } = session;
    const way = present();
    drawTicks(ticks, way);
    const [at, end] = [way.at(step), way.last()];
    range.max = String(end);
    range.value = String(at);
    const name = names.at(step);
    range.setAttribute("aria-valuetext", name.now);
    range.style.setProperty("--done", `${end ? (100 * at) / end : 0}%`);
    enable(back, step > 0);
    enable(next, step < last);
    write(next, name.next);
    next.dataset.longest = names.longest();
    next.setAttribute("aria-label", name.next);
    write(run, words(session.playing ? "transport.stop" : "transport.run"));
    run.setAttribute("aria-label", words(session.playing ? "transport.stop.label" : "transport.run.label"));
    run.setAttribute("aria-pressed", String(session.playing));
  };
  const row = el("div", { class: "tc-row tc-steps", role: "group", "aria-label": words("transport.group") },
    back, next, run, el("div", { class: "tc-scrub" }, ticks, range));
  const more = el("div", { class: "tc-row", role: "group", "aria-label": words("transport.more") }, first, speed, ...further);
  return {
    row: { element: row, update },
    more: { element: more, update: () => { enable(first, session.step > 0); speed.value = String(session.speed); } },
  };
}

function button(screen: Moved, key: string, act: () => void, kind = ""): HTMLButtonElement {
  const made = action(screen, key, act, { "aria-label": screen.words(`${key}.label`) });
  made.className += ` ${kind}`;
  return made;
}

/** Write over the room that a button keeps for its longest text. */
function write(button: HTMLElement, text: string): void {
  if (button.textContent !== text || !button.firstElementChild) button.replaceChildren(el("span", {}, text));
}

/** A scrubber with one place for each step. */
function everyStep({ session }: Moved, told: boolean): Scrub {
  return {
    told,
    last: () => session.last,
    at: (step) => step,
    step: (number) => number,
    kinds: () => session.trace.head.frames.kind,
  };
}

/** The names of a Stepper's steps. */
function stepNames(screen: Traced): Names {
  const { session, words } = screen;
  const next = (step: number): string => {
    const { frames, step_names } = session.trace.head;
    const kind = frames.kind[step + 1];
    return kind ? words("next", { name: step_names[kind]?.next ?? kind }) : words("next.none");
  };
  return {
    at: (step) => ({ now: stepText(screen, step), next: next(step) }),
    longest: () => {
      const { frames } = session.trace.head;
      return longest([words("next.none"), ...[...new Set(frames.kind)].map((kind) => next(frames.kind.indexOf(kind) - 1))]);
    },
  };
}

/** Redraw the ticks, where they are others than before. */
function drawTicks(ticks: HTMLElement, { kinds, at, last }: Scrub): void {
  const [steps, end] = [kinds(), Math.max(1, last())];
  const wanted = steps.length > MOST_TICKS ? [] : steps.map((kind, i) => [kind === "update" ? "tc-square" : "", `left:${(100 * at(i) / end).toFixed(2)}%`] as const);
  const key = wanted.join();
  if (ticks.dataset["drawn"] === key) return;
  ticks.dataset["drawn"] = key;
  ticks.replaceChildren(...wanted.map(([shape, style]) => el("i", { class: shape, style })));
}
