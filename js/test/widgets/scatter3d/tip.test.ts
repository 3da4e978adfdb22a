// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { makeTip } from "../../../src/widgets/scatter3d/tip";
import { screenOf } from "./made";

afterEach(() => { vi.restoreAllMocks(); });

it("the note says what is pointed at, and stays within the picture", () => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(300);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(100);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(40);
  const tip = makeTip(screenOf());
  document.createElement("div").append(tip.element);
  const shown = ([[{ point: 1 }, 50, 100], [{ point: 1 }, 290, 20], [{ center: 0 }, 150, 100]] as const).map(([target, x, y]) => {
    tip.show(target, x, y);
    return [tip.element.textContent, tip.element.style.left, tip.element.style.top];
  });
  expect(shown).toEqual([
    ["scatter3d.row 8Age3 yearsPay4Score5B", "64px", "46px"], ["scatter3d.row 8Age3 yearsPay4Score5B", "176px", "34px"],
    ["scatter3d.center AAge1 yearsPay2Score3", "164px", "46px"],
  ]);
  tip.hide();
  expect(tip.element.hidden).toBe(true);
});
