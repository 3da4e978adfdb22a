// @vitest-environment jsdom
import { expect, it } from "vitest";
import { kControlsPanel } from "../../../src/widgets/k_lab/controls";
import { screenAt } from "./fake_screen";

it("k is typed or stepped, to the nearest that was fitted", () => {
  const screen = screenAt(1);
  const panel = kControlsPanel(screen);
  panel.update();
  const input = panel.element.querySelector("input")!;
  expect([input.value, input.min, input.max]).toEqual(["2", "1", "4"]);
  for (const typed of ["9", "0", ""]) { input.value = typed; input.dispatchEvent(new Event("change")); }
  for (const button of panel.element.querySelectorAll<HTMLElement>(".tc-small")) button.click();
  expect([screen.chosen, input.value]).toEqual([[2, 0, 0, 2], "2"]);
});

it("features are a choice where both were scanned", () => {
  const hidden = [true, false].map((hasScaled) => {
    const panel = kControlsPanel({ ...screenAt(1), hasScaled });
    panel.update();
    return panel.element.querySelector<HTMLElement>(".tc-k-features")!.hidden;
  });
  expect(hidden).toEqual([false, true]);
});
