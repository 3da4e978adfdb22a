// @vitest-environment jsdom
import { expect, it } from "vitest";
import { paletteCloud } from "../../../src/widgets/palette_lab/cloud";
import { screenOf } from "./fake_screen";

it("the cloud is turned by arrow keys, farther with Shift, and says how it stands", () => {
  const panel = paletteCloud(screenOf());
  panel.update();
  const handle = panel.element.querySelector<HTMLElement>("[role=group]")!;
  const yaw = (): number => Number(panel.element.querySelector("canvas")!.getAttribute("aria-label")!.split(" ").at(-2));
  const press = (key: string, more: KeyboardEventInit = {}): boolean => handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  const start = yaw();
  expect(press("ArrowRight")).toBe(false);
  expect(yaw() - start).toBe(10);
  press("ArrowLeft", { shiftKey: true });
  expect(yaw() - start).toBe(-20);
  expect(press("ArrowRight", { ctrlKey: true })).toBe(true);
  expect([press("x"), yaw() - start]).toEqual([true, -20]);
});
