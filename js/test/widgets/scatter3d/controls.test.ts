// @vitest-environment jsdom
import { expect, it } from "vitest";
import { sidesField, spinField } from "../../../src/widgets/scatter3d/controls";
import { screenOf } from "./made";

it("each side has a button that says which features it shows", () => {
  const screen = screenOf();
  const panel = sidesField(screen);
  panel.update();
  const buttons = [...panel.element.querySelectorAll("button")];
  buttons[2]!.click();
  expect([screen.looked, buttons[2]!.title, buttons.map((button) => button.getAttribute("aria-pressed"))]).toEqual(
    [["side"], "scatter3d.look.side.title Pay Score", ["true", "false", "false", "false"]]);
});

it("nothing turns by itself where less motion is asked for, and the button says why", () => {
  const screen = screenOf();
  const panel = spinField(screen);
  panel.element.click();
  panel.update();
  expect(screen.switches.spin).toBe(true);
  screen.calm = true;
  panel.update();
  panel.element.click();
  expect([screen.switches.spin, panel.element.title]).toEqual([true, "scatter3d.spin.calm"]);
});
