import { describe, expect, it } from "vitest";
import { between, centered, degrees, facing, projection, turned, turnKey, type Turn } from "../../src/core/turn";

const STILL: Turn = { yaw: 0, pitch: 0 };
const corners = Array.from({ length: 8 }, (_, i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1] as const);

describe("projection", () => {
  it("puts the middle of the cube in the middle of the picture", () => {
    for (const yaw of [0, 1, -2]) {
      const [x, y, depth, scale] = projection({ yaw, pitch: 0.4 }, 300, 200, 10)(0.5, 0.5, 0.5);
      expect([x, y, depth, scale]).toEqual([150, 100, expect.closeTo(0), 1]);
    }
  });

  it("has x to the right, y up and z towards the eye", () => {
    const project = projection(STILL, 200, 200, 0);
    expect(project(1, 0.5, 0.5)[0]).toBeGreaterThan(100);
    expect(project(0.5, 1, 0.5)[1]).toBeLessThan(100);
    expect(project(0.5, 0.5, 1)[2]).toBeGreaterThan(0);
    expect(project(0.5, 0.5, 1)[3]).toBeGreaterThan(project(0.5, 0.5, 0)[3]);
  });

  it("keeps every corner in the picture, however the cube is turned", () => {
    const across: number[] = [];
    const down: number[] = [];
    for (let yaw = -3; yaw <= 3; yaw += 0.25) for (let pitch = -1.4; pitch <= 1.4; pitch += 0.2) {
      for (const [px, py] of corners.map((corner) => projection({ yaw, pitch }, 300, 200, 12)(...corner))) {
        across.push(px);
        down.push(py);
      }
    }
    expect(Math.min(...across)).toBeGreaterThanOrEqual(12 - 1e-6);
    expect(Math.max(...across)).toBeLessThanOrEqual(288 + 1e-6);
    expect(Math.min(...down)).toBeGreaterThanOrEqual(12 - 1e-6);
    expect(Math.max(...down)).toBeLessThanOrEqual(188 + 1e-6);
  });

  it("follows the hand: what is near goes where the pointer goes", () => {
    const near = [0.5, 0.5, 1] as const;
    const before = projection(STILL, 200, 200, 0)(...near);
    expect(projection(turned(STILL, 0.2, 0), 200, 200, 0)(...near)[0]).toBeGreaterThan(before[0]);
    expect(projection(turned(STILL, 0, 0.2), 200, 200, 0)(...near)[1]).toBeGreaterThan(before[1]);
  });
});

describe("turning", () => {
  it("goes round and round, and never over the top", () => {
    let turn = STILL;
    for (let i = 0; i < 100; i += 1) turn = turned(turn, 0.5, 0.5);
    expect(Math.abs(turn.yaw)).toBeLessThanOrEqual(Math.PI);
    expect(turn.pitch).toBeLessThan(Math.PI / 2);
  });

  it("is done by arrows, farther with Shift", () => {
    expect(degrees(turnKey("ArrowRight", STILL, false)!.yaw)).toBe(10);
    expect(degrees(turnKey("ArrowLeft", STILL, true)!.yaw)).toBe(-30);
    expect(degrees(turnKey("ArrowDown", STILL, false)!.pitch)).toBe(10);
    expect(degrees(turnKey("ArrowUp", STILL, false)!.pitch)).toBe(-10);
    expect(turnKey("a", STILL, false)).toBeNull();
  });
});

describe("a flat look", () => {
  it("shows true lengths when flat, and its middle in the middle", () => {
    const project = centered(projection({ yaw: 0, pitch: 0 }, 200, 100, 0, 1), 200, 100);
    expect(project(1, 0.5, 0)[0]).toBeCloseTo(project(1, 0.5, 1)[0]);
    expect(project(0.5, 0.5, 0.5).slice(0, 2)).toEqual([100, 50]);
  });

  it("knows which faces look at the eye", () => {
    const front = facing({ yaw: 0, pitch: 0 });
    expect([front([2, 1]), front([2, 0]), front([0, 0]), front([0, 1])]).toEqual([true, false, false, false]);
  });

  it("goes the shorter way round", () => {
    expect(between({ yaw: 3, pitch: 0 }, { yaw: -3, pitch: 1 }, 0.5).yaw).toBeCloseTo(Math.PI);
  });
});
