import { describe, expect, it } from "vitest";
import { axisOf, decodeRace, lastUpTo, nearestTo } from "../../../src/widgets/race/wire";
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
