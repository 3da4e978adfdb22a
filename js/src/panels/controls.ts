/** The algorithm's own controls: k, start, seed, tool, and the switches. */
import { el } from "../core/dom";
import type { Edit } from "../core/types";
import type { Common, Panel, Screen, Switches } from "./screen";

const TOOLS = ["centers", "draw", "move", "delete"] as const;
const STARTS = 100;

export function controlsPanel(screen: Screen): Panel {
  const { session, words } = screen;
  const parts = [kControl(screen), startControl(screen), seedControl(screen), toolControl(screen)];
  const fresh = el("button", { type: "button", class: "tc-button", title: words("control.fresh.title"), "data-act": "control.fresh" }, words("control.fresh"));
  fresh.addEventListener("click", () => session.edit({ kind: "new_start" }));
  const many = el("button", { type: "button", class: "tc-button", title: words("control.starts.title"), "data-act": "control.starts" }, words("control.starts", { n: STARTS }));
  many.addEventListener("click", () => {
    const open = !screen.switches.starts;
    screen.turn({ starts: open });
    if (open && !session.readonly) session.edit({ kind: "starts", count: STARTS });
  });
  const switches = (["ask", "regions", "links", "table", "help"] as const).map((name) => toggle(screen, name));
  const element = el("div", { class: "tc-row tc-controls", role: "group", "aria-label": words("control.group") },
    ...parts.map((part) => part.element), fresh, many, ...switches.map((part) => part.element));
  const update = (): void => {
    for (const part of [...parts, ...switches]) part.update();
    fresh.disabled = session.readonly;
    many.disabled = session.readonly && session.starts === null;
    many.setAttribute("aria-expanded", String(screen.switches.starts));
  };
  return { element, update };
}

/** A whole number that can be stepped and typed. */
function numberField(label: string, title: string, ask: (value: number) => Edit, screen: Screen): Panel & { input: HTMLInputElement } {
  const { session } = screen;
  const input = el("input", { type: "number", class: "tc-number", step: 1, "aria-label": title, title });
  input.addEventListener("change", () => {
    const value = Number(input.value);
    const inside = Number.isInteger(value) && value >= Number(input.min) && value <= Number(input.max);
    if (inside && input.value !== "") session.edit(ask(value));
    else screen.turn({}); // shows the present value again
  });
  const element = el("label", { class: "tc-field" }, label, input);
  const update = (): void => { input.disabled = session.readonly; };
  return { element, input, update };
}

function kControl(screen: Screen): Panel {
  const { session, words } = screen;
  const field = numberField(words("control.k"), words("control.k.title"), (value) => ({ kind: "n_clusters", value }), screen);
  const step = (by: number): HTMLButtonElement => {
    const key = by < 0 ? "control.k.less" : "control.k.more";
    const button = el("button", { type: "button", class: "tc-button tc-small", "aria-label": words(key), title: words(key) }, by < 0 ? "−" : "+");
    button.addEventListener("click", () => session.edit({ kind: "n_clusters", value: session.trace.head.controls.n_clusters.value + by }));
    return button;
  };
  const [less, more] = [step(-1), step(1)];
  const element = el("span", { class: "tc-group" }, field.element, less, more);
  const update = (): void => {
    const { value, min, max } = session.trace.head.controls.n_clusters;
    field.update();
    Object.assign(field.input, { min: String(min), max: String(max), value: String(value) });
    less.disabled = session.readonly || value <= min;
    more.disabled = session.readonly || value >= max;
  };
  return { element, update };
}

function startControl({ session, words }: Screen): Panel {
  const select = el("select", { class: "tc-select", title: words("control.init.title") });
  let listed = "";
  select.addEventListener("change", () => session.edit({ kind: "init", value: select.value }));
  const element = el("label", { class: "tc-field" }, words("control.init"), select);
  const update = (): void => {
    const { value, options } = session.trace.head.controls.init;
    const all = options.includes(value) ? options : [value, ...options];
    if (all.join() !== listed) {
      listed = all.join();
      select.replaceChildren(...all.map((name) => el("option", { value: name, disabled: !options.includes(name) }, words(`control.init.${name}`))));
    }
    select.value = value;
    select.disabled = session.readonly;
  };
  return { element, update };
}

function seedControl(screen: Screen): Panel {
  const { session, words } = screen;
  const field = numberField(words("control.seed"), words("control.seed.title"), (value) => ({ kind: "random_state", value }), screen);
  Object.assign(field.input, { min: "0", max: "4294967295" });
  const update = (): void => {
    field.update();
    field.input.value = String(session.trace.head.controls.random_state);
  };
  return { element: field.element, update };
}

function toolControl(screen: Screen): Panel {
  const { session, words } = screen;
  const select = el("select", { class: "tc-select", title: words("control.tool.title") },
    ...TOOLS.map((tool) => el("option", { value: tool }, words(`control.tool.${tool}`))));
  select.addEventListener("change", () => screen.turn({ tool: select.value as Switches["tool"] }));
  const element = el("label", { class: "tc-field" }, words("control.tool"), select);
  const update = (): void => {
    select.value = screen.switches.tool;
    select.disabled = session.readonly;
  };
  return { element, update };
}

/** A widget with things to switch on and off. */
type Switchboard<N extends string> = Common & { switches: Record<N, boolean>; turn(change: Partial<Record<N, boolean>>): void };

/** A button that stays pressed while its switch is on. */
export function toggle<N extends string>(screen: Switchboard<N>, name: N): Panel {
  const { words, session } = screen;
  const element = el("button", { type: "button", class: "tc-button tc-toggle", title: words(`control.${name}.title`), "data-act": `control.${name}` }, words(`control.${name}`));
  element.addEventListener("click", () => screen.turn({ [name]: !screen.switches[name] } as Partial<Record<N, boolean>>));
  const update = (): void => {
    element.setAttribute("aria-pressed", String(screen.switches[name]));
    if (name === "regions") element.disabled = !session.trace.head.plane;
  };
  return { element, update };
}
