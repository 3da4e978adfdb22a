/** A build task: what to build, which of its conditions hold, and the tools to build with. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import type { Session } from "../core/session";
import type { ModelLike } from "../core/types";
import type { Words } from "../core/words";
import { action, choiceButtons } from "./buttons";
import type { Panel } from "./panel";

/** A widget that a task can be about. */
interface Screen {
  readonly words: Words;
  readonly session: Pick<Session<unknown>, "readonly" | "canUndo" | "undo" | "edit">;
  /** the end of what is shown has been on screen */
  readonly knowsEnd: boolean;
  readonly switches: { tool: string };
  setSwitches(change: { tool: Task["tool"] }): void;
  announce(text: string): void;
}

interface Condition { text: string; met: boolean; seen: string }

/** The `task` trait of a widget that has one; Python judges after each change. */
export interface Task { text: string; tool: "centers" | "draw" | "move" | "delete"; solved: boolean; conditions: Condition[] }

/** Tools by their words: a task is about centers, or about points. */
type Tools = Record<Task["tool"], string>;
const CENTERS = { centers: "task.centers" } as Tools;
const POINTS = { draw: "task.draw", move: "task.move", delete: "task.delete" } as Tools;

export interface TaskPanel extends Panel { end(): void }

/** The task of a widget; null of a Stepper without one. */
export function taskOf(model: ModelLike): Task | null {
  const task = model.get("task") as Task | undefined;
  return task?.conditions ? task : null;
}

export function taskPanel(screen: Screen, model: ModelLike): TaskPanel | null {
  const first = taskOf(model);
  if (first === null) return null;
  const { session, words } = screen;
  const conditions = el("ul", { class: "tc-conditions" });
  const verdict = el("p", { class: "tc-verdict" });
  const tools = choiceButtons<Task["tool"]>(screen, "control.tool", first.tool === "centers" ? CENTERS : POINTS, (tool) => screen.setSwitches({ tool }));
  const undo = action(screen, "transport.undo", () => session.undo());
  const again = action(screen, "task.again", () => session.edit({ kind: "start_again" }));
  const element = el("section", { class: "tc-task", role: "group", "aria-label": words("task.label") },
    el("p", { class: "tc-question" }, first.text), conditions,
    el("div", { class: "tc-row" }, tools.element, undo, again), verdict);
  let drawn: Task | null = null;
  /** whether the verdict was told: it is about the end of the fit, which a run shows first */
  let open = false;
  const update = (): void => {
    tools.press(screen.switches.tool as Task["tool"], session.readonly);
    enable(undo, session.canUndo && !session.readonly);
    enable(again, !session.readonly);
    const task = taskOf(model);
    if (task === null || (task === drawn && open === screen.knowsEnd)) return;
    const told = session.readonly ? words("task.readonly") : screen.knowsEnd ? verdictOf(task) : words("task.later");
    if (drawn !== null && screen.knowsEnd) screen.announce(told);
    [drawn, open] = [task, screen.knowsEnd];
    element.classList.toggle("tc-solved", task.solved && open);
    conditions.replaceChildren(...task.conditions.map(({ text, met: holds, seen }) => {
      const met = holds && open;
      return el("li", { class: met ? "tc-met" : "" },
        el("span", { class: "tc-mark", "aria-hidden": "true" }, met ? "✓" : "○"),
        el("span", {}, text, el("span", { class: "tc-muted" }, open ? `${words(met ? "task.met" : "task.unmet")}: ${seen}` : words("task.waits"))));
    }));
    verdict.textContent = told;
  };
  const verdictOf = ({ conditions: all, solved }: Task): string =>
    (solved ? words("task.solved") : words("task.progress", { met: all.filter(({ met }) => met).length, n: all.length }));
  model.on("change:task", update);
  return { element, update, end: () => model.off("change:task", update) };
}
