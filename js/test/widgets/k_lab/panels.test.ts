// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { decodeScan, nearestStep } from "../../../src/widgets/k_lab/wire";
import { bladesPanel } from "../../../src/widgets/k_lab/blades";
import { curvesPanel } from "../../../src/widgets/k_lab/curves";
import { longest } from "../../../src/shell/caption";
import { START } from "../../../src/shell/shell";
import { brief, type KScreen } from "../../../src/widgets/k_lab/screen";
import { makeScanWire } from "./made";

/** A screen that is at `step`, with only what these panels look at. */
function screenAt(step: number, wire = makeScanWire()): KScreen & { chosen: number[] } {
  const scan = decodeScan(wire)!;
  const chosen: number[] = [];
  return {
    scan, chosen, features: "raw", reached: scan.k.length - 1, hasScaled: false, switches: { ...START, regions: true, bands: true },
    session: { trace: scan.trace, step, last: 2 } as unknown as KScreen["session"],
    words: (key, values = {}) => [key, ...Object.values(values)].join(" "),
    root: document.createElement("div"), setSwitches: () => undefined, forward: () => undefined, show: () => undefined,
    choose: (to) => chosen.push(to),
  };
}

const numbers = (path: string): number[] => [...path.matchAll(/-?[\d.]+/g)].map(([text]) => Number(text));

describe("the curves", () => {
  const made = (step: number, wire = makeScanWire()): { screen: ReturnType<typeof screenAt>; svg: SVGElement; update(): void } => {
    const screen = screenAt(step, wire);
    const panel = curvesPanel(screen);
    panel.update();
    return { screen, svg: panel.element.querySelector("svg")!, update: () => panel.update() };
  };

  it("draw every value that is there, none that is not", () => {
    const { svg } = made(1);
    const paths = [...svg.querySelectorAll(".tc-past")].map((path) => numbers(path.getAttribute("d")!).length / 2);
    expect(paths).toEqual([3, 2, 3, 2]);
    expect(svg.querySelectorAll(".tc-dot")).toHaveLength(10);
    expect(svg.querySelectorAll(".tc-k-fan")).toHaveLength(3);
  });

  it("put larger values higher, and a k where its number stands", () => {
    const { svg } = made(1);
    const [x1, y1, x2, y2, x3, y3] = numbers(svg.querySelector(".tc-past")!.getAttribute("d")!) as [number, number, number, number, number, number];
    expect(y1).toBeLessThan(y2);
    expect(y2).toBeLessThan(y3);
    expect((x3 - x2) / (x2 - x1)).toBeCloseTo(2, 1); // from 2 to 4 is twice as far as from 1 to 2
  });

  it("mark the chosen k on every curve that has a value there", () => {
    expect(made(1).svg.querySelectorAll(".tc-now")).toHaveLength(4);
    expect(made(0).svg.querySelectorAll(".tc-now")).toHaveLength(2);
    expect(made(0).svg.getAttribute("aria-label")).toBe("k_lab.curves.alt 1 Inertia 90.0, Silhouette –, Gap 0.100, Stability –");
  });

  it("have a column to press for each k; columns touch and don't overlap", () => {
    const { screen, svg } = made(1);
    const columns = [...svg.querySelectorAll<SVGRectElement>("[data-choose]")];
    const edges = columns.map((c) => [Number(c.getAttribute("x")), Number(c.getAttribute("x")) + Number(c.getAttribute("width"))]);
    edges.slice(1).forEach(([left], i) => expect(left).toBeCloseTo(edges[i]![1]!));
    columns[2]!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(screen.chosen).toEqual([2]);
  });

  it("redraw nothing but the mark when k changes", () => {
    const { screen, svg, update } = made(1);
    const ground = svg.querySelector(".tc-past");
    (screen.session as unknown as { step: number }).step = 2;
    update();
    expect(svg.querySelector(".tc-past")).toBe(ground);
    expect(svg.querySelector(".tc-k-chosen")?.textContent).toBe("4");
  });

  it("survive one k, one value and none at all", () => {
    const wire = makeScanWire();
    wire.scan.k = [3];
    for (const c of wire.scan.criteria) Object.assign(c, { values: [c.key === "gap" ? null : 5], low: [], high: [] });
    const { svg } = made(0, wire);
    const attributes = [...svg.querySelectorAll("*")].flatMap((node) => [...node.attributes].map(({ value }) => value));
    expect(attributes.filter((value) => /NaN|Infinity/.test(value))).toEqual([]);
  });
});

describe("the blades", () => {
  const made = (step: number): Element => {
    const panel = bladesPanel(screenAt(step));
    panel.update();
    return panel.element;
  };

  it("are as high as their clusters are large, and reach as far as their values", () => {
    const blades = [...made(2).querySelectorAll(".tc-blade")].map((blade) => blade.getAttribute("d")!);
    const heights = blades.map((d) => {
      const ys = [...d.matchAll(/V(-?[\d.]+)/g)].map((m) => Number(m[1]));
      return Math.max(...ys) - Number(/,(-?[\d.]+)/.exec(d)![1]);
    });
    expect(heights[0]! / heights[2]!).toBeCloseTo(2, 1);
    const reach = blades.map((d) => [...d.matchAll(/H(-?[\d.]+)/g)].map((m) => Number(m[1])));
    const zero = Number(/M(-?[\d.]+)/.exec(blades[0]!)![1]);
    expect(reach[0]![0]).toBeGreaterThan(reach[0]!.at(-2)!); // falling
    expect(Math.min(...reach[3]!)).toBeLessThan(zero); // below 0 lies to the left
    expect(Math.min(...reach[0]!)).toBeGreaterThanOrEqual(zero);
  });

  it("say why there are none", () => {
    const element = made(0);
    expect(element.querySelectorAll(".tc-blade")).toHaveLength(0);
    expect(element.querySelector(".tc-notes")?.textContent).toBe("It needs two clusters.");
    expect(element.querySelector("svg")?.getAttribute("aria-label")).toContain("It needs two clusters.");
  });

  it("name the mean, the clusters and their sizes", () => {
    const element = made(1);
    expect(element.textContent).toContain("k_lab.blades.mean 0.800");
    expect(element.querySelector("svg")?.getAttribute("aria-label")).toContain("k_lab.blades.cluster A 3 0.750");
  });

  it("keep room for the longest note", () => {
    expect(made(1).querySelector<HTMLElement>(".tc-k-room")?.dataset.longest).toBe("It needs two clusters.");
  });
});

describe("small things", () => {
  it.each([[null, "–"], [undefined, "–"], [0, "0.00"], [-0.25, "−0.250"], [476.3, "476"], [1286.4, "1286"], [123456, "123k"]])(
    "brief(%s) is %s", (value, text) => expect(brief(value)).toBe(text));
  it("finds the nearest k and the longest text", () => {
    expect([0, 2, 3.4, 9].map((k) => nearestStep([1, 3, 4], k))).toEqual([0, 0, 1, 2]);
    expect(longest(["a", "abc", "ab"])).toBe("abc");
  });
});

