import { describe, expect, it } from "vitest";
import { scaleOf } from "../../src/core/scales";
import type { Histogram } from "../../src/core/types";
import { makeInk } from "../../src/marks/brush";
import { bellAt, drawBells, drawHistogram } from "../../src/marks/histogram";
import { madeScene } from "../painters/scene";
import { fakeContext } from "./fake_context";

const histogram: Histogram = { edges: [0, 2, 4, 6], counts: [1, 5, 4], unit: 0.5, strip: [-0.3, -1], name: "points per bin of 2" };
const head = { domain: [0, 6, -1, 2.5] as const, histogram };
const scale = scaleOf(head, 400, 300);
const ink = makeInk(madeScene(0).theme, madeScene(0));
const looks = [{ name: "A", color: "#0072b2", shape: "circle" as const }, { name: "B", color: "#e69f00", shape: "square" as const }];

describe("a histogram", () => {
  it("has bars from the line at 0 up, as high as their counts", () => {
    const { context, named } = fakeContext();
    drawHistogram(context, scale, histogram, ink);
    const bars = named("fillRect").map(({ args }) => args as number[]);
    expect(bars).toHaveLength(3);
    bars.forEach(([, top, , height], i) => {
      expect(top! + height!).toBeCloseTo(scale.y(0));
      expect(height!).toBeCloseTo(histogram.counts[i]! * 0.5 * scale.unit);
    });
  });

  it("counts points on its axis, from 0", () => {
    expect(scale.yTicks[0]!.text).toBe("0");
    for (const { value, at } of scale.yTicks) {
      expect(Number.isInteger(value)).toBe(true);
      expect(at).toBeCloseTo(scale.y(value * 0.5));
    }
    expect(scaleOf({ domain: head.domain }, 400, 300).yTicks.some(({ value }) => value < 0)).toBe(true);
  });
});

describe("bells", () => {
  const bells = [{ weight: 0.25, mean: 1, variance: 0.5 }, { weight: 0.75, mean: 4, variance: 1 }];

  it("are weight times density, on the scale of the counts", () => {
    expect(bellAt(bells[1]!, 5, histogram)).toBeCloseTo((0.75 * 10 * 2 * Math.exp(-0.5)) / Math.sqrt(2 * Math.PI), 10);
    // their areas add up to that of the bars
    let area = 0;
    for (let x = -6; x < 12; x += 0.001) area += 0.001 * (bellAt(bells[0]!, x, histogram) + bellAt(bells[1]!, x, histogram));
    expect(area).toBeCloseTo(20, 3);
  });

  it("are drawn one for each component, and their sum over them", () => {
    const { context, calls, named } = fakeContext();
    drawBells(context, scale, histogram, bells, looks, ink);
    expect(named("clip")).toHaveLength(1);
    expect(named("stroke")).toHaveLength(4);
    const last = calls.slice(calls.findLastIndex(({ name }) => name === "beginPath")).filter(({ name }) => name === "lineTo");
    for (const { args } of last.slice(5, 50)) {
      const [px, py] = args as [number, number];
      const x = scale.invert(px, 0)[0];
      expect(py).toBeCloseTo(scale.y(0.5 * (bellAt(bells[0]!, x, histogram) + bellAt(bells[1]!, x, histogram))), 6);
    }
  });

  it("of no spread are a line and no error", () => {
    const { context, calls } = fakeContext();
    drawBells(context, scale, histogram, [{ weight: 1, mean: 3, variance: 0 }], looks, ink);
    expect(calls.flatMap(({ args }) => args).some((value) => Number.isNaN(value))).toBe(false);
  });
});
