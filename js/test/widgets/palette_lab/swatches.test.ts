// @vitest-environment jsdom
import { expect, it } from "vitest";
import { colorKey, paletteStrip, paletteSwatches } from "../../../src/widgets/palette_lab/swatches";
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

it.each([["ArrowDown", null, 0], ["ArrowDown", 3, 3], ["ArrowUp", 2, 1], ["Home", 2, 0], ["End", 0, 3], ["x", 0, null]] as const)("%s goes from color %s to %s", (key, lit, next) => {
  expect(colorKey(key, lit, 4)).toBe(next);
});

it("the color of a pixel that is pointed at is lit in strip and list, and keys go on from it", () => {
  const screen = screenOf();
  const panels = [paletteStrip(screen), paletteSwatches(screen)];
  const lit = (): (number | undefined)[] => panels.map(({ element }) => {
    const items = [...element.querySelectorAll("li, i:not(.tc-pal-chip)")];
    return items.findIndex((one) => one.classList.contains("tc-pal-lit"));
  });
  for (const panel of panels) panel.update();
  for (const panel of panels) panel.light!({ kind: "point", point: 6 });
  expect(lit()).toEqual([2, 2]);
  const { highlight } = screen.session;
  panels[1]!.element.querySelector("ol")!.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  expect(highlight.kept).toEqual({ kind: "cluster", cluster: 0 });
  panels[0]!.element.querySelectorAll("i")[3]!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  expect(highlight.kept).toEqual({ kind: "cluster", cluster: 3 });
});
