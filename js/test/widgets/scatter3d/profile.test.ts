// @vitest-environment jsdom
import { expect, it } from "vitest";
import { scatter3dProfile } from "../../../src/widgets/scatter3d/profile";
import { screenOf } from "./made";

it("means and ranges are those of all, then of the cluster that is singled out", () => {
  const screen = screenOf();
  const panel = scatter3dProfile(screen);
  const told = (): string[] => {
    panel.update();
    const range = panel.element.querySelector<HTMLElement>(".tc-s3-range")!.style;
    return [...[...panel.element.querySelectorAll("li b")].map((mean) => mean.textContent!), range.left, range.width, panel.element.querySelector<HTMLElement>(".tc-s3-mean")!.style.left];
  };
  expect(told()).toEqual(["4 years", "4", "4", "0%", "100%", "40%"]);
  screen.single = 0;
  expect(told()).toEqual(["1 years", "2", "3.3", "0%", "50%", "10%"]);
});
