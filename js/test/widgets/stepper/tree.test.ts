// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { treePanel } from "../../../src/widgets/stepper/tree";
import { changed, densityPlan, HEIGHTS, type Plan, treePlan, wireOf } from "../../painter_wires";
import { givePictures, key, layOutTops, pointer, show, type Shown } from "./fake_screen";

let pictures: ReturnType<typeof givePictures>;
beforeEach(() => { pictures = givePictures(); layOutTops(); });
afterEach(() => { document.body.replaceChildren(); vi.restoreAllMocks(); vi.unstubAllGlobals(); });

/** A panel that shows nothing of the future. */
function grown(plan: Plan | string, values = {}): Shown {
  const shown = show(treePanel, plan, values);
  shown.screen.switches.future = false;
  shown.screen.setSwitches({});
  return shown;
}

/** A panel at its start whose end has been seen: all heights are on the axis. */
function seen(plan: Plan | string, values = {}): Shown {
  const shown = grown(plan, values);
  shown.at(shown.screen.session.last);
  shown.at(0);
  return shown;
}

const line = ({ element }: Shown): HTMLElement => element.querySelector<HTMLElement>("[role=slider]")!;
const top = (shown: Shown): number => parseFloat(line(shown).style.top);
/** Where a height is, by square root, from the lowest line of the picture up. */
const yOf = (height: number): number => 226 - Math.sqrt(height / (1.1 * 9)) * 214;

function dragTo(shown: Shown, ...heights: number[]): void {
  const start = top(shown);
  pointer(line(shown), "pointerdown", 500);
  for (const height of heights) pointer(line(shown), "pointermove", 500 + yOf(height) - start);
  pointer(line(shown), "pointerup", 500);
}

describe("the line", () => {
  it("lies at the level that Python found, and says how many clusters are left", () => {
    const shown = show(treePanel, "tree");
    const said = [0, 1, 2, 3, 4, 5, 6].map((step) => {
      shown.at(step);
      return [line(shown).getAttribute("aria-valuetext"), Number(line(shown).getAttribute("aria-valuenow"))];
    });
    expect(said).toEqual([
      ["tree.clusters 6 0.5", 0.5], ["tree.clusters 5 1.25", 1.25], ["tree.clusters 4 1.75", 1.75], ["tree.clusters 3 2.5", 2.5],
      ["tree.clusters 2 6", 6], ["tree.cluster 1 9.45", 9.45], ["tree.clusters 2 6", 6],
    ]);
    expect(top(shown)).toBeCloseTo(yOf(6), 3);
    expect(shown.element.querySelector("[role=img]")!.getAttribute("aria-label")).toBe("tree.clusters 2 6");
  });

  it("is not drawn where no level gives these clusters, and that is said", () => {
    const frames = treePlan.frames.map((frame) => (frame.focus?.merge === 2 ? { ...frame, focus: { merge: 2 } } : frame));
    const shown = show(treePanel, { ...treePlan, frames });
    const undrawn = [1, 2, 3].map((step) => { shown.at(step); return line(shown).classList.contains("tc-cut-undrawn"); });
    expect(undrawn).toEqual([false, true, false]);
    shown.at(2);
    expect(line(shown).getAttribute("aria-valuetext")).toBe("tree.no_level 4");
    expect(shown.element.querySelector("[role=img]")!.getAttribute("aria-label")).toBe("tree.no_level 4");
    expect(top(shown)).toBeCloseTo(yOf(1.5), 3);
  });

  it("tells the level with all its digits", () => {
    const frames = treePlan.frames.map((frame) => (frame.focus?.merge === 2 ? { ...frame, focus: { merge: 2, level: 1.50000012 } } : frame));
    const shown = show(treePanel, { ...treePlan, frames });
    shown.at(2);
    expect(line(shown).getAttribute("aria-valuetext")).toBe("tree.clusters 4 1.50000012");
  });

  it.each([[0, 0], [0.9, 0], [1.1, 1], [1.6, 2], [2.9, 3], [3.1, 4], [8.9, 4], [9.1, 5], [400, 5]])("while the tree grows, dragged to %f it goes to frame %i", (height, step) => {
    for (const from of [0, 3, 5]) {
      const shown = seen("tree");
      shown.at(from);
      dragTo(shown, height);
      expect(shown.screen.session.step).toBe(step);
      expect(shown.edits).toEqual([]);
    }
  });

  it("goes through the frames while it is dragged, and back, and never to the stop", () => {
    const shown = seen("tree");
    const steps: number[] = [];
    shown.screen.session.subscribe((news) => { if (news === "step") steps.push(shown.screen.session.step); });
    dragTo(shown, 0.5, 1.2, 2.2, 5, 9.5, 5, 0);
    expect(steps).toEqual([1, 3, 4, 5, 4, 0]);
  });

  it("goes to the last frame that there is where merges are left out", () => {
    const shown = seen({ ...treePlan, frames: [0, 2, 5, 6].map((i) => treePlan.frames[i]!) });
    const at = (height: number): number => { dragTo(shown, height); return shown.screen.session.step; };
    expect([at(0.5), at(1.2), at(1.6), at(2.5), at(5), at(9.5), at(2.5)]).toEqual([0, 0, 1, 1, 1, 2, 1]);
  });

  it("stops the player", () => {
    const shown = seen("tree");
    shown.screen.session.move({ kind: "run" });
    dragTo(shown, 2.2);
    expect([shown.screen.session.playing, shown.screen.session.step]).toEqual([false, 3]);
    const whole = show(treePanel, "tree");
    whole.screen.session.move({ kind: "run" });
    dragTo(whole, 2.2);
    expect([whole.screen.session.playing, whole.screen.session.step]).toEqual([false, 0]);
  });

  it("goes frame by frame by arrow keys, without Python too", () => {
    const shown = seen("tree", { readonly: true });
    for (const name of ["ArrowUp", "ArrowUp", "ArrowDown", "ArrowUp"]) key(line(shown), name);
    expect(shown.screen.session.step).toBe(2);
    expect(line(shown).getAttribute("aria-disabled")).toBe("false");
    dragTo(shown, 5);
    expect(shown.screen.session.step).toBe(4);
  });
});

