// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import type { Aim } from "../../src/core/highlight";
import { paintLights } from "../../src/painters/lights";
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

it("nothing is left when nothing is pointed at", () => {
  expect(drawn(null)).toEqual([]);
});
