// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
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

it("a row lights what it is of, and is lit by its points", () => {
  const screen = screenOf();
  const panel = paletteTable(screen);
  panel.update();
  const rows = [...panel.element.querySelectorAll<HTMLElement>("tbody tr")];
  rows.forEach((row, i) => vi.spyOn(row, "getBoundingClientRect").mockReturnValue({ top: 20 * i, height: 20 } as DOMRect));
  const body = panel.element.querySelector("tbody")!;
  vi.spyOn(body, "getBoundingClientRect").mockReturnValue({ left: 0, top: 0, width: 100, height: 80 } as DOMRect);
  body.dispatchEvent(new MouseEvent("pointermove", { clientY: 30 }));
  expect(screen.session.highlight.aim).toEqual({ kind: "cluster", cluster: 1 });
  const lit = (): number[] => rows.flatMap((row, i) => (row.classList.contains("tc-row-lit") ? [i] : []));
  panel.light!(screen.session.highlight.aim);
  expect(lit()).toEqual([1]);
  panel.light!({ kind: "point", point: 0 });
  expect(lit()).toEqual([0]);
  panel.light!(null);
  expect(lit()).toEqual([]);
});
