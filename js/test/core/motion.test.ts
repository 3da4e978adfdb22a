import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLoop, ease, pacedDuration, part } from "../../src/core/motion";

describe("easing", () => {
  it("starts at 0, ends at 1 and never turns back", () => {
    expect([ease(0), ease(0.5), ease(1)]).toEqual([0, 0.5, 1]);
    for (let t = 0; t < 1; t += 0.01) expect(ease(t + 0.01)).toBeGreaterThanOrEqual(ease(t));
  });

  it("tells how far a part of the time is", () => {
    expect([part(0.1, 0.2, 0.6), part(0.4, 0.2, 0.6), part(0.9, 0.2, 0.6), part(1, 1, 1)]).toEqual([0, 0.5, 1, 1].map((v) => expect.closeTo(v)));
  });
});

describe("pacedDuration", () => {
  it("leaves a glide its time, and shortens it for a fast player", () => {
    expect(pacedDuration(400, Infinity)).toBe(400);
    expect(pacedDuration(400, 300)).toBeCloseTo(255);
    expect(pacedDuration(400, 60)).toBe(0);
    expect(pacedDuration(0, 1000)).toBe(0);
  });
});

describe("createLoop", () => {
  let queue: FrameRequestCallback[] = [];
  beforeEach(() => {
    queue = [];
    vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => queue.push(callback));
  });
  afterEach(() => { vi.unstubAllGlobals(); });
  const turn = (): void => { for (const callback of queue.splice(0)) callback(0); };

  it("paints once for many wakes and then rests", () => {
    const paint = vi.fn(() => false);
    const loop = createLoop(paint);
    loop.wake();
    loop.wake();
    turn();
    turn();
    expect(paint).toHaveBeenCalledTimes(1);
    expect(queue).toHaveLength(0);
  });

  it("goes on while paint asks for more, with one request at a time", () => {
    let left = 3;
    const loop = createLoop(() => { loop.wake(); left -= 1; return left > 0; });
    loop.wake();
    for (let i = 0; i < 3; i += 1) {
      expect(queue).toHaveLength(1);
      turn();
    }
  });

  it("doesn't paint after a stop, and paints once when woken again", () => {
    const paint = vi.fn(() => false);
    const loop = createLoop(paint);
    loop.wake();
    loop.stop();
    loop.wake();
    turn();
    expect(paint).toHaveBeenCalledTimes(1);
  });
});
