import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Metronome, play, type Move, type Play } from "../../src/core/player";

/** A small generator with a seed, so that a failure can be seen again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => ((state = (state * 1664525 + 1013904223) >>> 0) / 2 ** 32);
}

describe("play", () => {
  it("keeps its promises under any moves", () => {
    for (let seed = 0; seed < 60; seed++) {
      const next = numbers(seed);
      const last = Math.floor(next() * 20);
      let state: Play = { step: 0, last, playing: false, speed: 1 };
      for (let i = 0; i < 40; i++) {
        const moves: Move[] = [
          { kind: "to", step: next() * 40 - 10 }, { kind: "by", steps: Math.round(next() * 6 - 3) }, { kind: "tick" },
          { kind: "run" }, { kind: "stop" }, { kind: "speed", speed: 2 },
        ];
        const before = state;
        state = play(state, moves[Math.floor(next() * moves.length)]!);
        expect(state.step).toBeGreaterThanOrEqual(0);
        expect(state.step).toBeLessThanOrEqual(last);
        expect(Number.isInteger(state.step)).toBe(true);
        if (before.step < last) expect(play(play(before, { kind: "by", steps: 1 }), { kind: "by", steps: -1 }).step).toBe(before.step);
      }
    }
  });

  it("stops at the end, and runs again from the start", () => {
    let state: Play = { step: 1, last: 2, playing: true, speed: 1 };
    state = play(state, { kind: "tick" });
    expect(state).toMatchObject({ step: 2, playing: false });
    expect(play(state, { kind: "run" })).toMatchObject({ step: 0, playing: true });
  });
});

describe("Metronome", () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it("never ticks after a stop, nor twice after two starts", () => {
    let ticks = 0;
    const metronome = new Metronome(() => { ticks += 1; });
    metronome.start(() => 1);
    metronome.start(() => 1);
    vi.advanceTimersByTime(900 * 3 + 10);
    expect(ticks).toBe(3);
    metronome.stop();
    vi.advanceTimersByTime(9000);
    expect(ticks).toBe(3);
  });
});
