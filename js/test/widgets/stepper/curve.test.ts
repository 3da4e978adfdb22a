// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { curvePanel } from "../../../src/widgets/stepper/curve";
import { changed, densityPlan, type Plan, wireOf } from "../../painter_wires";
import { givePictures, key, layOutTops, pointer, show, type Shown } from "./fake_screen";

let pictures: ReturnType<typeof givePictures>;
beforeEach(() => { vi.useFakeTimers(); pictures = givePictures(); layOutTops(); });
afterEach(() => { document.body.replaceChildren(); vi.restoreAllMocks(); vi.unstubAllGlobals(); vi.useRealTimers(); });

const line = ({ element }: Shown): HTMLElement => element.querySelector<HTMLElement>("[role=slider]")!;
const note = ({ element }: Shown): string => element.querySelector(".tc-notes")!.textContent!;
/** Where a value is: the greatest is 8. */
const yOf = (value: number): number => 158 - (value / (1.05 * 8)) * 146;
const curve = (at: number | null, more: object = {}): Plan => changed(densityPlan, { curve: { ...densityPlan.change!.curve!, at, ...more } });

function hold(shown: Shown): (value: number) => void {
  const start = parseFloat(line(shown).style.top);
  pointer(line(shown), "pointerdown", 300);
  return (value) => pointer(line(shown), "pointermove", 300 + yOf(value) - start);
}

