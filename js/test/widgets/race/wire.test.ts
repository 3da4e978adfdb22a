import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RaceClock } from "../../../src/widgets/race/clock";
import { placeLabels } from "../../../src/widgets/race/labels";
import { chartScale, decades } from "../../../src/widgets/race/scale";
import { axisOf, decodeRace, lastUpTo, nearestTo, type Lane, type Race } from "../../../src/widgets/race/wire";
import { makeRace } from "./made";

describe("a race", () => {
  it("has a moment for each amount of work of anybody", () => {
    const race = decodeRace(makeRace());
    expect(race.moments).toEqual([0, 10, 20, 30, 40, 100]);
    expect(race.places).toEqual([0, 0.1, 0.2, 0.3, 0.4, 1]);
    expect(race.lanes.map(({ end }) => end.inertia)).toEqual([11, 10]);
  });

  it("finds the last value up to another", () => {
    const values = [0, 10, 20, 30];
    for (let wanted = -5; wanted < 40; wanted += 1) {
      const slow = Math.max(0, values.filter((value) => value <= wanted).length - 1);
      expect(lastUpTo(values, wanted)).toBe(slow);
    }
  });

  it("finds the nearest value", () => {
    expect([-1, 0.04, 0.06, 0.9, 2].map((place) => nearestTo([0, 0.1, 1], place))).toEqual([0, 0, 1, 2, 2]);
  });

  it("rises along a log axis, from nothing to all", () => {
    const moments = [0, 100, 1000, 50_000, 1e6];
    const axis = axisOf(moments, true);
    const places = moments.map(axis.at);
    expect(places[0]).toBe(0);
    expect(places.at(-1)).toBeCloseTo(1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(places[1]).toBeGreaterThan(0);
    expect(axis.at(10_000) - axis.at(1000)).toBeCloseTo(axis.at(1000) - axis.at(100));
  });

  it("gives each step its time on a log axis", () => {
    const wire = makeRace(1, { log_work: true });
    const { places } = decodeRace(wire);
    expect(places[0]).toBe(0);
    expect(places.at(-1)).toBeCloseTo(1);
    places.slice(1).forEach((place, i) => expect(place - places[i]!).toBeGreaterThan(0.09));
  });

  it.each([[[0]], [[0, 5]]])("has an axis for %j", (moments) => {
    for (const log of [false, true]) {
      expect(moments.map(axisOf(moments, log).at).every((place) => place >= 0 && place <= 1)).toBe(true);
    }
  });
});

describe("the chart", () => {
  const race = (change: (lanes: Lane[]) => void = () => undefined): Race => {
    const made = decodeRace(makeRace());
    change(made.lanes);
    return made;
  };

  it("has all of the race inside", () => {
    const made = race();
    const { box, x, y, cut } = chartScale(made, 600, 200);
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
    const made = race(([quick]) => { quick!.inertia = [null, 5000, 12, 11.5, 11]; });
    const { box, y, cut } = chartScale(made, 600, 200);
    expect(cut).toBe(true);
    expect(y(5000)).toBeLessThan(box.top);
    expect(y(11)).toBeLessThanOrEqual(box.bottom);
  });

  it("goes from a pixel to a place and back", () => {
    const { x, place } = chartScale(race(), 600, 200);
    for (const work of [0, 30, 100]) expect(place(x(work))).toBeCloseTo(work / 100);
    expect([place(-50), place(900)]).toEqual([0, 1]);
  });

  it("writes large numbers short", () => {
    const made = race();
    made.axis = axisOf([0, 1_600_000], false);
    expect(chartScale(made, 700, 200).xTicks.map(({ text }) => text)).toEqual(expect.arrayContaining(["0", "200k", "1M", "1.2M"]));
  });

  it("has round numbers on a log scale", () => {
    expect(decades(900, 120_000, 6)).toEqual([1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]);
    expect(decades(1, 1e9, 4).every((value) => Number.isInteger(Math.log10(value)))).toBe(true);
    expect(decades(21, 29, 3).length).toBeGreaterThan(1);
  });

  it("is drawn where nobody has centers yet", () => {
    const made = race((lanes) => { for (const one of lanes) one.inertia = one.inertia.map(() => null); });
    expect(chartScale(made, 300, 200).yTicks).toEqual([]);
  });

  it("keeps names apart and inside, at every width", () => {
    for (const width of [260, 400, 700, 1100]) {
      const made = race((lanes) => {
        lanes[0]!.name = "MiniBatchKMeans(batch_size=10)";
        lanes[0]!.end = { ...lanes[0]!.end, inertia: 10.1 };
        lanes[0]!.work = [0, 10, 20, 30, 99];
      });
      const scale = chartScale(made, width, 200);
      const labels = placeLabels(made.lanes, scale);
      expect(labels.map(({ racer }) => racer).sort()).toEqual([0, 1]);
      expect(Math.abs(labels[0]!.y - labels[1]!.y)).toBeGreaterThan(13);
      expect(labels.find(({ racer }) => racer === 0)!.text).toBe(width < 560 ? "batch_size=10" : "MiniBatchKMeans(batch_size=10)");
      for (const { x, y } of labels) {
        expect(x).toBeLessThanOrEqual(width);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThan(200);
        expect(y).toBeGreaterThan(0);
      }
    }
  });

  it("names two lines that end close together in their order", () => {
    for (const width of [340, 700, 1100]) {
      const made = race((lanes) => {
        lanes[0]!.name = "MiniBatchKMeans";
        lanes[1]!.name = "KMeans";
        lanes[0]!.work = [0, 40, 60, 80, 86];
        lanes[0]!.inertia = [null, 13, 11, 10.4, 10.3];
        lanes[0]!.end = { ...lanes[0]!.end, inertia: 10.3 };
        lanes[1]!.work = [0, 45, 100];
        lanes[1]!.inertia = [null, 10.05, 10];
        lanes[1]!.end = { ...lanes[1]!.end, inertia: 10 };
      });
      const scale = chartScale(made, width, 204);
      const foot = (racer: number): number => placeLabels(made.lanes, scale).find((label) => label.racer === racer)!.y;
      expect(foot(0)).toBeLessThan(foot(1));
    }
  });
});

describe("the clock", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("goes from end to end in twenty seconds, faster at a higher speed", () => {
    const places: number[] = [];
    const clock = new RaceClock(() => places.at(-1) ?? 0, (place) => places.push(place));
    clock.start(() => 1);
    vi.advanceTimersByTime(10_000);
    expect(places.at(-1)).toBeCloseTo(0.5, 1);
    clock.start(() => 4);
    vi.advanceTimersByTime(2000);
    expect(places.at(-1)).toBeCloseTo(0.9, 1);
    vi.advanceTimersByTime(5000);
    expect(places.at(-1)).toBe(1);
  });

  it("is silent once it was stopped", () => {
    const tick = vi.fn();
    const clock = new RaceClock(() => 0, tick);
    clock.start(() => 1);
    clock.stop();
    vi.advanceTimersByTime(1000);
    expect(tick).not.toHaveBeenCalled();
  });

  it("changes seldom where less motion is wished for", () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    const tick = vi.fn();
    const clock = new RaceClock(() => 0, tick);
    clock.start(() => 1);
    vi.advanceTimersByTime(2000);
    expect(tick).toHaveBeenCalledTimes(2);
    clock.stop();
  });
});