describe("the axis of heights", () => {
  const share = (shown: Shown): number => (226 - top(shown)) / 214;
  const told = (): string[] => pictures.named("fillText").map(({ args }) => String(args[0]));

  it("is as long as the merges so far need, in steps that do not tell the end", () => {
    const shown = grown("tree");
    pictures.calls.length = 0;
    const tops = [0, 1, 2, 3, 4].map((step) => { shown.at(step); return Number(line(shown).getAttribute("aria-valuemax")); });
    expect(tops).toEqual([4, 4, 4, 4, 4]);
    expect(told()).not.toContain("5");
    shown.at(3);
    expect(share(shown)).toBeCloseTo(Math.sqrt(2.5 / 4), 3);
    shown.at(5);
    expect(Number(line(shown).getAttribute("aria-valuemax"))).toBeCloseTo(9.9);
    shown.at(1); // what has been seen stays in view
    expect(Number(line(shown).getAttribute("aria-valuemax"))).toBeCloseTo(9.9);
  });

  it("is the same whatever comes after, and tells nothing of it in the field", () => {
    const maxima = [9, 900].map((last) => {
      const shown = grown({ ...treePlan, fixed: { ...treePlan.fixed, tree_heights: ["f8", [1, 1.5, 2, 3, last]] } });
      shown.at(3);
      return [line(shown).getAttribute("aria-valuemax"), shown.element.querySelector("input")!.max];
    });
    expect(maxima).toEqual([["4", "4"], ["4", "4"]]);
  });

  it("gets four times as long where a merge has no room", () => {
    const shown = grown({ ...treePlan, fixed: { ...treePlan.fixed, tree_heights: ["f8", [0, 1, 3.9, 15, 99]] } });
    const tops = [1, 2, 3, 4].map((step) => { shown.at(step); return line(shown).getAttribute("aria-valuemax"); });
    expect(tops).toEqual(["4", "4", "16", "64"]);
  });

  it("has what is higher than all above it: a line dragged there goes to the last merge", () => {
    const shown = grown("tree");
    dragTo(shown, 400);
    expect(shown.screen.session.step).toBe(5);
  });
});

