// @vitest-environment jsdom
import { expect, it } from "vitest";
import { scatter3dTable } from "../../../src/widgets/scatter3d/table";
import { screenOf } from "./made";

it("there is a row for each cluster and one for all, and one alone without labels", () => {
  const rows = (screen = screenOf()): string[] => [...scatter3dTable(screen).element.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent!.trim()).join("|"));
  expect(rows()).toEqual(["scatter3d.group A 0 shape.circle|3|1|2|3.3", "B shape.square|1|1|2|3.3", "scatter3d.all|4|4|4|4"]);
  expect(rows(screenOf({ labeled: false }))).toEqual(["scatter3d.all|4|4|4|4"]);
});
