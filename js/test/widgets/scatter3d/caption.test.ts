// @vitest-environment jsdom
import { expect, it } from "vitest";
import { scatter3dSentence } from "../../../src/widgets/scatter3d/caption";
import { screenOf } from "./made";

it("the sentence is about all, the cluster that is singled out, or the row that is chosen", () => {
  const screen = screenOf();
  const all = scatter3dSentence(screen);
  screen.single = 0;
  const one = scatter3dSentence(screen);
  screen.chosen = 1;
  expect([all, one, scatter3dSentence(screen)].map((text) => text.replace(/scatter3d\.\w+\./g, ""))).toEqual([
    "all 4 all 2; sizes A 3 B 1.", "scatter3d.group A 0: group 3 4 75 % Age 1 years, Pay 2, Score 3.3", "row 8 row Age 3 years, Pay 4, Score 5 B",
  ]);
});

it("points without labels have means alone", () => {
  expect(scatter3dSentence(screenOf({ labeled: false })).replace(/scatter3d\.\w+\./g, "")).toBe("all 4 alone Age 4 years, Pay 4, Score 4");
});
