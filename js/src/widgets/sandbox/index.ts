/** What makes a Stepper a Sandbox: tools that paint, shapes, files, and the estimator that is picked. */
import { el } from "../../core/dom";
import { enable } from "../../core/focus";
import type { Hand } from "../../core/plane_scene";
import type { ModelLike, PlaneOptions } from "../../core/types";
import { action, choiceButtons } from "../../panels/buttons";
import { panelOf, type Panel } from "../../panels/panel";
import { filesPanel, unread } from "./files";
import { hands, type HandName } from "./hands";
import { editorOf } from "./local";
import { rounded, type Point } from "./points";
import { IN_A_LINK, pointsIn } from "./points_text";
import { randomFrom } from "./random";
import { drawingOf, type Drawing, type Painted } from "./screen";
import css from "./sandbox.css";

type ToolName = HandName | "look" | "move";

const TOOLS: Readonly<Record<ToolName, string>> = {
  brush: "sandbox.brush", put: "sandbox.put", move: "sandbox.move", erase: "sandbox.erase",
  jitter: "sandbox.jitter", magnet: "sandbox.magnet", look: "sandbox.look",
};
/** Tools with a circle. */
const SIZED: ReadonlySet<ToolName> = new Set(["brush", "erase", "jitter", "magnet"]);
/** Changes after which a point has another number, or another place. */
const RENUMBERING: ReadonlySet<string> = new Set(["points_delete", "points_move", "points_set", "preset", "restore"]);
/** Points of noise that are added at once. */
const NOISE = 25;
const START = { size: 6, density: 3 };
const [MOST_SIZE, MOST_DENSITY] = [20, 10];

export interface Sandbox extends Panel { readonly hint: string; readonly readonly: string; readonly hand: Hand | null; end(): void }

/** Make the panel above the plane; null of a widget that is no Sandbox. */
export function sandboxPanel(screen: Painted, model: ModelLike, parameters: Panel): Sandbox | null {
  const first = drawingOf(model);
  if (first === null) return null;
  const { session, words } = screen;
  const now = (): Drawing => drawingOf(model) ?? first;
  const setting = { ...START };
  const ahead = counter(screen);
  const made = hands(() => ({ ...setting, seed: first.random_state, most: first.most, count: ahead(), renumbered: session.requests.ahead().some(({ kind }) => RENUMBERING.has(kind)) }));
  let tool: ToolName = "brush";
  screen.switches.tool = "hand";
  if (session.readonly) session.editor = editorOf(screen, first);

  const tools = toolsPanel(screen, setting, () => tool, (chosen) => {
    tool = chosen;
    screen.setSwitches({ tool: planeTool(chosen, session.trace.head.placing) });
  });
  const files = filesPanel(screen, first.most);
  files.element.hidden = true;
  const open = action(screen, "sandbox.files", () => {
    files.element.hidden = !files.element.hidden;
    screen.setSwitches({});
  });
  const actions = actionsPanel(screen, first, open, ahead);
  const picked = estimatorPanel(screen, now, parameters);
  const told = teller(screen);
  const element = el("section", { class: "tc-sandbox", role: "group", "aria-label": words("sandbox.label") }, el("style", {}, css));
  const whole = panelOf(element, tools, actions, files, picked);
  openLink(screen, first.most);
  return {
    element, light: whole.light!,
    hint: words("sandbox.hint"),
    readonly: words("sandbox.readonly"),
    get hand() { return tool === "look" || tool === "move" ? null : made[tool]; },
    update: () => {
      open.setAttribute("aria-expanded", String(!files.element.hidden));
      whole.update();
      told();
    },
    end: () => { session.editor = null; },
  };
}

function planeTool(tool: ToolName, placing: boolean): PlaneOptions["tool"] {
  return tool === "look" ? (placing ? "centers" : "look") : tool === "move" ? "move" : "hand";
}

