// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cloudView } from "../../../src/widgets/scatter3d/view";
import { screenOf } from "./made";

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(400);
});
afterEach(() => { vi.unstubAllGlobals(); vi.restoreAllMocks(); });

it("is looked at from a side or turned by keys, which ends the turn by itself", () => {
  const screen = screenOf();
  const view = cloudView(screen);
  document.body.replaceChildren(view.element);
  view.redraw();
  expect([view.side(), view.key("x", false)]).toEqual(["corner", null]);
  screen.switches.spin = true;
  view.look("front");
  expect([view.side(), screen.switches.spin]).toEqual(["front", false]);
  view.key("ArrowRight", false)!();
  expect([view.side(), view.turn.yaw]).toEqual([null, expect.closeTo(Math.PI / 18)]);
  view.redraw();
  expect(view.element.querySelector("canvas")!.getAttribute("aria-label")).toMatch(/ 10 0$/);
  view.end();
});

it("chooses the point that is pressed, of the cluster that is singled out, and none where there is none", () => {
  const screen = screenOf({ centers: [] });
  const view = cloudView(screen);
  document.body.replaceChildren(view.element);
  view.look("front");
  view.redraw();
  const stage = view.element.firstElementChild!;
  const press = (clientX: number, clientY: number): number | null => {
    for (const type of ["pointerdown", "pointerup"]) stage.dispatchEvent(new MouseEvent(type, { clientX, clientY, button: 0 }));
    return screen.chosen;
  };
  // in front, age runs across and score up: rows (0, 2), (3, 5), (6, 8), (9, 0) of 10
  const found = (row: number): boolean => {
    for (let x = 4; x < 400; x += 6) for (let y = 4; y < 400; y += 6) if (press(x, y) === row) return true;
    return false;
  };
  expect([0, 1, 2, 3].map(found)).toEqual([true, true, true, true]);
  expect(press(2, 2)).toBeNull();
  screen.single = 0;
  expect(found(1)).toBe(false);
});
