// @vitest-environment jsdom
import { expect, it } from "vitest";
import { paletteCurve } from "../../../src/widgets/palette_lab/curve";
import { screenOf } from "./fake_screen";

it("the curve rises with what was tried, k by ratios, and marks the present k", () => {
  const screen = screenOf();
  for (const [k, psnr] of [[16, 30], [64, 44]] as const) screen.session.seen.set(k, psnr);
  const panel = paletteCurve(screen);
  panel.update();
  const dots = [...panel.element.querySelectorAll(".tc-dot")].map((dot) => ["cx", "cy"].map((name) => Number(dot.getAttribute(name)))) as [number, number][];
  expect(dots).toHaveLength(3);
  expect(dots[1]![0] - dots[0]![0]).toBeCloseTo(dots[2]![0] - dots[1]![0]); // 4, 16, 64
  expect(dots[0]![1]).toBeGreaterThan(dots[1]![1]);
  expect(dots[2]![1]).toBeGreaterThanOrEqual(18); // better than the usual, and still in the picture
  expect(panel.element.querySelector(".tc-now")!.getAttribute("cx")).toBe(String(dots[0]![0]));
  expect(panel.element.querySelector("svg")!.getAttribute("aria-label")).toBe("palette.curve.alt palette.curve.at 4 14.0, palette.curve.at 16 30.0, palette.curve.at 64 44.0");
});
