// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { followTheme } from "../../src/core/theme";
import { sideCanvas, type SideCanvas } from "../../src/panels/side_canvas";
import { fakeContext } from "../marks/fake_context";

let width: number;
let resized: () => void = () => undefined;
let fake: ReturnType<typeof fakeContext>;
let canvas: SideCanvas;
const paint = vi.fn();

beforeEach(() => {
  width = 280;
  paint.mockReset();
  fake = fakeContext();
  vi.stubGlobal("ResizeObserver", class { constructor(ear: () => void) { resized = ear; } observe(): void {} });
  vi.stubGlobal("devicePixelRatio", 2);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockImplementation(() => width);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(168);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(fake.context as never);
  canvas = sideCanvas(168);
  document.body.replaceChildren(canvas.element);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const inner = (): HTMLCanvasElement => canvas.element.querySelector("canvas")!;

describe("a canvas beside the plane", () => {
  it("has a pixel for each of the screen, and is drawn on in CSS pixels", () => {
    canvas.draw("a", paint);
    expect(canvas.size()).toEqual([280, 168]);
    expect([inner().width, inner().height]).toEqual([560, 336]);
    expect(fake.named("setTransform").at(-1)!.args).toEqual([2, 0, 0, 2, 0, 0]);
    expect(paint.mock.calls[0]![1]).toMatchObject({ bg: "rgb(255, 255, 255)" });
  });

  it("is drawn once for a key, and anew for another key, size or theme", () => {
    canvas.draw("a", paint);
    canvas.draw("a", paint);
    expect(paint).toHaveBeenCalledTimes(1);
    canvas.draw("b", paint);
    width = 400;
    canvas.draw("b", paint);
    expect(paint).toHaveBeenCalledTimes(3);
    vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
    document.body.dataset["jpThemeLight"] = "false";
    canvas.element.classList.add("teachclust");
    const end = followTheme(canvas.element, () => canvas.draw("b", paint));
    expect(paint).toHaveBeenCalledTimes(4);
    end();
    delete document.body.dataset["jpThemeLight"];
  });

  it("reads its colors once for a theme: each reading styles the page", () => {
    const read = vi.spyOn(globalThis, "getComputedStyle");
    for (const key of ["a", "b", "c"]) canvas.draw(key, paint);
    expect(read).toHaveBeenCalledTimes(1);
    resized();
    canvas.draw("d", paint);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("waits out of sight, and is drawn when it has room", () => {
    width = 0;
    canvas.draw("a", paint);
    expect(paint).not.toHaveBeenCalled();
    width = 280;
    resized();
    expect(paint).toHaveBeenCalledTimes(1);
  });

  it("says what is seen on it", () => {
    canvas.describe("3 clusters at 7");
    expect([inner().getAttribute("role"), inner().getAttribute("aria-label")]).toEqual(["img", "3 clusters at 7"]);
  });
});
