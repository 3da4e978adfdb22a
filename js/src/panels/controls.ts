/** The algorithm's own controls: k, start, seed, tool, and the switches. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import type { Control, Edit } from "../core/types";
import type { Words } from "../core/words";
import type { Moved, Panel, Screen, Switches } from "./screen";

const TOOLS = ["centers", "look", "draw", "move", "delete"] as const;
const STARTS = 100;
/** Parameters that count things, with buttons for one more and one fewer. */
const COUNTS = new Set(["n_clusters", "n_components", "min_samples", "min_cluster_size"]);
/** Switches that algorithms have in the place of k-means' regions. */
const AREAS: ReadonlySet<string> = new Set(["hulls", "ellipses", "edges"]);

export function controlsPanel(screen: Screen): Panel {
  const { session, words } = screen;
  const element = el("div", { class: "tc-row tc-controls", role: "group", "aria-label": words("control.group") });
  let parts: Panel[] = [];
  let made = "";
  const update = (): void => {
    const { head } = session.trace;
    const wanted = [head.algorithm, ...head.controls.map(({ name }) => name)].join();
    if (wanted !== made) {
      parts = partsOf(screen);
      element.replaceChildren(...parts.map((part) => part.element));
    }
    made = wanted;
    for (const part of parts) part.update();
  };
  return { element, update };
}

function partsOf(screen: Screen): Panel[] {
  const { head } = screen.session.trace;
  return [
    ...head.controls.map((control, i) => {
      const now = (): Control => screen.session.trace.head.controls[i]!;
      return control.kind === "choice" ? choiceControl(screen, now) : numberControl(screen, now);
    }),
    toolControl(screen),
    ...(head.fresh ? [freshButton(screen)] : []),
    ...(head.placing ? [startsButton(screen)] : []),
    ...head.switches.map((name) => (AREAS.has(name) ? toggle(screen, "regions", name) : toggle(screen, name as "ask"))),
    toggle(screen, "table"),
    toggle(screen, "help"),
  ];
}

function freshButton({ session, words }: Screen): Panel {
  const element = el("button", { type: "button", class: "tc-button", title: words("control.fresh.title"), "data-act": "control.fresh" }, words("control.fresh"));
  element.addEventListener("click", () => session.edit({ kind: "new_start" }));
  return { element, update: () => { element.disabled = session.readonly; } };
}

function startsButton(screen: Screen): Panel {
  const { session, words } = screen;
  const element = el("button", { type: "button", class: "tc-button", title: words("control.starts.title"), "data-act": "control.starts" }, words("control.starts", { n: STARTS }));
  element.addEventListener("click", () => {
    const open = !screen.switches.starts;
    screen.turn({ starts: open });
    if (open && !session.readonly) session.edit({ kind: "starts", count: STARTS });
  });
  const update = (): void => {
    element.disabled = session.readonly && session.starts === null;
    element.setAttribute("aria-expanded", String(screen.switches.starts));
  };
  return { element, update };
}

/** A widget whose parameters can be changed. */
interface Changed {
  readonly session: { readonly readonly: boolean; edit(edit: Edit): void };
  readonly words: Words;
  turn(change: object): void;
}

/** A number that can be typed; one that counts things can be stepped too. `now` is the control with its present value. */
export function numberControl(screen: Changed, now: () => Control): Panel {
  const { session, words } = screen;
  const { name, label, title, kind } = now();
  const ask = (value: number): void => session.edit({ kind: "param", name, value });
  const input = el("input", { type: "number", class: `tc-number ${kind === "number" ? "tc-wide" : ""}`, "aria-label": title, title });
  input.addEventListener("change", () => {
    const value = Number(input.value);
    const inside = input.value !== "" && value >= Number(input.min) && !(value > Number(input.max || Infinity)) && (kind === "number" || Number.isInteger(value));
    if (inside) ask(value);
    else screen.turn({}); // shows the present value again
  });
  const button = (by: number): HTMLButtonElement => {
    const text = words(by < 0 ? "control.fewer" : "control.more", { name: label });
    const made = el("button", { type: "button", class: "tc-button tc-small", "aria-label": text, title: text }, by < 0 ? "−" : "+");
    made.addEventListener("click", () => {
      input.value = String(Number(input.value) + by); // two quick presses are two steps
      ask(Number(input.value));
    });
    return made;
  };
  const [fewer, more] = [button(-1), button(1)];
  const element = el("span", { class: "tc-group" }, el("label", { class: "tc-field" }, label, input), ...(COUNTS.has(name) ? [fewer, more] : []));
  const update = (): void => {
    const { value, min, max, step } = now();
    Object.assign(input, { min: String(min), max: max == null ? "" : String(max), step: kind === "number" ? "any" : String(step), disabled: session.readonly });
    input.value = String(kind === "number" ? Number(Number(value).toPrecision(4)) : value);
    fewer.disabled = more.disabled = session.readonly;
    enable(fewer, Number(value) > Number(min));
    enable(more, max == null || Number(value) < Number(max));
  };
  return { element, update };
}

function choiceControl({ session }: Screen, now: () => Control): Panel {
  const { name, label, title } = now();
  const select = el("select", { class: "tc-select", title });
  let listed = "";
  select.addEventListener("change", () => session.edit({ kind: "param", name, value: select.value }));
  const element = el("label", { class: "tc-field" }, label, select);
  const update = (): void => {
    const { value, options = [] } = now();
    if (options.join() !== listed) {
      listed = options.join();
      select.replaceChildren(...options.map((option) => el("option", { value: option, disabled: option === PLACED }, option)));
    }
    select.value = String(value);
    select.disabled = session.readonly;
  };
  return { element, update };
}

/** Centers that were placed by hand: a start that can't be chosen. */
const PLACED = "placed";

function toolControl(screen: Screen): Panel {
  const { session, words } = screen;
  const unfit = session.trace.head.placing ? "look" : "centers";
  const tools = TOOLS.filter((tool) => tool !== unfit);
  const select = el("select", { class: "tc-select", title: words("control.tool.title") },
    ...tools.map((tool) => el("option", { value: tool }, words(`control.tool.${tool}`))));
  select.addEventListener("change", () => screen.turn({ tool: select.value as Switches["tool"] }));
  const element = el("label", { class: "tc-field" }, words("control.tool"), select);
  const update = (): void => {
    select.value = screen.switches.tool;
    select.disabled = session.readonly;
  };
  return { element, update };
}

/** A widget with things to switch on and off. */
type Switchboard<N extends string> = Moved & { switches: Record<N, boolean>; turn(change: Partial<Record<N, boolean>>): void };

/** A button that stays pressed while its switch is on. */
export function toggle<N extends string>(screen: Switchboard<N>, name: N, called: string = name): Panel {
  const { words, session } = screen;
  const element = el("button", { type: "button", class: "tc-button tc-toggle", title: words(`control.${called}.title`), "data-act": `control.${called}` }, words(`control.${called}`));
  element.addEventListener("click", () => screen.turn({ [name]: !screen.switches[name] } as Partial<Record<N, boolean>>));
  const update = (): void => {
    element.setAttribute("aria-pressed", String(screen.switches[name]));
    if (called === "regions") enable(element, session.trace.head.plane);
  };
  return { element, update };
}
