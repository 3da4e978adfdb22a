import { describe, expect, it } from "vitest";
import type { Theme } from "../../src/core/plane_theme";
import { drawCloud, farToNear, type Cloud3d } from "../../src/marks/cloud3d";
import { fakeContext } from "./fake_context";

const THEME: Theme = { bg: "bg", fg: "fg", muted: "muted", grid: "grid", accent: "accent", font: "serif" };
const AHEAD = { yaw: 0, pitch: 0 };
const cloud = (more: Partial<Cloud3d> = {}): Cloud3d => ({
  at: new Float32Array([0.5, 0.5, 1, 0.5, 0.5, 0, 0.5, 0.5, 0.5]), colors: ["near", "far", "middle"], radius: new Float32Array([1, 1, 1]), ...more,
});

describe("a cloud", () => {
  it("is drawn from far to near, near points larger", () => {
    const { context, named } = fakeContext();
    drawCloud(context, cloud(), [], ["x", "y", "z"], AHEAD, [200, 200], THEME);
    const points = named("fillRect");
    expect(points.map((call) => call.style.fillStyle)).toEqual(["far", "middle", "near"]);
    const wide = points.map((call) => call.args[2] as number);
    expect(wide).toEqual([...wide].sort((a, b) => a - b));
  });

  it("names its axes and has twelve edges", () => {
    const { context, named } = fakeContext();
    drawCloud(context, cloud(), [], ["R", "G", "B"], { yaw: 0.5, pitch: 0.3 }, [200, 200], THEME);
    expect(named("fillText").map((call) => call.args[0])).toEqual(["R", "G", "B"]);
    expect(named("stroke")).toHaveLength(12);
  });

  it("has its centres on top, ringed in both the light and the dark of the theme", () => {
    const { context, calls, named } = fakeContext();
    const centers = [{ at: [0.5, 0.5, 0] as const, color: "c", radius: 5 }];
    drawCloud(context, cloud(), centers, ["x", "y", "z"], AHEAD, [200, 200], THEME);
    expect(named("fill").map((call) => call.style.fillStyle)).toEqual(["fg", "bg", "c"]);
    expect(calls.at(-1)!.name).toBe("fill");
  });

  it("draws markers where points have shapes", () => {
    const { context, named } = fakeContext();
    drawCloud(context, cloud({ shapes: ["circle", "square", "triangle"] }), [], ["x", "y", "z"], AHEAD, [200, 200], THEME);
    expect(named("fillRect")).toHaveLength(0);
    expect(named("fill")).toHaveLength(3);
    expect(named("arc")).toHaveLength(1);
  });

  it("draws a point outside the cube without losing it", () => {
    const { context, named } = fakeContext();
    drawCloud(context, cloud({ at: new Float32Array([0.5, 0.5, 2, 0.5, 0.5, -2, 0.5, 0.5, 0.5]) }), [], ["x", "y", "z"], AHEAD, [200, 200], THEME);
    expect(named("fillRect")).toHaveLength(3);
  });

  it("draws what is marked after all others", () => {
    const depths = new Float32Array([0.5, -0.5, 0]);
    expect([...farToNear(depths)]).toEqual([1, 2, 0]);
    expect([...farToNear(depths, (i) => i === 1)]).toEqual([2, 0, 1]);
  });
});
