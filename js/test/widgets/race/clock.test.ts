import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RaceClock } from "../../../src/widgets/race/clock";

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
