// @vitest-environment jsdom
import { expect, it } from "vitest";
import { kTablePanel } from "../../../src/widgets/k_lab/table";
import { screenAt } from "./fake_screen";

it("there is a row for each k, what is preferred once all are known, and the clusters of the chosen one", () => {
  const known = screenAt(1);
  const tell = (screen: ReturnType<typeof screenAt>): string[][] => {
    const panel = kTablePanel(screen);
    panel.update();
    return [...panel.element.querySelectorAll("tbody")].map((body) => [...body.rows].map((row) => [...row.cells].map((cell) => cell.textContent).join("|")));
  };
  const [ks, clusters] = tell(known);
  expect(ks![1]).toBe("2|★ 20.0 k_lab.table.preferred|★ 0.800 k_lab.table.preferred|1.20|★ 1.00 k_lab.table.preferred");
  expect(clusters).toEqual([" A shape.circle|3|0.750", " B shape.circle|3|0.850"]);
  expect(tell({ ...known, reached: 1, knowsEnd: false })[0]).toEqual(["1|90.0|–|0.100|–", "2|20.0|0.800|1.20|1.00", "4|–|–|–|–"]);
});

it("a row is chosen by its button, where it can be seen", () => {
  const screen = screenAt(0);
  screen.switches.table = true;
  const panel = kTablePanel(screen);
  panel.update();
  panel.element.querySelectorAll("button")[2]!.click();
  expect(screen.chosen).toEqual([2]);
});
