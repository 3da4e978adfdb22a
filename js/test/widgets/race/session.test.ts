// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { screenOf } from "./fake_screen";
import { makeRace } from "./made";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it("each racer stands at the last frame that its work allows", () => {
  const { session } = screenOf();
  const frames = [0, 1, 3, 5].map((step) => { session.go(step); return [session.work, ...session.race.lanes.map((lane) => session.frame(lane))]; });
  expect(frames).toEqual([[0, 0, 0], [10, 1, 0], [30, 3, 1], [100, 4, 2]]);
});

it("another race starts at the place where the one before stood", () => {
  const { session, model } = screenOf();
  session.subscribe(() => undefined);
  session.go(5);
  model.receive("shown", makeRace(2));
  expect([session.race.head.id, session.work]).toEqual([2, 100]);
});

it("runs by work and stops at the end", () => {
  const { session } = screenOf();
  session.subscribe(() => undefined);
  session.move({ kind: "run" });
  vi.advanceTimersByTime(8500); // 42 of 100
  expect(session.work).toBe(40);
  vi.advanceTimersByTime(20_000);
  expect([session.work, session.playing]).toEqual([100, false]);
});
