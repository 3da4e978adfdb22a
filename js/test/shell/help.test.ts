// @vitest-environment jsdom
import { expect, it } from "vitest";
import { helpPanel } from "../../src/shell/help";

it("the keys are listed with what they do, each a key of its own, once they are asked for", () => {
  const screen = { words: (key: string) => `<${key}>`, switches: { help: false } };
  const panel = helpPanel(screen, [["← →", "keys.step"], ["X", "keys.experiment"]]);
  panel.update();
  expect(panel.element.hidden).toBe(true);
  screen.switches.help = true;
  panel.update();
  expect(panel.element.hidden).toBe(false);
  expect([...panel.element.querySelectorAll("dt")].map((row) => [...row.querySelectorAll("kbd")].map((key) => key.textContent))).toEqual([["←", "→"], ["X"]]);
  expect([...panel.element.querySelectorAll("dd")].map((row) => row.textContent)).toEqual(["<keys.step>", "<keys.experiment>"]);
});