describe("the line of a curve", () => {
  it("is at the parameter's value, and counts what the fit found core", () => {
    const shown = show(curvePanel, "density");
    expect(parseFloat(line(shown).style.top)).toBeCloseTo(yOf(1.5), 3);
    expect(line(shown).getAttribute("aria-valuetext")).toBe("eps = 1.5");
    expect(line(shown).getAttribute("aria-valuenow")).toBe("1.5");
    expect(note(shown)).toBe("curve.k_distance 3 5");
    expect(shown.element.querySelector("h3")!.textContent).toBe("Distance to the 3rd nearest point");
    expect(shown.element.querySelector("[role=img]")!.getAttribute("aria-label")).toContain("curve.k_distance 3 5");
  });

  it("counts while it is held, and asks once when it is let go", () => {
    const shown = show(curvePanel, "density");
    const to = hold(shown);
    const told = [2.1, 0.7, 7, 9, 1.1].map((value) => { to(value); return note(shown); });
    expect(told).toEqual(["6 2", "1 7", "7 1", "8 0", "3 5"].map((counts) => `curve.k_distance ${counts}`));
    expect(parseFloat(line(shown).style.top)).toBeCloseTo(yOf(1.1), 3);
    expect(shown.edits).toEqual([]);
    pointer(line(shown), "pointerup", 0);
    expect(shown.edits).toEqual([{ kind: "param", name: "eps", value: 1.1 }]);
    expect(note(shown)).toBe("curve.k_distance 3 5");
  });

  it("stays where it was let go until Python answers, then follows", () => {
    const shown = show(curvePanel, "density");
    hold(shown)(2.1);
    pointer(line(shown), "pointerup", 0);
    shown.at(3);
    expect(line(shown).getAttribute("aria-valuenow")).toBe(String(Number(line(shown).getAttribute("aria-valuenow"))));
    expect(Number(line(shown).getAttribute("aria-valuenow"))).toBeCloseTo(2.1, 2);
    shown.answer(wireOf(curve(2.125), 2));
    expect(line(shown).getAttribute("aria-valuenow")).toBe("2.125");
    shown.screen.session.undo();
    expect(line(shown).getAttribute("aria-valuenow")).toBe("1.5");
  });

  // curve.ts: `held` is forgotten with the next trace alone
  it("goes back when Python refuses", () => {
    const shown = show(curvePanel, "density");
    hold(shown)(2.1);
    pointer(line(shown), "pointerup", 0);
    shown.model.receive("problem", { ack: 1, what: "No.", where: "", why: "", fix: "" });
    expect(line(shown).getAttribute("aria-valuenow")).toBe("1.5");
  });

  // curve.ts, `countBelow`: values are float32, the line is not, so that 0.3 <= 0.3 is false
  it("counts a value that it lies on", () => {
    const values = [8, 6, 0.7, 0.6, 0.3, 0.3, 0.1, 0.1];
    const shown = show(curvePanel, { ...curve(0.3), fixed: { ...densityPlan.fixed, core: ["u1", [1, 0, 1, 1, 0, 1, 0, 0]], curve_values: ["f4", values] } });
    expect(note(shown)).toBe("curve.k_distance 4 4");
  });

  it("goes by arrow keys, a hundredth of the greatest value each, and never to 0", () => {
    const shown = show(curvePanel, "density");
    key(line(shown), "ArrowUp");
    key(line(shown), "ArrowUp");
    key(line(shown), "ArrowDown");
    expect(shown.edits.map((edit) => (edit as { value: number }).value)).toEqual([1.58, 1.66, 1.58]);
    expect(Number(line(shown).getAttribute("aria-valuenow"))).toBeCloseTo(1.58);
    for (let i = 0; i < 40; i += 1) key(line(shown), "ArrowDown");
    expect(shown.edits.at(-1)).toEqual({ kind: "param", name: "eps", value: 0.08 });
  });

  it("doesn't go below the picture, or to 0, by pointer", () => {
    const shown = show(curvePanel, "density");
    const to = hold(shown);
    to(-5);
    expect(Number(line(shown).getAttribute("aria-valuenow"))).toBeGreaterThan(0);
    to(99);
    expect(Number(line(shown).getAttribute("aria-valuenow"))).toBeCloseTo(1.05 * 8);
  });

  it("asks nothing when it is only clicked", () => {
    const shown = show(curvePanel, "density");
    pointer(line(shown), "pointerdown", 300);
    pointer(line(shown), "pointerup", 300);
    expect(shown.edits).toEqual([]);
  });

  it("can't be moved without Python", () => {
    const shown = show(curvePanel, "density", { readonly: true });
    hold(shown)(3);
    pointer(line(shown), "pointerup", 0);
    key(line(shown), "ArrowUp");
    expect([shown.model.get("request"), line(shown).getAttribute("aria-disabled"), note(shown)]).toEqual([undefined, "true", "curve.k_distance 3 5"]);
  });

  it("is not there where nothing is set by it", () => {
    const shown = show(curvePanel, curve(null, { param: null }));
    expect([line(shown).hidden, note(shown)]).toEqual([true, ""]);
    expect(show(curvePanel, "tree").element.hidden).toBe(true);
  });

  it("counts what is endless as above", () => {
    const values = [Infinity, Infinity, 2, 1.5, 1.25, 1, 1, 0.5];
    const shown = show(curvePanel, { ...curve(1.5), fixed: { curve_order: densityPlan.fixed!.curve_order!, curve_values: ["f4", values] } });
    expect(note(shown)).toBe("curve.k_distance 5 3");
    expect(pictures.calls.flatMap(({ args }) => args).filter((v) => typeof v === "number" && !Number.isFinite(v))).toEqual([]);
  });
});

