/** The algorithm's own controls: k, start, seed, tool, and the switches. */
import { el } from "../../core/dom";
import type { Control } from "../../core/types";
import { action, equalButton, regionsButton, switchButton } from "../../panels/buttons";
import { numberField } from "../../panels/number_field";
import type { Panel } from "../../panels/panel";
import { scalingPanel } from "../../panels/scaling";
import type { Screen, Switches } from "./screen";

const TOOLS = ["centers", "look", "draw", "move", "delete"] as const;
const STARTS = 100;
/** Switches that algorithms have in the place of k-means' regions. */
const AREAS: ReadonlySet<string> = new Set(["hulls", "ellipses", "bells", "edges"]);

/** The name of the control of the scaling, beside those of parameters. */
export const SCALING = "scaling";

/** The control of the one parameter that a lesson is about, where it names one. */
export function leadControl(screen: Screen, name: unknown): Panel | null {
  if (name === SCALING) return screen.session.trace.head.scaling ? scalingPanel(screen) : null;
  const now = (): Control | undefined => screen.session.trace.head.controls.find((control) => control.name === name);
  return now() === undefined ? null : parameterField(screen, () => now()!);
}

/** All controls but the one named. */
export function controlsPanel(screen: Screen, lead: unknown = null): Panel {
  return rebuilt(screen, () => [...parameterFields(screen, lead), toolControl(screen), ...otherControls(screen, lead)]);
}

/** The parameters of the estimator on screen. */
export function parametersPanel(screen: Screen): Panel {
  return rebuilt(screen, () => parameterFields(screen));
}

/** What there is to change beside the parameters, where tools are chosen elsewhere. */
export function switchesPanel(screen: Screen): Panel {
  return rebuilt(screen, () => otherControls(screen));
}

/** A row of controls, made anew for another estimator. */
function rebuilt(screen: Screen, make: () => Panel[]): Panel {
  const { session } = screen;
  const element = el("div", { class: "tc-row" });
  let parts: Panel[] = [];
  let made = "";
  const update = (): void => {
    const { head } = session.trace;
    const wanted = [head.algorithm, head.switches, head.placing, head.scaling !== undefined, ...head.controls.map(({ name }) => name)].join();
    if (wanted !== made) {
      parts = make();
      element.replaceChildren(...parts.map((part) => part.element));
    }
    made = wanted;
    for (const part of parts) part.update();
  };
  return { element, update };
}

function parameterFields(screen: Screen, lead: unknown = null): Panel[] {
  const now = (i: number): Control => screen.session.trace.head.controls[i]!;
  return screen.session.trace.head.controls.flatMap(({ name }, i) => (name === lead ? [] : [parameterField(screen, () => now(i))]));
}

function otherControls(screen: Screen, lead: unknown = null): Panel[] {
  const { head } = screen.session.trace;
  return [
    ...(head.fresh ? [freshButton(screen)] : []),
    ...(head.placing ? [startsButton(screen)] : []),
    ...head.switches.map((name) => switchOf(screen, name)),
    ...(lead === SCALING ? [] : [head.scaling ? scalingPanel(screen) : equalButton(screen)]),
  ];
}

function parameterField(screen: Screen, now: () => Control): Panel {
  return now().kind === "choice" ? choiceControl(screen, now) : numberField(screen, now);
}

function switchOf(screen: Screen, name: string): Panel {
  if (name === "regions") return regionsButton(screen);
  return AREAS.has(name) ? switchButton(screen, "regions", `control.${name}`) : switchButton(screen, name as "ask" | "links");
}

function freshButton(screen: Screen): Panel {
  const { session } = screen;
  const element = action(screen, "control.fresh", () => session.edit({ kind: "new_start" }));
  return { element, update: () => { element.disabled = session.readonly; } };
}

function startsButton(screen: Screen): Panel {
  const { session, words } = screen;
  const element = el("button", { type: "button", class: "tc-button", title: words("control.starts.title"), "data-act": "control.starts" }, words("control.starts", { n: STARTS }));
  element.addEventListener("click", () => {
    const open = !screen.switches.starts;
    screen.setSwitches({ starts: open });
    if (open && !session.readonly) session.edit({ kind: "starts", count: STARTS });
  });
  const update = (): void => {
    element.disabled = session.readonly && session.starts === null;
    element.setAttribute("aria-expanded", String(screen.switches.starts));
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
  select.addEventListener("change", () => screen.setSwitches({ tool: select.value as Switches["tool"] }));
  const element = el("label", { class: "tc-field" }, words("control.tool"), select);
  const update = (): void => {
    select.value = screen.switches.tool;
    select.disabled = session.locked;
  };
  return { element, update };
}
