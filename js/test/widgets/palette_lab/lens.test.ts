// @vitest-environment jsdom
import { expect, it } from "vitest";
import { lensKey, makeLens, pixelText } from "../../../src/widgets/palette_lab/lens";
import { screenOf } from "./fake_screen";

it.each([["ArrowLeft", false, [4, 5]], ["ArrowRight", true, [15, 5]], ["ArrowUp", false, [5, 4]], ["ArrowDown", false, [5, 6]], ["a", false, null]] as const)("%s (Shift %s) moves it to %s", (key, far, to) => {
  expect(lensKey(key, [5, 5], far)).toEqual(to);
});

it("is there while it's switched on, away from what is looked at", () => {
  const screen = screenOf();
  const lens = makeLens(screen);
  const side = document.createElement("canvas");
  lens.update(side, side);
  expect(lens.element.hidden).toBe(true);
  screen.setSwitches({ lens: true });
  screen.spot = [3, 0];
  lens.update(side, side);
  expect([lens.element.hidden, lens.element.className]).toEqual([false, "tc-pal-lens tc-pal-low tc-pal-start"]);
});

it("a pixel says what it was and has become", () => {
  expect(pixelText(screenOf(), 1, 1)).toBe("palette.lens.at 1 1 palette.original #008000 #550001 name 1");
});
