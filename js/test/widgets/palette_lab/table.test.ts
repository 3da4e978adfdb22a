// @vitest-environment jsdom
import { expect, it } from "vitest";
import { paletteTable } from "../../../src/widgets/palette_lab/table";
import { screenOf } from "./fake_screen";

it("the palette is a table, behind the picture until it is asked for", () => {
  const screen = screenOf();
  const panel = paletteTable(screen);
  panel.update();
  expect(panel.element.classList).toContain("tc-hidden");
  screen.setSwitches({ table: true });
  panel.update();
  expect(panel.element.classList).not.toContain("tc-hidden");
  expect([...panel.element.querySelectorAll("tbody tr")].map((row) => row.textContent)).toEqual(
    [" #000000name 025 %", " #550001name 125 %", " #aa0002name 225 %", " #ff0003name 325 %"]);
});
