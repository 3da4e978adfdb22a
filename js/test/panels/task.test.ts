// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { taskOf, taskPanel, type Task } from "../../src/panels/task";
import { FakeModel } from "../wire";
import { show, type Shown } from "../widgets/stepper/fake_screen";

const TASK: Task = {
  text: "Draw ten points.", tool: "draw", solved: false,
  conditions: [{ text: "Ten points.", met: false, seen: "now 4" }, { text: "Two groups.", met: true, seen: "sizes 2, 2" }],
};
const SOLVED: Task = { ...TASK, solved: true, conditions: TASK.conditions.map((one) => ({ ...one, met: true })) };

function open(task: Task = TASK, more: Record<string, unknown> = {}): Shown {
  let model: FakeModel | undefined;
  const shown = show((screen) => {
    model = screen.session.model as FakeModel;
    return taskPanel(screen, model)!;
  }, "density", { task, ...more });
  return shown;
}

const texts = (shown: Shown, selector: string): string[] => [...shown.element.querySelectorAll(selector)].map((e) => e.textContent ?? "");
const button = (shown: Shown, act: string): HTMLButtonElement => shown.element.querySelector(`[data-act='${act}']`)!;

afterEach(() => { document.body.replaceChildren(); });

describe("a task", () => {
  it("is there where a Stepper has one", () => {
    expect(taskOf(new FakeModel({}))).toBeNull();
    expect(taskOf(new FakeModel({ task: {} }))).toBeNull();
    expect(taskOf(new FakeModel({ task: TASK }))).toBe(TASK);
  });

  it("says what to build, and of each condition whether it holds, by mark and word", () => {
    const shown = open();
    expect(texts(shown, ".tc-question")).toEqual(["Draw ten points."]);
    expect(texts(shown, "li")).toEqual(["○Ten points.task.unmet: now 4", "✓Two groups.task.met: sizes 2, 2"]);
    expect(texts(shown, ".tc-verdict")).toEqual(["task.progress 1 2"]);
  });

  it("about the end of a fit tells nothing of it before it has been on screen", () => {
    const shown = open({ ...TASK, tool: "centers" });
    shown.screen.switches.future = false;
    shown.screen.setSwitches({});
    const announce = vi.spyOn(shown.screen, "announce");
    expect(texts(shown, "li")).toEqual(["○Ten points.task.waits", "○Two groups.task.waits"]);
    expect(texts(shown, ".tc-verdict")).toEqual(["task.later"]);
    shown.at(shown.screen.session.last);
    expect(texts(shown, "li")).toEqual(["○Ten points.task.unmet: now 4", "✓Two groups.task.met: sizes 2, 2"]);
    expect(texts(shown, ".tc-verdict")).toEqual(["task.progress 1 2"]);
    expect(announce.mock.calls).toEqual([["task.progress 1 2"]]);
    shown.at(0); // what has been seen stays
    expect(texts(shown, "li")[1]).toBe("✓Two groups.task.met: sizes 2, 2");
  });

  it("follows Python's verdict, and says it to a screen reader once", () => {
    const shown = open();
    const announce = vi.spyOn(shown.screen, "announce");
    shown.model.receive("task", SOLVED);
    shown.screen.setSwitches({});
    expect(texts(shown, ".tc-verdict")).toEqual(["task.solved"]);
    expect(shown.element.classList.contains("tc-solved")).toBe(true);
    expect(announce).toHaveBeenCalledTimes(1);
    expect(announce).toHaveBeenCalledWith("task.solved");
  });

  it("offers the tools for points, or the one for centers", () => {
    expect(texts(open(), ".tc-choices button")).toEqual(["task.draw", "task.move", "task.delete"]);
    const centers = open({ ...TASK, tool: "centers" });
    expect(texts(centers, ".tc-choices button")).toEqual(["task.centers"]);
    const shown = open();
    button(shown, "task.delete").click();
    expect(shown.screen.switches.tool).toBe("delete");
    expect(button(shown, "task.delete").getAttribute("aria-pressed")).toBe("true");
    expect(button(shown, "task.draw").getAttribute("aria-pressed")).toBe("false");
  });

  it("begins again when asked, and undoes what can be undone", () => {
    const shown = open();
    expect(button(shown, "transport.undo").getAttribute("aria-disabled") ?? String(button(shown, "transport.undo").disabled)).toBe("true");
    button(shown, "task.again").click();
    expect(shown.edits).toEqual([{ kind: "start_again" }]);
  });

  it("says in a page without Python that building needs the notebook", () => {
    const shown = open(TASK, { readonly: true });
    expect(texts(shown, ".tc-verdict")).toEqual(["task.readonly"]);
    expect(button(shown, "task.draw").disabled).toBe(true);
  });

  it("stops to listen at its end", () => {
    const model = new FakeModel({ task: TASK });
    const off = vi.spyOn(model, "off");
    const shown = show((screen) => {
      const panel = taskPanel(screen, model)!;
      panel.end();
      return panel;
    }, "density");
    expect(off).toHaveBeenCalledWith("change:task", expect.any(Function));
    expect(shown.element).toBeTruthy();
  });
});
