// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { objectivePanel } from "../../../src/widgets/stepper/objective";
import { meanShiftPlan, densityPlan, mixturePlan, type Plan, wireOf } from "../../painter_wires";
import { makeWire } from "../../wire";
import { show, type Shown } from "./fake_screen";

// an axis without an end would hang the test
vi.mock("../../../src/core/ticks", async (load) => {
  const { ticks, tickStep } = await load<typeof import("../../../src/core/ticks")>();
  return { tickStep, ticks: (low: number, high: number, count: number) => {
    if (!Number.isFinite(low) || !Number.isFinite(high)) throw new Error(`an axis from ${low} to ${high}`);
    return ticks(low, high, count);
  } };
});

afterEach(() => { document.body.replaceChildren(); vi.restoreAllMocks(); });

const numbers = (text: string): number[] => [...text.matchAll(/-?[\d.]+/g)].map(([part]) => Number(part));
/** Heights of the whole curve, from the top, at the first frame that has one. */
function heights(shown: Shown): number[] {
  shown.at(0);
  return numbers(shown.element.querySelector(".tc-future")!.getAttribute("d")!).filter((_, i) => i % 2 === 1);
}
const FLOOR = 108;

function rising(values: (number | null)[], rises = true): Plan {
  return {
    ...meanShiftPlan, frames: values.map((objective, i) => ({ kind: i % 2 ? "update" as const : "assign" as const, ...(objective !== null && { objective }), rows: { seeds: [0, 0] } })),
    change: { objective: { name: "Log-likelihood", best: null, rises, legend: "" } },
  };
}

describe("the objective", () => {
  it("hides where there is none, and where a tree tells it", () => {
    expect(show(objectivePanel, "density").element.hidden).toBe(true);
    expect(show(objectivePanel, "mean_shift").element.hidden).toBe(true);
    expect(show(objectivePanel, "tree").element.hidden).toBe(true);
    const shown = show(objectivePanel, "graph");
    expect(shown.element.hidden).toBe(false);
    shown.answer(wireOf(densityPlan, 2));
    expect(shown.element.hidden).toBe(true);
    shown.answer(wireOf(mixturePlan, 3));
    expect(shown.element.hidden).toBe(false);
    expect(shown.element.querySelector("h3")!.textContent).toBe("Log-likelihood");
  });

  it("is laid out by what has been on screen alone", () => {
    const drawn = (last: number[], rises: boolean): string => {
      const shown = show(objectivePanel, rising([40, 30, 25, ...last], rises));
      shown.screen.switches.future = false;
      shown.at(2);
      return shown.element.innerHTML;
    };
    for (const rises of [true, false]) expect(drawn([900, 1, 1, 1, 1], rises)).toBe(drawn([20], rises));
  });

  it("that falls is measured from 0", () => {
    const [a, b, c, d] = heights(show(objectivePanel, rising([40, 30, 20, 10], false))) as [number, number, number, number];
    expect((FLOOR - a) / (FLOOR - d)).toBeCloseTo(4, 0);
    expect(b - a).toBeCloseTo(c - b, 0);
  });

  it("that rises has a floor of its own, above a first value far below", () => {
    const shown = show(objectivePanel, rising([-9000, -200, -150, -120, -110, -105, -102, -100]));
    const found = heights(shown);
    expect(found).toHaveLength(8);
    expect([...found].sort((p, q) => q - p)).toEqual(found);
    expect(found[0]).toBe(FLOOR);
    expect(Math.max(...found)).toBeLessThanOrEqual(FLOOR);
    expect(found[3]! - found[7]!).toBeGreaterThan(15);
  });

  it("that rises evenly shows all of it", () => {
    const found = heights(show(objectivePanel, rising([-90, -80, -70, -60])));
    expect(found[0]! - found[1]!).toBeGreaterThan(10);
    expect(found[1]! - found[2]!).toBeCloseTo(found[2]! - found[3]!, 0);
    expect(found[3]).toBeLessThan(20);
  });

  it("is a picture in numbers whatever it is", () => {
    const one = [[-5], [null, null, 3]];
    const more = [[-5, -5, -5], [null, 0, 0], [null, -1e-9, 1e-9], [1e12, 2e12]];
    for (const [rises, all] of [[true, more], [false, [...one, ...more]]] as const) {
      for (const values of all) {
        const shown = show(objectivePanel, rising(values, rises));
        for (let step = 0; step < values.length; step += 1) {
          shown.at(step);
          const attributes = [...shown.element.querySelectorAll("*")].flatMap((node) => [...node.attributes].map(({ value }) => value));
          expect(attributes.filter((value) => /NaN|Infinity/.test(value))).toEqual([]);
        }
      }
    }
  });

  // objective.ts, `floorOf`: nothing is left of one value, and the floor is Infinity; `ticks` then never ends
  it("that rises may have one value (a GaussianMixture with max_iter=0) or none", () => {
    expect(heights(show(objectivePanel, rising([null, null, 3])))).toHaveLength(1);
    expect(show(objectivePanel, rising([null, null])).element.hidden).toBe(true);
  });

  it("says where the present step stands, and what is to come", () => {
    const shown = show(objectivePanel, "mixture");
    const picture = shown.element.querySelector("svg")!;
    const told = [0, 1, 2, 3, 4].map((step) => { shown.at(step); return picture.getAttribute("aria-label"); });
    expect(told).toEqual([
      "objective.alt Log-likelihood objective.none 0", "objective.alt Log-likelihood objective.none 1",
      "objective.alt Log-likelihood -90 2", "objective.alt Log-likelihood -90 3", "objective.alt Log-likelihood -70 4",
    ]);
    expect(numbers(picture.querySelector(".tc-past")!.getAttribute("d")!)).toHaveLength(4);
    expect(picture.querySelector(".tc-value")!.textContent).toBe("-70");
  });

  it("has the best that is known of others where it falls, and only if that is lower", () => {
    const best = (value: number): number => show(objectivePanel, "mean_shift", { trace: makeWire(1, { objective: { name: "Inertia", best: value, legend: "" } }) }).element.querySelectorAll(".tc-best").length;
    expect([best(10), best(8), best(12)]).toEqual([0, 1, 0]);
    const shown = show(objectivePanel, { ...mixturePlan, change: { objective: { name: "", best: -100, rises: true, legend: "" } } });
    expect(shown.element.querySelectorAll(".tc-best")).toHaveLength(0);
  });

  it("says what its marks mean in each algorithm's words", () => {
    expect(show(objectivePanel, "mean_shift", { trace: makeWire() }).element.querySelector(".tc-legend")!.textContent).toBe("● assign  ■ update");
    expect(show(objectivePanel, "mixture").element.querySelector(".tc-legend")!.textContent).toBe("● E step  ■ M step");
  });
});

