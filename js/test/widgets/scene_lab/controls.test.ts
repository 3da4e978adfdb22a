// @vitest-environment jsdom
import { expect, it } from "vitest";
import { layerChips, opacityField } from "../../../src/widgets/scene_lab/controls";
import { screenOf } from "./fake_screen";

it("chips choose what lies on the left; one is pressed", () => {
  const screen = screenOf();
  const panel = layerChips(screen);
  panel.update();
  const chips = [...panel.element.querySelectorAll("button")];
  chips[1]!.click();
  panel.update();
  expect(screen.layer.name).toBe("red");
  expect(chips.map((chip) => chip.getAttribute("aria-pressed"))).toEqual(["false", "true"]);
});

it("the clusters fade", () => {
  const screen = screenOf();
  const panel = opacityField(screen);
  panel.update();
  const range = panel.element.querySelector("input")!;
  expect(range.value).toBe("100");
  range.value = "35";
  range.dispatchEvent(new Event("input"));
  expect(screen.opacity).toBe(0.35);
  panel.update();
  expect(range.getAttribute("aria-valuetext")).toBe("scene.opacity.value 35");
});
