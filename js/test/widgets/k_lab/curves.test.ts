// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { curvesPanel } from "../../../src/widgets/k_lab/curves";
import { screenAt } from "./fake_screen";
import { makeScanWire } from "./made";

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

  it("lie by what has been on screen: what is to come moves neither ticks nor the present", () => {
    const drawn = (change: (values: (number | null)[]) => void): string => {
      const wire = makeScanWire();
      for (const { values } of wire.scan.criteria) change(values);
      const screen = { ...screenAt(1, wire), reached: 1, knowsEnd: false };
      const panel = curvesPanel(screen);
      panel.update();
      return panel.element.innerHTML;
    };
    expect(drawn((values) => { values[2] = 1e6; })).toBe(drawn((values) => { values[2] = -3; }));
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

it("criteria whose 0 means something are drawn from it", () => {
  const wire = makeScanWire();
  const criteria = wire.scan.criteria.filter(({ key }) => key === "silhouette").map((one) => ({ ...one, values: [0.38, 0.4, 0.42] }));
  const panel = curvesPanel(screenAt(1, { ...wire, scan: { ...wire.scan, criteria } }));
  panel.update();
  expect([...panel.element.querySelectorAll(".tc-tick")].map((tick) => tick.textContent)).toContain("0");
});
