// @vitest-environment jsdom
import { expect, it } from "vitest";
import { paletteStrip, paletteSwatches } from "../../../src/widgets/palette_lab/swatches";
import { screenOf } from "./fake_screen";
import { makeFit } from "./made";

it("the strip gives each color its share, and the list its name", () => {
  const screen = screenOf({ shown: makeFit(2, { shares: [0.75, 0.25], names: ["black", "<b>red</b>"] }) });
  const [strip, list] = [paletteStrip(screen), paletteSwatches(screen)];
  strip.update();
  list.update();
  expect([...strip.element.children].map((part) => (part as HTMLElement).style.flexGrow)).toEqual(["0.75", "0.25"]);
  expect((strip.element.children[1] as HTMLElement).title).toBe("palette.swatch #ff0001 <b>red</b> 25 %");
  expect([...list.element.querySelectorAll("li")].map((row) => row.textContent)).toEqual(["#000000black75 %", "#ff0001<b>red</b>25 %"]);
});
