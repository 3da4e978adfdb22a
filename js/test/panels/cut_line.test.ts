// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cutLine, type CutLineHost } from "../../src/panels/cut_line";
import { key, layOutTops, pointer } from "../widgets/stepper/fake_screen";

let host: { [K in keyof Omit<CutLineHost, "label">]: ReturnType<typeof vi.fn> };
let off = false;
let line: ReturnType<typeof cutLine>;
const heard = vi.fn();

beforeEach(() => {
  off = false;
  layOutTops(-12); // as theme.css has it
  host = { drag: vi.fn(), drop: vi.fn(), nudge: vi.fn(), disabled: vi.fn(() => off) };
  line = cutLine({ label: "Cut", ...host } as CutLineHost);
  line.place(100, "3 clusters at 7", 7, 20);
  document.body.replaceChildren(line.element);
  document.body.addEventListener("keydown", heard);
});
afterEach(() => { document.body.removeEventListener("keydown", heard); heard.mockClear(); vi.restoreAllMocks(); });

describe("a cut line", () => {
  it("is a slider that says where it is", () => {
    const attributes = ["role", "aria-label", "aria-orientation", "aria-valuenow", "aria-valuetext", "aria-disabled", "tabindex"];
    expect(attributes.map((name) => line.element.getAttribute(name))).toEqual(["slider", "Cut", "vertical", "7", "3 clusters at 7", "false", "0"]);
    expect(line.element.style.top).toBe("100px");
    expect(line.element.textContent).toBe("3 clusters at 7");
    line.place(4, "one", 0.5, 20);
    expect(attributes.slice(3, 5).map((name) => line.element.getAttribute(name))).toEqual(["0.5", "one"]);
  });

  it("has its words below it near the top", () => {
    expect(line.element.classList).not.toContain("tc-cut-low");
    line.place(10, "", 0, 20);
    expect(line.element.classList).toContain("tc-cut-low");
  });

  it("has a handle without a line where none is to be drawn", () => {
    expect(line.element.classList).not.toContain("tc-cut-undrawn");
    line.place(100, "", 0, 20, false);
    expect(line.element.classList).toContain("tc-cut-undrawn");
    line.place(100, "", 0, 20);
    expect(line.element.classList).not.toContain("tc-cut-undrawn");
  });

  it("is dragged by as far as the pointer goes, wherever it was taken hold of", () => {
    pointer(line.element, "pointerdown", 305);
    expect(document.activeElement).toBe(line.element);
    expect(host.drag).not.toHaveBeenCalled();
    const asked = (): number => host.drag.mock.lastCall![0] as number;
    pointer(line.element, "pointermove", 305);
    const start = asked();
    pointer(line.element, "pointermove", 285);
    expect(asked() - start).toBe(-20);
    line.place(50, "", 1, 20);
    pointer(line.element, "pointermove", 335);
    expect(asked() - start).toBe(30);
    expect(host.drop).not.toHaveBeenCalled();
    pointer(line.element, "pointerup", 335);
    expect(host.drop).toHaveBeenCalledOnce();
    pointer(line.element, "pointermove", 100);
    expect(host.drag).toHaveBeenCalledTimes(3);
  });

  // cut_line.ts: `offsetTop` leaves the margin of -12 px out of account, which `style.top` has in it
  it("stays where it is when it is taken hold of", () => {
    pointer(line.element, "pointerdown", 305);
    pointer(line.element, "pointermove", 305);
    expect(host.drag).toHaveBeenLastCalledWith(100);
  });

  it("is let go once, also when the pointer is taken away", () => {
    pointer(line.element, "pointerdown", 100);
    pointer(line.element, "pointercancel", 100);
    pointer(line.element, "pointerup", 100);
    expect(host.drop).toHaveBeenCalledOnce();
  });

  it("is not moved by a pointer that only passes, or by another button", () => {
    pointer(line.element, "pointermove", 50);
    pointer(line.element, "pointerup", 50);
    pointer(line.element, "pointerdown", 50, { button: 2 });
    pointer(line.element, "pointermove", 60);
    expect([host.drag.mock.calls, host.drop.mock.calls]).toEqual([[], []]);
  });

  it("is moved by the up and down arrows, which go no further", () => {
    expect(key(line.element, "ArrowUp")).toBe(false);
    expect(key(line.element, "ArrowDown")).toBe(false);
    expect(host.nudge.mock.calls).toEqual([[1], [-1]]);
    expect(heard).not.toHaveBeenCalled();
    expect(key(line.element, "ArrowLeft")).toBe(true);
    expect(heard).toHaveBeenCalledOnce();
    expect(host.nudge).toHaveBeenCalledTimes(2);
  });

  it("can't be moved while it is disabled, and says so", () => {
    off = true;
    line.place(100, "", 7, 20);
    expect(line.element.getAttribute("aria-disabled")).toBe("true");
    pointer(line.element, "pointerdown", 100);
    pointer(line.element, "pointermove", 50);
    key(line.element, "ArrowUp");
    expect([host.drag.mock.calls, host.nudge.mock.calls]).toEqual([[], []]);
  });
});
