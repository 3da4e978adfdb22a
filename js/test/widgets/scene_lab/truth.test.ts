// @vitest-environment jsdom
import { expect, it } from "vitest";
import { sceneAccuracy, sceneConfusion } from "../../../src/widgets/scene_lab/truth";
import { screenOf } from "./fake_screen";
import { makeScene } from "./made";

it("nothing of the classes is there until they are asked for", () => {
  const screen = screenOf();
  const [accuracy, confusion] = [sceneAccuracy(screen), sceneConfusion(screen)];
  const update = (): void => { accuracy.update(); confusion.update(); };
  update();
  expect(confusion.element.hidden).toBe(true);
  expect(`${accuracy.element.textContent}${confusion.element.textContent}`).not.toMatch(/sea|\d/);
  accuracy.element.querySelector("button")!.click();
  update();
  expect([...accuracy.element.querySelectorAll("td")].map((cell) => cell.textContent)).toEqual(["0.0 %", "85.7 %", "57.1 %"]);
  expect([...confusion.element.querySelectorAll("tbody tr")].map((row) => row.textContent)).toEqual(["cluster 0100 %·", "cluster 133 %67 %", "cluster 2·100 %"]);
  expect(confusion.element.querySelectorAll(".tc-sc-most")).toHaveLength(3);
});

it("without known classes there is no such part", () => {
  const screen = screenOf({ scene: makeScene({ truth: null }) });
  expect(sceneAccuracy(screen).element.hidden).toBe(true);
  const confusion = sceneConfusion(screen);
  confusion.update();
  expect(confusion.element.hidden).toBe(true);
});
