// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EQUAL, planeScale } from "../../src/core/scales";
import type { Edit, Scaling } from "../../src/core/types";
import { axisHandles, type Stretched } from "../../src/panels/axis_handles";

let edits: Edit[];
let stretched: [number, number][];
let session: Stretched["session"] & { busy: boolean };
let shown: boolean;
let handles: ReturnType<typeof axisHandles>;

beforeEach(() => {
  vi.useFakeTimers();
  [edits, stretched, shown] = [[], [], true];
  session = { readonly: false, busy: false, merging: false, problem: null, trace: { head: {} }, edit: (edit: Edit) => { edits.push(edit); session.busy = true; } } as unknown as typeof session;
  answer(1, { features: "given", factors: [1, 1], handles: [true, true], names: ["age", "income"], why: "", code: "X" });
  handles = axisHandles({
    words: (key, said = {}) => [key, ...Object.values(said)].join(" "), session, shown: () => shown,
    stretch: (factors) => stretched.push(factors),
  });
  handles.update();
});
afterEach(() => { vi.useRealTimers(); });

/** Python's answer is on screen. */
function answer(id: number, change: Partial<Scaling>, n = 5000): void {
  Object.assign(session.trace.head, { id, n, scaling: { ...session.trace.head.scaling, ...change } });
  session.busy = false;
}
const range = (axis: number): HTMLInputElement => handles.element.querySelectorAll("input")[axis]!;
const grip = (axis: number): string => handles.element.querySelectorAll("span")[axis]!.textContent!;
const to = (axis: number, power: number): void => { range(axis).value = String(power); range(axis).dispatchEvent(new Event("input")); };
const leave = (axis: number): void => { range(axis).dispatchEvent(new Event("change")); };

