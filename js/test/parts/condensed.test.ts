import { expect, it } from "vitest";
import { painters } from "../../src/painters";
import { sides, unders } from "../../src/widgets/stepper/sides";

it("brings its panel, and nothing before it is loaded", async () => {
  expect([painters, sides, unders].map((all) => Object.keys(all))).toEqual([[], [], []]);
  await import("../../src/parts/condensed");
  expect([painters, sides, unders].map((all) => Object.keys(all))).toEqual([[], ["condensed"], []]);
});
