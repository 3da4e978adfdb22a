// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { treePanel } from "../../../src/widgets/stepper/tree";
import { densityPlan, HEIGHTS, treePlan, wireOf } from "../../painter_wires";
import { givePictures, key, layOutTops, pointer, show, type Shown } from "./fake_screen";

let pictures: ReturnType<typeof givePictures>;
beforeEach(() => { pictures = givePictures(); layOutTops(); });
afterEach(() => { document.body.replaceChildren(); vi.restoreAllMocks(); vi.unstubAllGlobals(); });

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

  it.each([[0, 0], [0.9, 0], [1.1, 1], [1.6, 2], [2.9, 3], [3.1, 4], [8.9, 4], [9.1, 5], [400, 5]])("dragged to %f goes to frame %i", (height, step) => {
    for (const from of [0, 3, 6]) {
      const shown = show(treePanel, "tree");
      shown.at(from);
      dragTo(shown, height);
      expect(shown.screen.session.step).toBe(step);
      expect(shown.edits).toEqual([]);
    }
  });

  it("goes through the frames while it is dragged, and back, and never to the stop", () => {
    const shown = show(treePanel, "tree");
    const steps: number[] = [];
    shown.screen.session.subscribe((news) => { if (news === "step") steps.push(shown.screen.session.step); });
    dragTo(shown, 0.5, 1.2, 2.2, 5, 9.5, 5, 0);
    expect(steps).toEqual([1, 3, 4, 5, 4, 0]);
  });

  it("goes to the last frame that there is where merges are left out", () => {
    const shown = show(treePanel, { ...treePlan, frames: [0, 2, 5, 6].map((i) => treePlan.frames[i]!) });
    const at = (height: number): number => { dragTo(shown, height); return shown.screen.session.step; };
    expect([at(0.5), at(1.2), at(1.6), at(2.5), at(5), at(9.5), at(2.5)]).toEqual([0, 0, 1, 1, 1, 2, 1]);
  });

  it("stops the player", () => {
    const shown = show(treePanel, "tree");
    shown.screen.session.move({ kind: "run" });
    dragTo(shown, 2.2);
    expect([shown.screen.session.playing, shown.screen.session.step]).toEqual([false, 3]);
  });

  it("goes frame by frame by arrow keys, without Python too", () => {
    const shown = show(treePanel, "tree", { readonly: true });
    for (const name of ["ArrowUp", "ArrowUp", "ArrowDown", "ArrowUp"]) key(line(shown), name);
    expect(shown.screen.session.step).toBe(2);
    expect(line(shown).getAttribute("aria-disabled")).toBe("false");
    dragTo(shown, 5);
    expect(shown.screen.session.step).toBe(4);
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
