import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LOOKS, Motion } from "../../../src/widgets/scatter3d/motion";

let queue: FrameRequestCallback[] = [];
let clock = 0;
let less = false;
const moving: boolean[] = [];
let motion: Motion;

beforeEach(() => {
  [queue, clock, less] = [[], 0, false];
  moving.length = 0;
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => queue.push(callback));
  vi.stubGlobal("matchMedia", () => ({ matches: less }));
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  motion = new Motion((now) => { moving.push(now); });
});
afterEach(() => { vi.unstubAllGlobals(); vi.restoreAllMocks(); });

function run(ms: number): void {
  for (const end = clock + ms; clock < end;) {
    clock += 16;
    for (const callback of queue.splice(0)) callback(clock);
  }
}

it("glides to a side and rests there", () => {
  motion.to(LOOKS.front);
  run(300);
  expect(motion.look.flat).toBeGreaterThan(0);
  expect(motion.look.flat).toBeLessThan(1);
  run(600);
  expect([motion.look, moving.at(-1), queue.length]).toEqual([LOOKS.front, false, 0]);
});

it("is a cut where less motion is asked for", () => {
  less = true;
  motion.to(LOOKS.top);
  expect(motion.look).toEqual(LOOKS.top);
});

it("gets its perspective back once it is turned away from a side", () => {
  motion.to(LOOKS.front);
  run(900);
  motion.by(0.3, 0);
  expect(motion.look.flat).toBe(1);
  run(900);
  expect([motion.look.flat, motion.look.turn.yaw]).toEqual([0, expect.closeTo(0.3)]);
});

it("turns by itself at its pace until it is stopped", () => {
  motion.spinning = true;
  motion.wake();
  run(32);
  const { yaw } = motion.look.turn;
  run(2500);
  expect(motion.look.turn.yaw - yaw).toBeCloseTo((2 * Math.PI) / 10, 1);
  motion.stop();
  const frames = moving.length;
  run(100);
  expect(moving.length).toBe(frames);
});
