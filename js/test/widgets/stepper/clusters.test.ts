// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { clustersPanel } from "../../../src/widgets/stepper/clusters";
import { densityPlan, type Plan } from "../../painter_wires";
import { makeWire } from "../../wire";
import { show, type Shown } from "./fake_screen";

afterEach(() => { document.body.replaceChildren(); vi.restoreAllMocks(); });

const rows = ({ element }: Shown): string[] => [...element.querySelectorAll("li")].map((row) =>
  [row.querySelector("b"), row.querySelector(".tc-bartext"), row.querySelector(".tc-gain")].map((part) => part!.textContent).join(" | "));
const rest = ({ element }: Shown): string => element.querySelector(".tc-notes")!.textContent!;
const bars = ({ element }: Shown): string[] => [...element.querySelectorAll<HTMLElement>(".tc-bar")].map((bar) => bar.style.width);

/** Sizes of clusters at the one frame that assigns; `placing` where it was said how many there are. */
function sized(sizes: number[], centers?: number[], placing = false): Plan {
  const labels = sizes.flatMap((size, j) => new Array<number>(size).fill(j));
  return {
    painter: "mean_shift", k: sizes.length, points: labels.flatMap((j) => [j, j]),
    frames: [{ kind: "show" }, { kind: "seed", ...(centers && { centers }) }, { kind: "assign", labels }],
    change: { placing },
  };
}

describe("clusters", () => {
  it("are listed with their sizes, in their order", () => {
    const shown = show(clustersPanel, sized([3, 1, 6]));
    shown.at(2);
    expect(rows(shown)).toEqual(["A | clusters.points 3 | ", "B | clusters.point 1 | ", "C | clusters.points 6 | "]);
    expect(bars(shown).map(parseFloat).map(Math.round)).toEqual([50, 17, 100]);
    expect(rest(shown)).toBe("");
  });

  it("say what they gained and lost", () => {
    const shown = show(clustersPanel, densityPlan, { trace: makeWire() });
    shown.at(2);
    expect(rows(shown)).toEqual(["A | clusters.points 2 | ", "B | clusters.points 4 | "]);
    shown.at(4);
    expect(rows(shown)).toEqual(["A | clusters.points 3 | +1", "B | clusters.points 3 | −1"]);
  });

  it("are nine at most, or ten, the largest, and the others are told by number and sizes", () => {
    const sizes = [1, 9, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 0];
    const shown = show(clustersPanel, sized(sizes));
    shown.at(2);
    expect(rows(shown).map((row) => row.split(" | ")[1])).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4].map((n) => `clusters.points ${n}`));
    expect(rows(shown).map((row) => row[0]).join("")).toBe("LKJBIHGFE");
    expect(rest(shown)).toBe("clusters.unlisted.sizes 3 1 3");
    const ten = show(clustersPanel, sized([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    ten.at(2);
    expect([rows(ten).length, rest(ten)]).toEqual([10, ""]);
    const nine = show(clustersPanel, sized([1, 2, 3, 4, 5, 6, 7, 8, 9]));
    nine.at(2);
    expect([rows(nine).length, rest(nine)]).toEqual([9, ""]);
  });

  it("that were asked for wait, then are placed", () => {
    const shown = show(clustersPanel, sized([2, 2], [1, 1, NaN, NaN], true));
    expect(rows(shown)).toEqual(["A | clusters.waiting | ", "B | clusters.waiting | "]);
    shown.at(1);
    expect(rows(shown)).toEqual(["A | clusters.seeded | ", "B | clusters.waiting | "]);
    expect(bars(shown)).toEqual(["0%", "0%"]);
    const many = show(clustersPanel, sized(new Array<number>(12).fill(2), undefined, true));
    expect([rows(many).length, rest(many)]).toEqual([9, "clusters.unlisted 3"]);
  });

  it("that are to be found are not told before they are", () => {
    const shown = show(clustersPanel, sized([2, 2], [1, 1, NaN, NaN]));
    expect(rows(shown)).toEqual([]);
    shown.at(1);
    expect(rows(shown)).toEqual(["A | clusters.seeded | "]);
    const density = show(clustersPanel, "density");
    const names = [0, 1, 4].map((step) => { density.at(step); return rows(density).map((row) => row[0]).join(""); });
    expect(names).toEqual(["", "A", "AB"]);
  });

  it("of a mixture have weights", () => {
    const shown = show(clustersPanel, "mixture");
    shown.at(3);
    expect(rows(shown)).toEqual(["A | clusters.weight 0.55 4.4 | ", "B | clusters.weight 0.45 3.6 | "]);
    expect(bars(shown).map(parseFloat).map(Math.round)).toEqual([55, 45]);
  });
});

describe("points that are no core of a cluster", () => {
  it("are counted by what they are", () => {
    const shown = show(clustersPanel, "density");
    const told = [0, 1, 3, 4, 5].map((step) => { shown.at(step); return rest(shown); });
    expect(told).toEqual([
      "", "clusters.border 1 · clusters.unreached 5", "clusters.border 1 · clusters.noise 1 · clusters.unreached 4",
      "clusters.border 3 · clusters.noise 1 · clusters.unreached 1", "clusters.border 3 · clusters.noise 2",
    ]);
  });

  it("are alone in a tree, where clusters neither gain nor lose", () => {
    const shown = show(clustersPanel, "tree");
    const told = [1, 2, 3, 5, 6].map((step) => { shown.at(step); return [rest(shown), rows(shown).map((row) => row.split(" | ")[2]).join("")]; });
    expect(told).toEqual([["clusters.alone 4", ""], ["clusters.alone 2", ""], ["clusters.alone 1", ""], ["", ""], ["", ""]]);
  });

  it("are no noise while points are only put in order", () => {
    const walk: Plan = {
      ...densityPlan, frames: [
        { kind: "show" }, { kind: "visit", labels: [255, 255, 255, 254, 254, 254, 254, 254], focus: { reached: 3 } },
        { kind: "assign", labels: [0, 0, 0, 1, 1, 1, 255, 255] },
      ],
      change: { curve: { kind: "reachability", title: "", param: null, at: null } },
    };
    const shown = show(clustersPanel, walk);
    const told = [1, 2].map((step) => { shown.at(step); return rest(shown); });
    expect(told).toEqual(["clusters.walked 3 · clusters.unreached 5", "clusters.border 3 · clusters.noise 2"]);
  });

  it("are counted with labels of two bytes", () => {
    const shown = show(clustersPanel, "density");
    Object.assign(shown.screen.session.trace, { none: 65535, labels: () => Uint16Array.of(0, 0, 255, 1, 1, 65534, 65535, 65535) });
    shown.at(2);
    expect(rest(shown)).toBe("clusters.border 2 · clusters.noise 2 · clusters.unreached 1");
  });
});
