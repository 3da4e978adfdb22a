// @vitest-environment jsdom
import { expect, it } from "vitest";
import { paletteFigures } from "../../../src/widgets/palette_lab/figures";
import { screenOf } from "./fake_screen";

it("sizes have bars against the largest, and figures stand below", () => {
  const panel = paletteFigures(screenOf());
  panel.update();
  const rows = [...panel.element.querySelectorAll("tr")];
  expect(rows.map((row) => row.textContent)).toEqual(["originalpalette.size.value 4,000", "indexedpalette.size.value 1,000", "PSNR14 dB"]);
  expect(rows.map((row) => row.style.getPropertyValue("--part"))).toEqual(["100.0%", "25.0%", ""]);
});
