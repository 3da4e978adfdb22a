// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import type { Aim } from "../../src/core/highlight";
import { decode } from "../../src/core/trace";
import { circlesOf, paintLights } from "../../src/painters/lights";
import { changed, densityPlan, wireOf } from "../painter_wires";
import { fakeContext, type Call } from "../marks/fake_context";
import { madeScene } from "./scene";

function drawn(aim: Aim | null, step = 5): Call[] {
  const canvas = document.createElement("canvas");
  const fake = fakeContext();
  vi.spyOn(canvas, "getContext").mockReturnValue(fake.context as never);
  paintLights(canvas, madeScene(step), aim);
  return fake.calls.filter(({ name }) => name === "arc");
}

it("a point has a ring with a rim in the ground's color", () => {
  const scene = madeScene(5);
  const rings = drawn({ kind: "point", point: 2 });
  expect(rings.length).toBe(2);
  expect(rings[0]!.args.slice(0, 2)).toEqual([scene.xy[4], scene.xy[5]]);
});

it("each point of a set has a ring, and a cluster's center a halo too", () => {
  expect(drawn({ kind: "points", points: [0, 3], text: "" }).length).toBe(4);
  const size = Array.from(madeScene(5).trace.labels(5)!).filter((label) => label === 0).length;
  expect(drawn({ kind: "cluster", cluster: 0 }).length).toBeGreaterThan(2 * size);
});

it("core distance and reachability are circles where the plane shows them truly, and not ahead of the walk", () => {
  const plan = changed(densityPlan, { circles: true, curve: { kind: "reachability", title: "", param: "xi", at: 0.05 } });
  const walk = {
    ...plan, frames: [{ kind: "show" as const }, { kind: "stop" as const, focus: { reached: 8 } }],
    fixed: { ...plan.fixed, core_distance: ["f4", [1, 1, 1, 1, 1, 1, Infinity, 3]] as [never, number[]] },
  };
  const trace = decode(wireOf(walk));
  expect([circlesOf(trace, 0, 1), circlesOf(trace, 1, 1), circlesOf(trace, 1, 6)]).toEqual([{ core: 1, reach: null }, { core: 1, reach: 2 }, { core: null, reach: 8 }]);
  expect(circlesOf(decode(wireOf({ ...walk, change: { ...walk.change, circles: false } })), 1, 1)).toEqual({ core: null, reach: null });
});

it("nothing is left when nothing is pointed at", () => {
  expect(drawn(null)).toEqual([]);
});