describe("a level that is looked at", () => {
  /** Three and three core points from eps 1 on, one cluster from 4 on; point 6 is taken from 2 on. */
  const levels: Plan = {
    ...densityPlan,
    fixed: {
      ...densityPlan.fixed,
      level_core: ["f8", [1, 1, 1, 1.2, 1.2, 1.2, 5, 6]], level_children: ["i4", [0, 1, 8, 2, 3, 4, 10, 5, 9, 11, 12, 6, 13, 7]],
      level_heights: ["f8", [1, 1, 1.2, 1.2, 4, 5, 6]], level_takers: ["i4", [6, 3]], level_taken: ["f8", [2]],
    },
  };
  const labels = ({ screen: { session } }: Shown): number[] => [...session.trace.labels(session.step)!];

  it("recolors every frame while the line is held, and goes back by Escape", () => {
    const shown = show(curvePanel, levels);
    shown.at(5);
    const fit = labels(shown);
    const to = hold(shown);
    to(2.52);
    expect(labels(shown)).toEqual([0, 0, 0, 1, 1, 1, 1, 255]);
    to(4.51);
    expect(labels(shown)).toEqual([0, 0, 0, 0, 0, 0, 0, 255]);
    expect(shown.screen.session.trace.head.frames.caption[5]).toBe("level.eps.one 4.51 1 1");
    expect(shown.edits).toEqual([]);
    key(line(shown), "Escape");
    expect([labels(shown), line(shown).getAttribute("aria-valuenow")]).toEqual([fit, "1.5"]);
  });

  it("works without Python, stays when let go, and ends with a step, undo or the button", () => {
    const shown = show(curvePanel, levels, { readonly: true });
    const { session } = shown.screen;
    const back = shown.element.querySelector<HTMLButtonElement>("[data-act='level.back']")!;
    for (const end of [() => session.undo(), () => back.click(), () => shown.at(4)]) {
      shown.at(5);
      hold(shown)(4.51);
      pointer(line(shown), "pointerup", 0);
      expect(session.trace.sizes(5)[0]).toBe(7);
      end();
      expect(session.look).toBeNull();
      expect(session.trace).toBe(session.shown);
    }
  });

  it("gives nothing away before the end has been seen", () => {
    const shown = show(curvePanel, levels);
    shown.screen.switches.future = false;
    shown.at(2);
    const before = labels(shown);
    hold(shown)(4.51);
    expect(labels(shown)).toEqual(before);
    expect(line(shown).getAttribute("aria-valuenow")).toBe("4.51");
  });
});

describe("a level that is typed", () => {
  const input = ({ element }: Shown): HTMLInputElement => element.querySelector("input")!;
  const type = (shown: Shown, value: string): void => { input(shown).value = value; input(shown).dispatchEvent(new Event("change")); };

  it("asks Python with the number as it is, and refuses what is none", () => {
    const shown = show(curvePanel, "density");
    expect([input(shown).value, input(shown).min, input(shown).max, input(shown).step]).toEqual(["1.5", "0.1", "8.4", "0.1"]);
    type(shown, "2.34567");
    type(shown, "0");
    expect([input(shown).getAttribute("aria-invalid"), input(shown).validationMessage]).toEqual(["true", "level.refused 0.1 8.4"]);
    expect(shown.edits).toEqual([{ kind: "param", name: "eps", value: 2.34567 }]);
  });

  it("can't be typed where there is no Python and nothing to look up, or where only steps are to be made", () => {
    for (const values of [{ readonly: true }, { controls: "steps" }]) {
      const shown = show(curvePanel, "density", values);
      expect([shown.element.querySelector<HTMLElement>(".tc-level-row")!.hidden, line(shown).getAttribute("aria-disabled")]).toEqual([true, "true"]);
      hold(shown)(3);
      pointer(line(shown), "pointerup", 0);
      expect([shown.edits, shown.screen.session.look]).toEqual([[], null]);
    }
  });
});

