// @vitest-environment jsdom
/** The colors of the page around a plane. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { el } from "../../src/core/dom";
import { readTheme } from "../../src/core/plane_theme";

let plane: HTMLElement;
let root: HTMLElement;
/** What a canvas makes of a color: red, green, blue and alpha of one pixel. */
let pixel: number[];

beforeEach(() => {
  plane = el("div");
  root = el("div", { class: "teachclust" }, plane);
  document.body.replaceChildren(root);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(() => ({ fillRect: () => undefined, getImageData: () => ({ data: pixel }) }) as never);
});
afterEach(() => vi.restoreAllMocks());

const dressed = (name: string, value: string): void => plane.style.setProperty(`--tc-${name}`, value);

describe("a theme", () => {
  it("is light or dark by the widget where the page gives no colors", () => {
    const light = readTheme(plane);
    root.dataset["theme"] = "dark";
    const dark = readTheme(plane);
    expect(light.bg).toBe("rgb(255, 255, 255)");
    expect(dark.bg).not.toBe(light.bg);
    for (const theme of [light, dark]) for (const name of ["bg", "fg", "muted", "grid", "accent"] as const) expect(theme[name]).toMatch(/^rgb\(\d+, \d+, \d+\)$/);
  });

  it("takes any color that the page has, as numbers", () => {
    pixel = [1, 2, 3, 255];
    dressed("accent", "color-mix(in oklab, rebeccapurple, red)");
    expect(readTheme(plane).accent).toBe("rgb(1, 2, 3)");
  });

  it("does without a color that can be seen through", () => {
    pixel = [1, 2, 3, 90];
    dressed("fg", "rgb(1 2 3 / 30%)");
    expect(readTheme(plane).fg).toBe("rgb(31, 35, 40)");
  });

  it("asks the canvas for each color once in each theme", () => {
    pixel = [9, 9, 9, 255];
    dressed("grid", "hotpink");
    const asked = vi.mocked(HTMLCanvasElement.prototype.getContext).mock.calls;
    readTheme(plane);
    const before = asked.length;
    readTheme(plane);
    expect([before, asked.length]).toEqual([1, 1]);
    root.dataset["theme"] = "dark"; // the system's colors are others there
    readTheme(plane);
    expect(asked.length).toBe(2);
  });
});