describe("the runs of n_init", () => {
  type Runs = { objective: number | null; n_iter: number; best: boolean }[];
  const plan = (runs: Runs): Plan => {
    const made = rising([-90, -80, -70, -60]);
    return { ...made, change: { ...made.change, runs } };
  };
  const THREE: Runs = [{ objective: -75, n_iter: 4, best: false }, { objective: -60, n_iter: 2, best: true }, { objective: -400, n_iter: 9, best: false }];
  const marks = ({ element }: Shown): number[] => [...element.querySelectorAll(".tc-run")].map((mark) => Number(mark.getAttribute("cy")));
  const ended = (runs: Runs = THREE): Shown => {
    const shown = show(objectivePanel, plan(runs));
    shown.screen.switches.future = false;
    shown.screen.setSwitches({});
    return shown;
  };

  it("end beside the curve once its own end has been seen; the one on screen is full and uppermost", () => {
    const shown = ended();
    shown.at(2);
    expect(marks(shown)).toEqual([]);
    expect(shown.element.textContent).not.toContain("objective.runs");
    shown.at(3);
    const heights = marks(shown);
    expect(heights).toHaveLength(3);
    expect(shown.element.querySelector(".tc-run:nth-last-of-type(1)")!.classList).toContain("tc-run-kept");
    // one far below the floor stands on it
    expect(heights[1]).toBe(FLOOR);
    expect(heights[0]).toBeGreaterThan(heights[2]!);
    expect(shown.element.textContent).toContain("objective.runs 3");
    expect(shown.element.querySelector("svg")!.getAttribute("aria-label")).toContain("objective.runs.alt 3 -400.0 -60");
  });

  it("are pointed at, one by one", () => {
    const shown = ended();
    shown.at(3);
    const picture = shown.element.querySelector("svg")!;
    vi.spyOn(picture, "getBoundingClientRect").mockReturnValue({ left: 0, top: 0, width: 280, height: 132 } as DOMRect);
    const at = (clientX: number, clientY: number): unknown => {
      picture.dispatchEvent(new MouseEvent("pointermove", { clientX, clientY }));
      return shown.screen.session.highlight.aim;
    };
    const [low, , kept] = marks(shown) as [number, number, number];
    expect(at(276, low + 1)).toEqual({ kind: "ends", low: -75, high: -75, text: "objective.run -75 4" });
    expect(at(276, kept)).toEqual({ kind: "ends", low: -60, high: -60, text: "objective.run.kept -60 2" });
    expect(at(100, low)).toBeNull();
  });

  it("are none of one run, nor of one without an end", () => {
    for (const runs of [[THREE[1]!], [THREE[1]!, { objective: null, n_iter: 0, best: false }]]) {
      const shown = ended(runs);
      shown.at(3);
      expect(marks(shown)).toEqual([]);
    }
  });
});
