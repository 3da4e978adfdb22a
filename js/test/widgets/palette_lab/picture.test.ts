// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import { palettePicture, swipeKey } from "../../../src/widgets/palette_lab/picture";
import { screenOf } from "./fake_screen";

it.each([["ArrowLeft", false, 0.48], ["ArrowRight", true, 0.6], ["Home", false, 0], ["End", true, 1], ["a", false, null]] as const)("%s (Shift %s) moves the line to %s", (key, far, split) => {
  expect(swipeKey(key, 0.5, far)).toEqual(split === null ? null : expect.closeTo(split));
});

it("the line says where it is, and tags leave where there is no room for them", () => {
  const screen = screenOf();
  const panel = palettePicture(screen);
  const seen = [0.5, 0.1, 0.9].map((split) => {
    screen.split = split;
    panel.update();
    const line = panel.element.querySelector<HTMLElement>("[role=slider]")!;
    return [line.getAttribute("aria-valuetext"), line.style.left, ...[".tc-pal-left", ".tc-pal-right"].map((tag) => panel.element.querySelector<HTMLElement>(tag)!.hidden)];
  });
  expect(seen).toEqual([["palette.swipe.at 50", "50%", false, false], ["palette.swipe.at 10", "10%", true, false], ["palette.swipe.at 90", "90%", false, true]]);
});

it("a tap keeps the color under it, a drag moves the line", () => {
  const screen = screenOf();
  const panel = palettePicture(screen);
  panel.update();
  const view = panel.element.querySelector<HTMLElement>(".tc-pal-view")!;
  view.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 200 }) as DOMRect;
  const send = (type: string, clientX: number, clientY: number): void => {
    view.dispatchEvent(Object.assign(new MouseEvent(type, { clientX, clientY, button: 0, bubbles: true }), { pointerType: "mouse", pointerId: 1 }));
  };
  send("pointermove", 250, 50);
  expect(screen.session.highlight.aim).toEqual({ kind: "point", point: 2 });
  panel.light!(screen.session.highlight.aim);
  expect(panel.element.querySelector(".tc-pal-note")!.textContent).toBe("palette.lens.at 2 0 palette.original #0000ff #aa0002 name 2");
  send("pointerdown", 250, 50);
  send("pointerup", 251, 50);
  expect([screen.session.highlight.kept, screen.split]).toEqual([{ kind: "cluster", cluster: 2 }, 0.5]);
  panel.light!(screen.session.highlight.aim);
  expect(panel.element.querySelector<HTMLElement>(".tc-pal-veil")!.hidden).toBe(false);
  expect(screen.told).toEqual(["palette.color.lit #aa0002 name 2 2 25 %"]);
  send("pointerdown", 250, 50);
  send("pointermove", 100, 50);
  send("pointerup", 100, 50);
  expect(screen.split).toBe(0.25);
});

it("the JPEG says its name and how it compares, once it is asked for", () => {
  const screen = screenOf();
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({ close: () => undefined }));
  const panel = palettePicture(screen);
  panel.update();
  const text = (): (string | null)[] => [".tc-pal-left", ".tc-pal-note"].map((one) => panel.element.querySelector(one)!.textContent);
  expect(text()).toEqual(["palette.original", "palette.look"]);
  screen.setSwitches({ jpeg: true });
  panel.update();
  expect(text()).toEqual(["a JPEG", "how it compares"]);
  expect(panel.element.querySelectorAll<HTMLElement>(".tc-pal-image")[2]!.hidden).toBe(false);
  vi.unstubAllGlobals();
});
