// @vitest-environment jsdom
import { expect, it } from "vitest";
import { axisName, groupName, pairOf, plain, rowName, withUnit } from "../../../src/widgets/scatter3d/screen";
import { axis, screenOf } from "./made";

it.each([[3, {}, "3"], [-2.345, {}, "−2.3"], [0.1234, { high: 1 }, "0.12"], [12345.6, { high: 20_000 }, "12,346"], [1e8, {}, "1.00e+8"], [-0.0001, {}, "0"]] as const)("%d is written %s", (value, more, text) => {
  expect(plain(value, axis("x", more))).toBe(text);
});

it("rows, groups, axes and sides have their names", () => {
  const screen = screenOf();
  expect([withUnit(3, axis("Age", { unit: "years" })), axisName(axis("Age", { unit: "years" })), axisName(axis("Age", { name: "Age in years", unit: "years" }))]).toEqual(["3 years", "Age (years)", "Age in years"]);
  expect([rowName(screen.cloud, 1), rowName({ ...screen.cloud, index: ["a", "b", "c", "d"] }, 1)]).toEqual(["8", "b"]);
  expect([groupName(screen, 0), groupName(screen, 1)]).toEqual(["scatter3d.group A 0", "B"]);
  expect((["front", "side", "top"] as const).map((side) => Object.values(pairOf(screen.cloud, side)).join())).toEqual(["Age,Score", "Pay,Score", "Age,Pay"]);
});
