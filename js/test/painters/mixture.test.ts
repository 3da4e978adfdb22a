// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { ease, mix } from "../../src/core/motion";
import { mixturePlan, type Plan } from "../painter_wires";
import { stageFor } from "./stage";

afterEach(() => { vi.restoreAllMocks(); });

const hues = [[0, 114, 178], [230, 159, 0], [0, 158, 115], [204, 121, 167]];

describe("looks", () => {
  it("are blends where the second share is large, more where it is larger", () => {
    const seen = stageFor("mixture");
    seen.at(2);
    // responsibilities of A in 255ths: 255 255 250 0 0 10 127 200
    const share = (i: number): number => (seen.looks()[i]!.fill[0] - 0) / 230;
    expect([0, 1, 2, 3, 4, 5].map(share)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(share(7)).toBeCloseTo(0.3);
    expect(share(6)).toBeCloseTo(0.5);
    expect(seen.looks()[6]!.shape).toBe("square");
    expect(seen.looks()[7]!.shape).toBe("circle");
    expect(seen.looks()[7]!.outline).not.toBeNull();
    seen.at(4);
    expect(seen.looks()[7]!.fill).toEqual(hues[0]);
    expect(share(6)).toBeCloseTo(0.5);
  });

  it("are grey before points have responsibilities", () => {
    const seen = stageFor("mixture");
    for (const step of [0, 1]) {
      seen.at(step);
      expect(seen.looks().map(({ fill }) => String(fill))).toEqual(new Array(8).fill("138,143,152"));
    }
  });

  /** k components; point i has `responsibilities[i]`. */
  const plan = (k: number, responsibilities: number[][]): Plan => ({
    painter: "mixture", k, points: responsibilities.flatMap((_, i) => [i, i]),
    frames: [{ kind: "assign", labels: responsibilities.map((row) => row.indexOf(Math.max(...row))), rows: { responsibilities: responsibilities.flat().map((of255) => 257 * of255) } }], types: { responsibilities: "u2" },
  });

  it("blend the two strongest of many, in any order", () => {
    const rows: [number[], number, number, number][] = [
      [[10, 20, 125, 100], 2, 3, 0.5], [[100, 20, 125, 10], 2, 0, 0.5], [[30, 10, 15, 200], 3, 0, 0.3], [[0, 230, 25, 0], 1, 1, 0],
      [[0, 0, 255, 0], 2, 2, 0], [[26, 229, 0, 0], 1, 0, 0.3], [[25, 230, 0, 0], 1, 1, 0], [[173, 0, 0, 82], 0, 3, 0.5], [[174, 0, 0, 81], 0, 3, 0.3],
    ];
    const seen = stageFor(plan(4, rows.map(([responsibilities]) => responsibilities)));
    seen.at(0);
    seen.looks().forEach(({ fill }, i) => {
      const [, first, second, share] = rows[i]!;
      fill.forEach((v, channel) => expect(v, `point ${i}`).toBeCloseTo(mix(hues[first]![channel]!, hues[second]![channel]!, share), 3));
    });
  });

  it("are those of the strongest alone with one component, and with more than can be told apart", () => {
    const one = stageFor(plan(1, [[255], [255]]));
    one.at(0);
    expect(one.looks().map(({ fill }) => fill)).toEqual([hues[0], hues[0]]);
    const nine = stageFor(plan(9, [[127, 128, 0, 0, 0, 0, 0, 0, 0]]));
    nine.at(0);
    expect(nine.looks()[0]!.fill).toEqual(hues[1]);
    const eight = stageFor(plan(8, [[127, 128, 0, 0, 0, 0, 0, 0]]));
    eight.at(0);
    expect(eight.looks()[0]!.fill).not.toEqual(hues[1]);
  });
});

describe("ellipses", () => {
  const middle = (seen: ReturnType<typeof stageFor>, j: number): unknown[] => seen.overlay("ellipse")[2 * j]!.args.slice(0, 2);

  it("are two for each component, about its center", () => {
    const seen = stageFor("mixture");
    seen.at(0);
    expect(seen.overlay("ellipse")).toEqual([]);
    for (const step of [1, 3, 5]) {
      seen.at(step);
      const { scale } = seen.scene(step);
      const centers = seen.trace.centers(step)!;
      expect(seen.overlay("ellipse")).toHaveLength(4);
      for (const j of [0, 1]) {
        expect(middle(seen, j)).toEqual([scale.x(centers[2 * j]!), scale.y(centers[2 * j + 1]!)].map((v) => expect.closeTo(v, 3)));
      }
    }
  });

  it("move and turn with the M step, and stay with the E step", () => {
    const seen = stageFor("mixture");
    const shown = (step: number, t: number): number[][] => { seen.at(step, t); return seen.overlay("ellipse").map(({ args }) => args as number[]); };
    shown(1, 1);
    expect(shown(2, 0.4)).toEqual(shown(1, 1));
    const [before, between, after] = [shown(2, 1), shown(3, 0.4), shown(3, 1)];
    expect(between[0]![0]).toBeCloseTo(mix(before[0]![0]!, after[0]![0]!, ease(0.4)), 3);
    // the second component's covariance goes from (4, 1, 2) to (3, -1, 3): it turns the other way
    expect(Math.sign(before[2]![4]!)).toBe(-Math.sign(after[2]![4]!));
    const part = (i: number): number => mix([4, 1, 2][i]!, [3, -1, 3][i]!, ease(0.4));
    expect(between[2]![4]).toBeCloseTo(-0.5 * Math.atan2(2 * part(1), part(0) - part(2)), 5);
  });

  it("leave a trail of centers in the M step alone", () => {
    const seen = stageFor("mixture");
    const lines = [1, 2, 3, 4, 5].map((step) => { seen.at(step); return seen.overlay("lineTo").length; });
    expect(lines).toEqual([0, 0, 4, 0, 0]);
    expect(mixturePlan.frames[3]!.kind).toBe("update");
  });
});

describe("one feature", () => {
  const histogram = { edges: [0, 5, 10], counts: [2, 2], unit: 1, strip: [-0.2, -1] as [number, number], name: "points per bin of 5" };
  const plan: Plan = {
    painter: "mixture", k: 2, points: [1, -0.5, 2, -0.5, 8, -0.5, 9, -0.5],
    frames: [
      { kind: "seed", centers: [2, 0, 8, 0], rows: { ellipses: [1, 0, 0, 1, 0, 0], mixture_weights: [0.5, 0.5] } },
      { kind: "update", centers: [4, 0, 8, 0], rows: { ellipses: [4, 0, 0, 1, 0, 0], mixture_weights: [0.25, 0.75] } },
    ],
    types: { ellipses: "f4", mixture_weights: "f4" }, change: { histogram },
  };
  /** The highest place of each curve that was drawn: bells, and last their sum. */
  const peaks = (seen: ReturnType<typeof stageFor>): number[] => {
    const found: number[] = [];
    for (const { name, args } of seen.overlay()) {
      if (name === "beginPath") found.push(Infinity);
      else if (name === "lineTo") found[found.length - 1] = Math.min(found.at(-1)!, args[1] as number);
    }
    return found.filter(Number.isFinite);
  };

  it("has bars, and for each component a bell in the place of ellipses", () => {
    const seen = stageFor(plan);
    seen.at(0);
    expect(seen.ground("fillRect")).toHaveLength(2);
    expect(seen.overlay("ellipse")).toEqual([]);
    // n 4, bins of 5: a weight of 0.5 with a standard deviation of 1 makes 10 points' worth
    const top = seen.scene(0).scale.y(10 / Math.sqrt(2 * Math.PI));
    expect(peaks(seen)[0]).toBeCloseTo(top, 2);
  });

  it("moves the bells with each step", () => {
    const seen = stageFor(plan);
    seen.at(1);
    const { scale } = seen.scene(1);
    const height = (weight: number, spread: number): number => scale.y((weight * 20) / (spread * Math.sqrt(2 * Math.PI)));
    expect(peaks(seen)).toContainEqual(expect.closeTo(height(0.25, 2), 2));
    seen.at(1, 0.5);
    const share = ease(0.5);
    expect(peaks(seen)).toContainEqual(expect.closeTo(height(mix(0.5, 0.25, share), Math.sqrt(mix(1, 4, share))), 2));
    seen.at(1, 1, { options: { ...seen.scene(1).options, regions: false } });
    expect(seen.overlay("clip")).toEqual([]);
  });
});
