import { describe, expect, it } from "vitest";
import { chartScale, decades } from "../../../src/widgets/race/scale";
import { axisOf } from "../../../src/widgets/race/wire";
import { madeRace } from "./made";

describe("the chart's scale", () => {
  it("has all of the race inside", () => {
    const made = madeRace();
    const { box, x, y, cut } = chartScale(made, 600, 200, null);
    for (const { work, inertia } of made.lanes) {
      for (const w of work) expect(x(w)).toBeGreaterThanOrEqual(box.left);
      for (const w of work) expect(x(w)).toBeLessThanOrEqual(box.right);
      for (const value of inertia) if (value !== null) expect(y(value)).toBeLessThanOrEqual(box.bottom);
      for (const value of inertia) if (value !== null) expect(y(value)).toBeGreaterThanOrEqual(box.top);
    }
    expect(cut).toBe(false);
    expect(y(20)).toBeLessThan(y(10));
  });

  it("leaves out first inertias that would flatten the others, and says so", () => {
    const made = madeRace(([quick]) => { quick!.inertia = [null, 5000, 12, 11.5, 11]; });
    const { box, y, cut } = chartScale(made, 600, 200, null);
    expect(cut).toBe(true);
    expect(y(5000)).toBeLessThan(box.top);
    expect(y(11)).toBeLessThanOrEqual(box.bottom);
  });

  it("of a race that goes on tells nothing of what is to come", () => {
    const tell = (change: Parameters<typeof madeRace>[0], log: boolean): unknown => {
      const made = madeRace(change);
      made.axis = axisOf(made.moments, log);
      const { box, x, y, xTicks, yTicks } = chartScale(made, 600, 200, 20);
      expect(x(20)).toBeLessThan(box.right);
      for (const value of [22, 16.5]) expect(y(value)).toBeLessThanOrEqual(box.bottom);
      return [x(20), y(16.5), xTicks, yTicks];
    };
    for (const log of [false, true]) {
      const ends = tell(([quick, full]) => { quick!.inertia = [null, 22, 16.5, 1, 0.5]; full!.inertia = [null, 2, 1]; }, log);
      expect(ends).toEqual(tell(() => undefined, log));
    }
    const start = chartScale(madeRace(), 600, 200, 0);
    expect([start.yTicks, Number.isFinite(start.y(20))]).toEqual([[], true]);
  });

  it("goes from a pixel to a place and back", () => {
    const { x, place } = chartScale(madeRace(), 600, 200, null);
    for (const work of [0, 30, 100]) expect(place(x(work))).toBeCloseTo(work / 100);
    expect([place(-50), place(900)]).toEqual([0, 1]);
  });

  it("writes large numbers short", () => {
    const made = madeRace();
    made.axis = axisOf([0, 1_600_000], false);
    expect(chartScale(made, 700, 200, null).xTicks.map(({ text }) => text)).toEqual(expect.arrayContaining(["0", "200k", "1M", "1.2M"]));
  });

  it("has round numbers on a log scale", () => {
    expect(decades(900, 120_000, 6)).toEqual([1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]);
    expect(decades(1, 1e9, 4).every((value) => Number.isInteger(Math.log10(value)))).toBe(true);
    expect(decades(21, 29, 3).length).toBeGreaterThan(1);
  });

  it("is drawn where nobody has centers yet", () => {
    const made = madeRace((lanes) => { for (const one of lanes) one.inertia = one.inertia.map(() => null); });
    expect(chartScale(made, 300, 200, null).yTicks).toEqual([]);
  });
});
