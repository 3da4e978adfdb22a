// @vitest-environment jsdom
import { expect, it } from "vitest";
import { palettePicture, swipeKey } from "../../../src/widgets/palette_lab/picture";
import { screenOf } from "./fake_screen";

it.each([["ArrowLeft", false, 0.48], ["ArrowRight", true, 0.6], ["Home", false, 0], ["End", true, 1], ["a", false, null]] as const)("%s (Shift %s) moves the line to %s", (key, far, split) => {
  expect(swipeKey(key, 0.5, far)).toEqual(split === null ? null : expect.closeTo(split));
});

it("the line says where it is, and tags leave where there is no room for them", () => {
  const screen = screenOf();
  const panel = palettePicture(screen);
  const seen = [0.5, 0.1, 0.9].map((split) => {
    screen.split = split;
    panel.update();
    const line = panel.element.querySelector<HTMLElement>("[role=slider]")!;
    return [line.getAttribute("aria-valuetext"), line.style.left, ...[".tc-pal-left", ".tc-pal-right"].map((tag) => panel.element.querySelector<HTMLElement>(tag)!.hidden)];
  });
  expect(seen).toEqual([["palette.swipe.at 50", "50%", false, false], ["palette.swipe.at 10", "10%", true, false], ["palette.swipe.at 90", "90%", false, true]]);
});
