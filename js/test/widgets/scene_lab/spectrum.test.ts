// @vitest-environment jsdom
import { expect, it } from "vitest";
import { sceneSpectrum } from "../../../src/widgets/scene_lab/spectrum";
import { screenOf } from "./fake_screen";

it("has a line for each cluster, the lit one with its spread, and the pixel's dots", () => {
  const screen = screenOf();
  const panel = sceneSpectrum(screen);
  panel.update();
  const count = (selector: string): number => panel.element.querySelectorAll(selector).length;
  expect([count(".tc-sc-mean"), count(".tc-sc-spread"), count(".tc-sc-dot")]).toEqual([3, 0, 0]);
  panel.light!({ kind: "point", point: 2 });
  expect([count(".tc-sc-faint"), count(".tc-sc-spread"), count(".tc-sc-dot")]).toEqual([2, 1, 2]);
  expect([...panel.element.querySelectorAll("tbody tr")].map((row) => row.textContent)).toEqual(["○0.500.50", "10.670.50"]);
  expect(panel.element.querySelector("svg")!.getAttribute("aria-label")).toContain("cluster 1");
  panel.light!({ kind: "point", point: 7 });
  expect(count(".tc-sc-dot")).toBe(0);
  expect(panel.element.querySelector("svg")!.outerHTML).not.toContain("NaN");
});
