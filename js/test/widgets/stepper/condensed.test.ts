// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { condensedPanel } from "../../../src/widgets/stepper/condensed";
import { changed, edgesPlan, type Plan } from "../../painter_wires";
import { givePictures, key, pointer, show, type Shown } from "./fake_screen";

let pictures: ReturnType<typeof givePictures>;
beforeEach(() => { pictures = givePictures(); });
afterEach(() => { document.body.replaceChildren(); vi.restoreAllMocks(); vi.unstubAllGlobals(); });

type Rect = [x: number, y: number, width: number, height: number];
const rects = (): Rect[] => pictures.named("fillRect").map(({ args }) => args as Rect);

describe("the condensed tree", () => {
  it("knows the chosen clusters from the frame that assigns on", () => {
    const shown = show(condensedPanel, "edges");
    const told = [0, 1, 2, 3, 4, 2].map((step) => {
      pictures.calls.length = 0;
      shown.at(step);
      return [shown.element.querySelector("[role=img]")!.getAttribute("aria-label"), pictures.named("fillText").map(({ args }) => args[0])];
    });
    expect(told).toEqual([
      ["condensed.alt 3 0", []], ["condensed.alt 3 0", []], ["condensed.alt 3 0", []], ["condensed.alt 3 2", ["A 3", "B 3"]],
      ["condensed.alt 3 2", []], ["condensed.alt 3 0", []],
    ]);
  });

  it("gives chosen clusters their colours, and all others the same grey", () => {
    const shown = show(condensedPanel, "edges");
    const fills = (): unknown[] => pictures.named("fillRect").map(({ style }) => style["fillStyle"]);
    expect(new Set(fills()).size).toBe(1);
    const grey = fills()[0];
    pictures.calls.length = 0;
    shown.at(3);
    expect(fills()[0]).toBe(grey);
    expect(new Set(fills()).size).toBe(3);
  });

  it("is as wide as points are many, and as deep as they are dense", () => {
    const nodes = [
      { parent: -1, birth: 0, death: 1, size: 100, cluster: -1 }, { parent: 0, birth: 1, death: 4, size: 60, cluster: -1 }, { parent: 0, birth: 1, death: 2, size: 30, cluster: 0 },
      { parent: 1, birth: 4, death: null, size: 20, cluster: 1 }, { parent: 1, birth: 4, death: 9, size: 25, cluster: 2 },
    ];
    show(condensedPanel, changed(edgesPlan, { condensed: nodes }));
    const found = rects();
    expect(found).toHaveLength(5);
    const [, ...inner] = found;
    found.forEach(([x, y, width, height], i) => {
      expect(width + 1).toBeCloseTo(2.8 * nodes[i]!.size, 3);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(280);
      expect(y + height).toBeLessThanOrEqual(168);
      const parent = nodes[i]!.parent;
      if (parent < 0) return;
      expect(x).toBeGreaterThanOrEqual(found[parent]![0]);
      expect(x + width).toBeLessThanOrEqual(found[parent]![0] + found[parent]![2] + 1e-6);
      expect(y).toBeCloseTo(found[parent]![1] + found[parent]![3], 6); // a child starts where its parent ends
    });
    // side by side, not over each other
    expect(inner[1]![0]).toBeGreaterThanOrEqual(inner[0]![0] + inner[0]![2]);
    expect(inner[3]![0]).toBeGreaterThanOrEqual(inner[2]![0] + inner[2]![2]);
    // one that never ends is as deep as the deepest
    expect(inner[2]![1] + inner[2]![3]).toBeCloseTo(inner[3]![1] + inner[3]![3], 6);
  });

  it("takes one node alone that never ends", () => {
    show(condensedPanel, changed(edgesPlan, { condensed: [{ parent: -1, birth: 0, death: null, size: 8, cluster: -1 }] }));
    expect(rects()).toHaveLength(1);
    expect(rects()[0]!.every(Number.isFinite)).toBe(true);
  });

  it("hides where there is none", () => {
    expect(show(condensedPanel, "density").element.hidden).toBe(true);
  });
});

describe("a level across the tree", () => {
  const plan: Plan = {
    ...edgesPlan,
    fixed: {
      ...edgesPlan.fixed, leave_node: ["i4", [1, 1, 1, 2, 2, 2, 0, 0]], level_least: ["i4", [3]],
      level_children: ["i4", [0, 1, 8, 2, 3, 4, 10, 5, 9, 11, 12, 6, 13, 7]], level_heights: ["f8", [1, 1, 1, 1, 4, 5, 6]],
    },
  };
  const line = ({ element }: Shown): HTMLElement => element.querySelector<HTMLElement>("[role=slider]")!;
  const labels = ({ screen: { session } }: Shown): number[] => [...session.trace.labels(session.step)!];

  it("shows the clusters of a cut as a look, and asks Python nothing", () => {
    const shown = show(condensedPanel, plan);
    shown.at(4);
    const start = parseFloat(line(shown).style.top);
    pointer(line(shown), "pointerdown", 100);
    pointer(line(shown), "pointermove", 100 - start + 4 + 144 * Math.sqrt(1 / 5));
    expect(labels(shown)).toEqual([0, 0, 0, 0, 0, 0, 255, 255]);
    expect(line(shown).getAttribute("aria-valuetext")).toBe("level.distance.one 5 1 2");
    pointer(line(shown), "pointerup", 0);
    expect([labels(shown)[3], shown.edits]).toEqual([0, []]);
    key(line(shown), "Escape");
    expect([labels(shown)[3], shown.screen.session.look]).toEqual([1, null]);
  });

  it("is typed too", () => {
    const shown = show(condensedPanel, plan);
    shown.at(4);
    const input = shown.element.querySelector("input")!;
    expect([input.value, input.max, input.disabled]).toEqual(["4", "6.3", false]);
    input.value = "5";
    input.dispatchEvent(new Event("change"));
    expect(labels(shown)).toEqual([0, 0, 0, 0, 0, 0, 255, 255]);
    input.value = "7";
    input.dispatchEvent(new Event("change"));
    expect([input.getAttribute("aria-invalid"), labels(shown)[3]]).toEqual(["true", 0]);
    shown.screen.switches.future = false;
    shown.at(2);
    expect(input.disabled).toBe(true);
  });

  it("is not there before the tree has been seen", () => {
    const shown = show(condensedPanel, plan);
    shown.screen.switches.future = false;
    expect([2, 4].map((step) => { shown.at(step); return line(shown).hidden; })).toEqual([true, false]);
  });
});
