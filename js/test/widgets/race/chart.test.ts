// @vitest-environment jsdom
import { expect, it } from "vitest";
import { raceChart } from "../../../src/widgets/race/chart";
import { screenOf } from "./fake_screen";

it("lines grow with the work, as stairs, and names come with the ends", () => {
  const screen = screenOf();
  const chart = raceChart(screen);
  const seen = (step: number): unknown[] => {
    screen.session.go(step);
    chart.update();
    const lines = [...chart.element.querySelectorAll(".tc-race-over .tc-race-line")].map((line) => (line.getAttribute("d")!.match(/V/g) ?? []).length);
    const names = [...chart.element.querySelectorAll<SVGElement>(".tc-race-label")].filter((label) => label.style.display === "").map((label) => label.textContent);
    return [lines, names.sort(), chart.element.querySelectorAll(".tc-race-over .tc-race-mark").length];
  };
  expect([seen(0), seen(2), seen(4), seen(5)]).toEqual([[[0, 0], [], 0], [[1, 0], [], 1], [[3, 0], ["Quick"], 2], [[3, 1], ["Full", "Quick"], 2]]);
  chart.end();
});
