// @vitest-environment jsdom
import { expect, it } from "vitest";
import { scatter3dLegend } from "../../../src/widgets/scatter3d/legend";
import { screenOf } from "./made";

it("clusters have their sizes as bars; a press singles one out, another lets go", () => {
  const screen = screenOf();
  const panel = scatter3dLegend(screen);
  panel.update();
  const buttons = [...panel.element.querySelectorAll<HTMLElement>(".tc-s3-group")];
  expect(buttons.map((button) => [button.textContent, button.querySelector<HTMLElement>(".tc-bar")!.style.width])).toEqual(
    [["A scatter3d.points 3", "100%"], ["B scatter3d.point 1", expect.stringMatching(/^33\.3/)]]);
  buttons[1]!.click();
  panel.update();
  expect([screen.single, buttons[1]!.getAttribute("aria-pressed")]).toEqual([1, "true"]);
  buttons[1]!.click();
  expect(screen.single).toBeNull();
  screen.single = 0;
  panel.update();
  panel.element.querySelector<HTMLElement>(".tc-s3-all")!.click();
  expect(screen.single).toBeNull();
  expect(scatter3dLegend(screenOf({ labeled: false })).element.hidden).toBe(true);
});