describe("xi", () => {
  const walk: Plan = {
    ...curve(0.05, { kind: "reachability", param: "xi" }),
    fixed: {
      curve_values: ["f8", [Infinity, 1, 1, 6, 1, 1, 4, 8]], curve_order: ["i4", [0, 1, 2, 3, 4, 5, 6, 7]],
      level_predecessors: ["i4", [-1, 0, 1, 0, 3, 4, 3, 6]], level_valleys: ["i4", [2, 2, 1]],
    },
  };
  const labels = ({ screen: { session } }: Shown): number[] => [...session.trace.labels(session.step)!];

  it("is a share of the greatest value, and says how many bars are steep", () => {
    const shown = show(curvePanel, walk);
    expect([line(shown).getAttribute("aria-valuetext"), note(shown)]).toEqual(["xi = 0.05", "curve.xi 5.0 % 6"]);
    expect(parseFloat(line(shown).style.top)).toBeCloseTo(yOf(0.05 * 8), 3);
  });

  it("recolors while it is dragged, and asks once when it is let go", () => {
    const shown = show(curvePanel, walk);
    shown.at(5);
    const to = hold(shown);
    to(0.7 * 8);
    expect(labels(shown)).toEqual([0, 0, 0, 1, 1, 1, 1, 1]);
    expect(shown.screen.session.trace.head.frames.caption[5]).toBe("level.xi 0.7 2 0");
    to(0.95 * 8);
    expect(shown.screen.session.trace.head.frames.caption[5]).toBe("level.xi.one 0.95 1 0");
    expect(shown.edits).toEqual([]);
    pointer(line(shown), "pointerup", 0);
    expect(shown.edits).toEqual([{ kind: "param", name: "xi", value: 0.95 }]);
  });

  it("stays between 0.005 and 0.99 by keys and pointer, without Python too", () => {
    const shown = show(curvePanel, walk, { readonly: true });
    shown.at(5);
    key(line(shown), "ArrowUp");
    expect(shown.screen.session.look!.value).toBe(0.055);
    const to = hold(shown);
    to(99);
    expect(shown.screen.session.look!.value).toBe(0.99);
    to(-1);
    expect(shown.screen.session.look!.value).toBe(0.005);
  });

  it("marks steep bars below", () => {
    show(curvePanel, walk);
    expect(pictures.named("fillRect").filter(({ args }) => args[1] === 160 && args[3] === 5)).toHaveLength(6);
  });
});

describe("bars", () => {
  const reachability: Plan = {
    ...curve(null, { kind: "reachability", param: null }),
    frames: [
      { kind: "show" }, { kind: "visit", focus: { reached: 3 } }, { kind: "visit", focus: { reached: 8 } },
      { kind: "assign", labels: [0, 0, 0, 1, 1, 1, 255, 255] },
    ],
  };
  const colored = (): unknown[] => pictures.named("fillRect").map(({ style }) => style["fillStyle"]).filter((style) => style !== "rgb(225, 228, 232)");

  it("are one for each value, as high as it is, in the order of the walk", () => {
    show(curvePanel, "density");
    const heights = pictures.named("fillRect").filter(({ args }) => Number(args[3]) > 3).map(({ args }) => Number(args[3]));
    expect(heights).toHaveLength(8);
    heights.forEach((height, i) => expect(height).toBeCloseTo(([8, 6, 2, 1.5, 1.25, 1, 1, 0.5][i]! / 8) * heights[0]!, 3));
  });

  it("are as many as are reached, and have the colours of their points' clusters", () => {
    const shown = show(curvePanel, reachability);
    const counts = [0, 1, 2].map((step) => { pictures.calls.length = 0; shown.at(step); shown.screen.setSwitches({}); return colored().length; });
    // the first drawing was before the calls were forgotten
    expect(counts.slice(1)).toEqual([3, 8]);
    expect(new Set(colored()).size).toBe(1);
    pictures.calls.length = 0;
    shown.at(3);
    const [a, b, none] = [colored()[2], colored()[3], colored()[0]];
    expect(colored()).toEqual([none, none, a, b, b, a, a, b]);
    expect(new Set([a, b, none]).size).toBe(3);
  });

  it("are no more than there are pixels", () => {
    const n = 1000;
    const many: Plan = {
      ...densityPlan, points: Array.from({ length: 2 * n }, (_, i) => i % 10), frames: [{ kind: "show" }],
      fixed: { curve_values: ["f4", Array.from({ length: n }, (_, i) => (i === 500 ? 50 : 1))], curve_order: ["i4", Array.from({ length: n }, (_, i) => i)] },
    };
    show(curvePanel, many);
    const bars = pictures.named("fillRect").filter(({ args }) => Number(args[3]) > 2.3);
    expect(bars.length).toBeGreaterThan(200);
    expect(bars.length).toBeLessThanOrEqual(280);
    // the one high value among a thousand shows
    expect(bars.filter(({ args }) => Number(args[3]) > 100)).toHaveLength(1);
  });
});
