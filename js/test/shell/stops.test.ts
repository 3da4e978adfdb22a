import { describe, expect, it } from "vitest";
import { Stops, type Stop } from "../../src/shell/stops";

function stopsOf(listed: Stop[], last = 10): { stops: Stops; at: () => number; go: (step: number) => void } {
  const steps = { step: 0, last, go: (step: number) => { steps.step = step; } };
  return { stops: new Stops(steps, () => listed), at: () => steps.step, go: steps.go };
}
const stop = (step: number, note = ""): Stop => ({ step, note });

describe("stops", () => {
  it("are gone through in their order, and no farther", () => {
    const { stops, at } = stopsOf([stop(3, "a"), stop(9, "b"), stop(1, "c")]);
    expect([stops.at, stops.note, stops.nextNote, stops.canGoBack]).toEqual([-1, "", "a", false]);
    const seen = [1, 2, 3, 4].map(() => { stops.move(1); return at(); });
    expect(seen).toEqual([3, 9, 1, 1]);
    expect([stops.note, stops.nextNote, stops.canGoOn]).toEqual(["c", "", false]);
    stops.move(-1);
    expect(at()).toBe(9);
    stops.reset();
    expect([at(), stops.at]).toEqual([3, 0]);
  });

  it("go on from the stop before where the teacher has stepped on, and follow who reaches a stop", () => {
    const { stops, at, go } = stopsOf([stop(0), stop(4), stop(8)]);
    stops.move(1);
    go(6);
    expect(stops.at).toBe(1);
    stops.move(1);
    expect(at()).toBe(8);
    go(0);
    expect(stops.at).toBe(0);
  });

  it("may stand twice at one step", () => {
    const { stops } = stopsOf([stop(2, "first half"), stop(2, "second half")]);
    stops.move(1);
    stops.move(1);
    expect(stops.note).toBe("second half");
  });

  it("are all steps where none is listed", () => {
    const { stops, at } = stopsOf([], 1);
    expect([stops.canGoBack, stops.canGoOn]).toEqual([false, true]);
    stops.move(1);
    stops.move(1);
    expect([at(), stops.canGoOn, stops.note]).toEqual([1, false, ""]);
    stops.reset();
    expect(at()).toBe(0);
  });
});