describe("handles on the axes", () => {
  it("are sliders that say how long a feature is", () => {
    expect([range(0), range(1)].map((one) => one.getAttribute("aria-label"))).toEqual(["scaling.handle age", "scaling.handle income"]);
    expect(range(1).getAttribute("aria-valuetext")).toBe("scaling.value income 1");
    expect([range(1).min, range(1).max, range(1).value]).toEqual(["-4", "4", "0"]);
    expect(grip(1)).toBe("× 1");
  });

  it("stretch the picture at once, and ask for a fit when they are let go", () => {
    to(1, -1);
    to(1, -0.7);
    expect(stretched.at(-1)).toEqual([1, 0.2]);
    expect([grip(0), grip(1)]).toEqual(["× 1", "× 0.2"]);
    expect(edits).toEqual([]);
    leave(1);
    vi.advanceTimersByTime(0);
    expect(edits).toEqual([{ kind: "scaling", features: "given", factors: [1, 0.2] }]);
  });

  it("wait a moment after a key, so that many keys are one fit", () => {
    for (const power of [0.05, 0.1, 0.15]) {
      range(0).dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
      to(0, power);
      leave(0);
      vi.advanceTimersByTime(100);
    }
    expect(edits).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(edits).toEqual([{ kind: "scaling", features: "given", factors: [1.4, 1] }]);
  });

  it("stay where they were put until the fit has come, and then follow it", () => {
    to(0, 1);
    leave(0);
    vi.advanceTimersByTime(0);
    handles.update();
    expect(stretched.at(-1)).toEqual([10, 1]);
    answer(2, { factors: [10, 1] });
    handles.update();
    expect(stretched.at(-1)).toEqual([1, 1]);
    expect(grip(0)).toBe("× 10");
    answer(1, { factors: [1, 1] }); // undone
    handles.update();
    expect(grip(0)).toBe("× 1");
  });

  it("go back where the fit was refused", () => {
    to(0, 1);
    leave(0);
    vi.advanceTimersByTime(0);
    session.busy = false;
    handles.update();
    expect(stretched.at(-1)).toEqual([1, 1]);
  });

  it("keep what is held while an older answer comes, relative to it", () => {
    to(0, 1);
    leave(0);
    vi.advanceTimersByTime(0);
    to(0, 2);
    answer(2, { factors: [10, 1] });
    handles.update();
    expect(stretched.at(-1)).toEqual([10, 1]);
    leave(0);
    vi.advanceTimersByTime(0);
    expect(edits.at(-1)).toEqual({ kind: "scaling", features: "given", factors: [100, 1] });
  });

  it("are followed by fits of few points while they are held, which are one change for undo", () => {
    answer(7, {}, 300);
    range(1).dispatchEvent(new Event("pointerdown"));
    to(1, 0.3);
    expect([edits.length, session.merging]).toEqual([1, false]);
    to(1, 0.6);
    expect(edits).toHaveLength(1); // one is on its way
    answer(8, { factors: [1, 2] }, 300);
    handles.update();
    expect(edits.at(-1)).toEqual({ kind: "scaling", features: "given", factors: [1, 4] });
    expect(session.merging).toBe(true);
    to(1, 1);
    leave(1);
    vi.advanceTimersByTime(0);
    expect(edits.at(-1)).toMatchObject({ factors: [1, 10] });
    answer(9, { factors: [1, 4] }, 300);
    session.busy = true; // the last one follows
    handles.update();
    expect(session.merging).toBe(true);
    answer(10, { factors: [1, 10] }, 300);
    handles.update();
    expect([session.merging, grip(1), edits.length]).toEqual([false, "× 10", 3]);
  });

  it("ask no more while they are held where a fit was refused", () => {
    answer(7, {}, 300);
    range(1).dispatchEvent(new Event("pointerdown"));
    to(1, 0.3);
    session.busy = false;
    session.problem = { ack: 1, what: "too large", where: "", why: "", fix: "" };
    handles.update();
    to(1, 0.5);
    expect(edits).toHaveLength(1);
  });

  it("begin another change with the next drag, and with the next key", () => {
    answer(7, {}, 300);
    for (const type of ["pointerdown", "keydown"]) {
      const { id } = session.trace.head;
      range(1).dispatchEvent(new Event(type));
      to(1, id / 10);
      expect(session.merging).toBe(false);
      leave(1);
      vi.advanceTimersByTime(300);
      expect(session.merging).toBe(false);
      answer(id + 1, { factors: [1, Number((10 ** (id / 10)).toPrecision(2))] }, 300);
      handles.update();
    }
  });

  it("return to 1 at a double click", () => {
    answer(2, { features: "standardized", factors: [3, 2] });
    handles.update();
    range(0).dispatchEvent(new Event("dblclick"));
    vi.advanceTimersByTime(0);
    expect(edits).toEqual([{ kind: "scaling", features: "standardized", factors: [1, 2] }]);
  });

  it("are there only where they are wanted and can do something, and say why not", () => {
    answer(2, { handles: [true, false], why: "constant" });
    handles.update();
    expect([range(0).disabled, range(1).disabled]).toEqual([false, true]);
    expect([range(0).title, range(1).title]).toEqual(["scaling.hint age", "constant"]);
    Object.assign(session, { readonly: true });
    handles.update();
    expect([range(0).disabled, range(0).title]).toEqual([true, "scaling.readonly"]);
    range(0).dispatchEvent(new Event("dblclick"));
    vi.advanceTimersByTime(500);
    expect(edits).toEqual([]);
    shown = false;
    handles.update();
    expect(handles.element.hidden).toBe(true);
  });

  it("lie beside the numbers of y and under those of x", () => {
    const scale = planeScale([0, 10, 0, 1], 400, 300, { ...EQUAL, handles: true });
    handles.place(scale, document.createElement("div"));
    const [x, y] = [...handles.element.children] as HTMLElement[];
    expect(parseFloat(x!.style.left)).toBeCloseTo(scale.box.left);
    expect(parseFloat(x!.style.top)).toBeGreaterThan(scale.box.bottom);
    expect(parseFloat(y!.style.top)).toBeCloseTo(scale.box.top);
    expect(parseFloat(y!.style.width)).toBeLessThan(scale.box.left);
  });
});