describe("a level of the whole tree", () => {
  const labels = ({ screen: { session } }: Shown): number[] => [...session.trace.labels(session.step)!];
  const caption = ({ screen: { session } }: Shown): string => session.trace.head.frames.caption[session.step]!;
  const input = ({ element }: Shown): HTMLInputElement => element.querySelector("input")!;
  const note = ({ element }: Shown): string => element.querySelector(".tc-notes")!.textContent!;
  const type = (shown: Shown, value: string): void => { input(shown).value = value; input(shown).dispatchEvent(new Event("change")); };
  const at = (plan: Plan | string = "tree", values = {}): Shown => {
    const shown = grown(plan, values);
    shown.at(6);
    return shown;
  };

  it.each([
    [0.5, [255, 255, 255, 255, 255, 255], "level.height.alone 0.5 6 6 5"], [1.2, [0, 0, 255, 255, 255, 255], "level.height.alone 1.2 5 4 4"],
    [2.5, [0, 0, 0, 1, 1, 255], "level.height.alone 2.5 3 1 2"], [5, [0, 0, 0, 1, 1, 1], "level.height 5 2 0 1"], [9.5, [0, 0, 0, 0, 0, 0], "level.height.one 9.5 1 0 0"],
  ])("at %f recolors the points, and says what gives it in scikit-learn", (height, found, sentence) => {
    for (const readonly of [false, true]) {
      const shown = at("tree", { readonly });
      dragTo(shown, height);
      expect([labels(shown), caption(shown)]).toEqual([found, sentence]);
      expect([shown.screen.session.step, shown.edits]).toEqual([6, []]);
      expect(shown.screen.session.trace.head.frames.focus[6]!.level).toBe(height);
    }
  });

  it("is typed too, and what is no level is refused while the level stays", () => {
    const shown = at();
    expect([input(shown).value, input(shown).min, input(shown).max, input(shown).disabled]).toEqual(["6", "0", "9.9", false]);
    type(shown, "2.25");
    expect([labels(shown), line(shown).getAttribute("aria-valuenow")]).toEqual([[0, 0, 0, 1, 1, 255], "2.25"]);
    for (const bad of ["", "-1", "11", "abc"]) {
      type(shown, bad);
      expect([input(shown).getAttribute("aria-invalid"), input(shown).validationMessage]).toEqual(["true", "level.refused 0 9.9"]);
      expect(labels(shown)).toEqual([0, 0, 0, 1, 1, 255]);
    }
    type(shown, "5");
    expect([input(shown).getAttribute("aria-invalid"), labels(shown)[5]]).toEqual([null, 1]);
  });

  it("goes by keys from one number of clusters to the next, and back by Escape", () => {
    const shown = at();
    const told = ["ArrowDown", "ArrowDown", "ArrowUp", "PageUp", "PageDown"].map((name) => { key(line(shown), name); return session(shown).value; });
    expect(told).toEqual([2.5, 1.8, 2.5, 9.4, 0.5]);
    key(line(shown), "Escape");
    expect([shown.screen.session.look, labels(shown)]).toEqual([null, [0, 0, 0, 1, 1, 1]]);
  });
  const session = ({ screen }: Shown): { value: number } => screen.session.look!;

  it("goes back by undo and by the button", () => {
    const shown = at();
    const back = shown.element.querySelector<HTMLButtonElement>("[data-act='level.back']")!;
    for (const end of [() => shown.screen.session.undo(), () => back.click()]) {
      dragTo(shown, 9.5);
      expect(labels(shown)[5]).toBe(0);
      end();
      expect([shown.screen.session.look, labels(shown)[5], back.getAttribute("aria-disabled")]).toEqual([null, 1, "true"]);
    }
  });

  it("asks for a new fit where the fit is cut at a height", () => {
    const shown = at(changed(treePlan, { tree: { name: "ward distance", param: "distance_threshold" } }));
    dragTo(shown, 2.5);
    expect(shown.edits).toEqual([{ kind: "param", name: "distance_threshold", value: 2.5 }]);
  });

  it("has no line where heights fall, and says so", () => {
    const shown = at({ ...treePlan, fixed: { ...treePlan.fixed, tree_heights: ["f8", [1, 1.5, 4, 3, 9]] } });
    type(shown, "3.5");
    expect(caption(shown)).toBe("level.height.uneven 3.5 3 1 2");
    expect([line(shown).classList.contains("tc-cut-undrawn"), line(shown).getAttribute("aria-valuetext")]).toEqual([true, "level.height.uneven 3.5 3 1 2"]);
    expect(labels(shown)).toEqual([0, 0, 0, 1, 1, 255]);
    type(shown, "5");
    expect(line(shown).classList.contains("tc-cut-undrawn")).toBe(false);
  });

  it("tells of merges that tie, and of one that lies on it", () => {
    const shown = at({ ...treePlan, fixed: { ...treePlan.fixed, tree_heights: ["f8", [1, 2, 2, 2, 9]] } });
    const told = ["0.5", "1.5", "2", "3", "9.5"].map((height) => { type(shown, height); return [note(shown), caption(shown).split(" ")[2]]; });
    expect(told).toEqual([["", "6"], ["tree.tie 3 2", "5"], ["tree.on 2", "5"], ["tree.tie 3 2", "2"], ["", "1"]]);
    type(shown, "1.5");
    key(line(shown), "ArrowUp");
    expect(caption(shown)).toBe("level.height 5.5 2 0 1");
    dragTo(shown, 2);
    expect(session(shown).value).not.toBe(2);
  });

  it("is not there before the end, or where the steps are all that a learner has", () => {
    const shown = grown("tree");
    shown.at(5);
    expect([input(shown).disabled, shown.element.querySelector<HTMLElement>(".tc-level-row")!.hidden]).toEqual([true, false]);
    const steps = at("tree", { controls: "steps" });
    expect([line(steps).getAttribute("aria-disabled"), steps.element.querySelector<HTMLElement>(".tc-level-row")!.hidden]).toEqual(["true", true]);
    dragTo(steps, 2.5);
    key(line(steps), "ArrowDown");
    expect([steps.screen.session.look, steps.screen.session.step]).toEqual([null, 6]);
  });
});

