// @vitest-environment jsdom
/** "Ask me first": what is asked, how an answer is judged, and that a question goes with its step. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { askPanel } from "../../../src/widgets/stepper/ask";
import type { AskPanel } from "../../../src/widgets/stepper/sides";
import { makeWire } from "../../wire";
import { show } from "./fake_screen";

afterEach(() => document.body.replaceChildren());

function start(step: number) {
  const plane = { ask: vi.fn(), mark: vi.fn(), ring: vi.fn() };
  let ask!: AskPanel;
  const wire = makeWire();
  wire.centers = new DataView(new Float32Array([0, 0, 8, 0, 1, 0.5, 9, 0.5]).buffer);
  const shown = show((screen) => {
    Object.assign(screen.plane, plane);
    return (ask = askPanel(screen));
  }, "density", { trace: wire });
  shown.screen.switches.ask = true;
  shown.at(step);
  const find = (selector: string): HTMLElement => shown.element.querySelector<HTMLElement>(selector)!;
  return { ...shown, plane, ask, find, verdict: () => find(".tc-verdict").textContent!, box: find(".tc-ask") };
}

describe("a question", () => {
  it("where a center goes is answered on the plane, and judged by how far off it is", () => {
    const judged = ([[1, 0.5], [1, 0.9], [5, 5]] as [number, number][]).map((guess) => {
      const { ask, plane, verdict } = start(2);
      expect(ask.open()).toBe(true);
      expect(plane.ask).toHaveBeenLastCalledWith(true);
      ask.answer(guess, null);
      expect(plane.mark).toHaveBeenLastCalledWith([], guess, [1, 0.5]);
      return verdict().split(" ")[0];
    });
    expect(judged).toEqual(["ask.where.right", "ask.where.near", "ask.where.far"]);
  });

  it("which cluster a point joins is answered by a button", () => {
    const { ask, verdict, element, plane, find } = start(1);
    ask.open();
    expect(plane.ring).toHaveBeenLastCalledWith(expect.any(Number));
    expect([ask.waits, find(".tc-verdict").dataset["mark"]]).toEqual([true, ""]);
    const buttons = [...element.querySelectorAll("button")];
    expect(buttons.map((button) => button.textContent!.trim())).toEqual(["A", "B", "ask.skip"]);
    buttons[0]!.click();
    expect(verdict()).toMatch(/^ask\.first\.(right|wrong) [AB]$/);
    expect(find(".tc-verdict").dataset["mark"]).toBe(verdict().includes("right") ? "✔" : "✘");
    expect(document.activeElement!.textContent).toBe("ask.show");
    expect(ask.waits).toBe(false);
    ask.close();
    expect(plane.ring).toHaveBeenLastCalledWith(null);
  });

  it("which points change is answered by marking them, or by how many", () => {
    const marked = start(3);
    marked.ask.open();
    for (const point of [2, 5, 5]) marked.ask.answer([0, 0], point);
    expect(marked.plane.mark).toHaveBeenLastCalledWith([2], null, null);
    marked.find("form").dispatchEvent(new Event("submit", { cancelable: true }));
    expect(marked.verdict()).toBe("ask.which.marked 1 1 1");
    const told = ["", "1", "0", "4"].map((typed) => {
      const { ask, find, verdict } = start(3);
      ask.open();
      (find("input") as HTMLInputElement).value = typed;
      find("form").dispatchEvent(new Event("submit", { cancelable: true }));
      return verdict();
    });
    expect(told).toEqual(["ask.which.empty", "ask.which.right 1 1", "ask.which.more 0 1", "ask.which.fewer 4 1"]);
  });

  it("tells nothing before the answer, takes one answer, and lets the learner on after it", () => {
    const { ask, verdict } = start(2);
    ask.open();
    expect([verdict(), ask.open()]).toEqual(["", true]);
    ask.answer([1, 0.5], null);
    const first = verdict();
    ask.answer([9, 9], null);
    expect([verdict(), ask.open(), ask.isOpen]).toEqual([first, false, false]);
  });

  it("is skipped by a button or by Escape, which goes on without a verdict", () => {
    for (const skip of [
      (box: HTMLElement) => box.querySelector<HTMLElement>(".tc-skip")!.click(),
      (box: HTMLElement) => void box.querySelector("input")!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })),
    ]) {
      const { ask, box, verdict, screen } = start(2);
      const forward = vi.spyOn(screen, "forward").mockImplementation(() => undefined);
      ask.open();
      skip(box);
      expect([forward.mock.calls.length, verdict(), ask.open(), ask.isOpen]).toEqual([1, "", false, false]);
    }
  });

  it("is not there where nothing is to be asked, and goes when the learner goes elsewhere", () => {
    expect(start(5).ask.open()).toBe(false);
    const { ask, at, box, plane } = start(2);
    ask.open();
    at(4);
    expect([ask.isOpen, box.hidden]).toEqual([false, true]);
    expect(plane.ask).toHaveBeenLastCalledWith(false);
  });
});
