// @vitest-environment jsdom
import { expect, it } from "vitest";
import { raceTable } from "../../../src/widgets/race/table";
import { screenOf } from "./fake_screen";

it("an end is told when it has come, and its ratio when all have", () => {
  const screen = screenOf();
  const panel = raceTable(screen);
  const rows = (step: number): string[][] => {
    screen.session.go(step);
    panel.update();
    return [...panel.element.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent!));
  };
  const none = ["–", "–", "–", "–", "–"];
  expect(rows(0)).toEqual([none, none]);
  expect(rows(4)).toEqual([["40", "race.table.batches 3", "11", "–", "0.500"], none]);
  expect(rows(5)).toEqual([["40", "race.table.batches 3", "11", "1.100", "0.500"], ["100", "race.table.iterations 1", "10", "1.000", "1.000"]]);
});
