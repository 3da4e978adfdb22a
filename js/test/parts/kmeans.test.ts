import { expect, it } from "vitest";
import { painters } from "../../src/painters";
import { sides, unders } from "../../src/widgets/stepper/sides";

it("brings its painter and its panels, and nothing before it is loaded", async () => {
  expect([painters, sides, unders].map((all) => Object.keys(all))).toEqual([[], [], []]);
  await import("../../src/parts/kmeans");
  expect([painters, sides, unders].map((all) => Object.keys(all).sort())).toEqual([["k_scan", "kmeans"], [], ["kmeans"]]);
});