describe("the tree", () => {
  const paths = (): { color: unknown; wide: unknown; points: number }[] => pictures.named("stroke").filter(({ args }) => args.length > 0)
    .map(({ args, style }) => ({ color: style["strokeStyle"], wide: style["lineWidth"], points: (args[0] as { points: number[][] }).points.length }));

  it("has the colours of the clusters below the line, and is grey above", () => {
    const shown = show(treePanel, "tree");
    pictures.calls.length = 0;
    shown.at(3);
    // merges 0 and 2 are in cluster A, merge 1 in B, two are to come
    expect(paths().map(({ points }) => points)).toEqual([8, 8, 4]);
    expect(new Set(paths().map(({ color }) => color)).size).toBe(3);
    pictures.calls.length = 0;
    shown.at(5);
    expect(paths().map(({ points }) => points)).toEqual([20]);
  });

  it("lights the newest merge, and none at the stop", () => {
    const shown = show(treePanel, "tree");
    const lit = [1, 4, 6, 0].map((step) => { pictures.calls.length = 0; shown.at(step); return pictures.named("stroke").filter(({ style }) => style["lineWidth"] === 2.4).length; });
    expect(lit).toEqual([1, 1, 0, 0]);
  });

  it("is drawn once for a frame, and again at another width", () => {
    const shown = show(treePanel, "tree");
    pictures.calls.length = 0;
    shown.screen.setSwitches({});
    expect(pictures.calls).toEqual([]);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(400);
    shown.screen.setSwitches({});
    expect(pictures.named("stroke").length).toBeGreaterThan(0);
  });

  it("stays within its picture", () => {
    const shown = show(treePanel, "tree");
    pictures.calls.length = 0;
    shown.at(6);
    const spots = pictures.named("stroke").flatMap(({ args }) => (args[0] as { points: number[][] } | undefined)?.points ?? []);
    expect(spots).toHaveLength(4 * HEIGHTS.length);
    for (const [x, y] of spots) {
      expect(x).toBeGreaterThan(34);
      expect(x).toBeLessThan(270);
      expect(y).toBeGreaterThanOrEqual(12);
      expect(y).toBeLessThanOrEqual(226);
    }
  });

  it("hides where there is none, and comes with a trace that has one", () => {
    const shown = show(treePanel, "density");
    expect(shown.element.hidden).toBe(true);
    shown.answer(wireOf(treePlan, 2));
    expect(shown.element.hidden).toBe(false);
    expect(shown.element.querySelector("h3")!.textContent).toBe("tree.title ward distance");
    shown.answer(wireOf(densityPlan, 3));
    expect(shown.element.hidden).toBe(true);
  });
});