function toolsPanel(screen: Painted, setting: { size: number; density: number }, now: () => ToolName, choose: (tool: ToolName) => void): Panel {
  const { words } = screen;
  const choice = choiceButtons<ToolName>(screen, "sandbox.tools", TOOLS, choose);
  const slider = (name: "size" | "density", most: number): [HTMLElement, HTMLInputElement] => {
    const input = el("input", { type: "range", min: 1, max: most, value: setting[name], class: "tc-slide", title: words(`sandbox.${name}.title`) });
    input.addEventListener("input", () => {
      setting[name] = Number(input.value);
      screen.setSwitches({}); // the circle is drawn with its new size
    });
    return [el("label", { class: "tc-field" }, words(`sandbox.${name}`), input), input];
  };
  const [size, sizeInput] = slider("size", MOST_SIZE);
  const [density, densityInput] = slider("density", MOST_DENSITY);
  const element = el("div", { class: "tc-row tc-paint-tools" }, choice.element, size, density);
  const update = (): void => {
    const locked = screen.session.locked;
    choice.press(now(), locked);
    sizeInput.disabled = locked || !SIZED.has(now());
    densityInput.disabled = locked || now() !== "brush";
  };
  return { element, update };
}

function actionsPanel(screen: Painted, { presets, random_state, most }: Drawing, files: HTMLElement, count: () => number): Panel {
  const { session, words } = screen;
  const shape = el("select", { class: "tc-select", title: words("sandbox.shape.title"), "aria-label": words("sandbox.shape.title") },
    el("option", { value: "" }, words("sandbox.shape")), ...presets.map(({ name, label }) => el("option", { value: name }, label)));
  shape.addEventListener("change", () => {
    if (shape.value !== "") session.edit({ kind: "preset", name: shape.value });
    shape.value = "";
  });
  const noise = action(screen, "sandbox.noise", () => {
    const { head: { domain } } = session.trace;
    const n = count();
    const random = randomFrom(random_state, n, NOISE);
    const [x0, x1, y0, y1] = domain;
    const to = Array.from({ length: Math.min(NOISE, most - n) }, (): Point =>
      rounded([x0 + (x1 - x0) * random(), y0 + (y1 - y0) * random()], domain));
    session.edit({ kind: "points_add", to });
  });
  noise.title = words("sandbox.noise.title", { n: NOISE });
  const clear = action(screen, "sandbox.clear", () => session.edit({ kind: "points_set", to: [] }));
  const undo = action(screen, "transport.undo", () => session.undo());
  const redo = action(screen, "transport.redo", () => session.redo());
  const element = el("div", { class: "tc-row" }, shape, noise, clear, undo, redo, files);
  const update = (): void => {
    const { locked, trace: { head: { n } } } = session;
    shape.disabled = locked;
    enable(noise, !locked && n < most);
    enable(clear, !locked && n > 0);
    enable(undo, !locked && session.canUndo);
    enable(redo, !locked && session.canRedo);
  };
  return { element, update };
}

function estimatorPanel({ session, words }: Painted, now: () => Drawing, parameters: Panel): Panel {
  const select = el("select", { class: "tc-select", title: words("sandbox.estimator.title") },
    ...now().estimators.map((name) => el("option", { value: name }, name)));
  select.addEventListener("change", () => session.edit({ kind: "estimator", name: select.value }));
  const line = el("code");
  const element = el("div", { class: "tc-row tc-picked" }, el("label", { class: "tc-field" }, words("sandbox.estimator"), select), parameters.element,
    el("p", { class: "tc-line" }, words("sandbox.line"), " ", line));
  const update = (): void => {
    select.value = now().estimator;
    select.disabled = session.readonly;
    line.textContent = line.title = now().line;
    parameters.update();
  };
  return { element, update };
}

/** How many points there are, with those that were asked for and have not come yet: however quick strokes follow each other, each has its own random numbers. */
function counter({ session }: Painted): () => number {
  return () => session.requests.ahead().reduce((count, edit) => (edit.kind === "points_add" ? count + edit.to.length : count), session.trace.head.n);
}

/** Tell a screen reader how many points came and went. */
function teller(screen: Painted): () => void {
  const { session, words } = screen;
  let before = session.trace;
  return () => {
    const { trace } = session;
    if (trace === before) return;
    const [was, all] = [before.head.n, trace.head.n];
    before = trace;
    if (all > was) screen.announce(words("sandbox.added", { n: all - was, all }));
    else if (all < was) screen.announce(words("sandbox.removed", { n: was - all, all }));
  };
}

/** In a page: the points that its address carries. */
function openLink(screen: Painted, most: number): void {
  const { session } = screen;
  if (!session.readonly || !location.hash.startsWith(IN_A_LINK)) return;
  const to = pointsIn(location.hash, most);
  if (to !== null) session.edit({ kind: "points_set", to });
  else session.complain(unread(screen, location.hash));
}
