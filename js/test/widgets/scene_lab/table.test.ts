// @vitest-environment jsdom
import { expect, it } from "vitest";
import { sceneTable } from "../../../src/widgets/scene_lab/table";
import { screenOf } from "./fake_screen";

it("has pixels, share and mean spectrum of each cluster, out of sight until it's asked for", () => {
  const screen = screenOf();
  const panel = sceneTable(screen);
  panel.update();
  expect(panel.element.classList.contains("tc-hidden")).toBe(true);
  expect([...panel.element.querySelectorAll("tbody tr")[1]!.children].map((cell) => cell.textContent!.trim())).toEqual(["cluster 1", "3", "43 %", "0.67", "0.50"]);
  screen.setSwitches({ table: true });
  panel.update();
  expect(panel.element.classList.contains("tc-hidden")).toBe(false);
});
