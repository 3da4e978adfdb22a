import { expect, it } from "vitest";
import { reachOf } from "../../src/core/reach";
import { decode } from "../../src/core/trace";
import { changed, densityPlan, wireOf } from "../painter_wires";

const plan = {
  ...changed(densityPlan, { curve: { kind: "reachability", title: "", param: "xi", at: 0.05 } }),
  frames: [{ kind: "show" as const }, { kind: "visit" as const, focus: { reached: 3 } }, { kind: "stop" as const, focus: { reached: 8 } }],
};
const walk = decode(wireOf(plan));

it("a point has a reachability once it was walked", () => {
  expect([0, 1, 2].map((step) => reachOf(walk, step, 1))).toEqual([null, { value: 2, place: 2 }, { value: 2, place: 2 }]);
  expect([1, 2].map((step) => reachOf(walk, step, 0))).toEqual([null, { value: 1, place: 5 }]);
});

it("nothing is reached where there is no walk", () => {
  expect(reachOf(decode(wireOf(densityPlan)), 5, 0)).toBeNull();
});
