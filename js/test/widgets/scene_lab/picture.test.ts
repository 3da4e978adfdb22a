// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { pixelKey, layerPixels, mapPixels, scenePicture, swipeKey, veilPixels } from "../../../src/widgets/scene_lab/picture";
import { decodeScene } from "../../../src/widgets/scene_lab/wire";
import { screenOf } from "./fake_screen";
import { makeLegend, makeScene } from "./made";

const scene = decodeScene(makeScene());
beforeEach(() => { vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null); });

describe("pixels", () => {
  it("of three bands are stretched each by itself, and clear without data", () => {
    const pixels = new Uint8Array(layerPixels(scene, { kind: "bands", bands: [1, 0, 0], name: "", title: "" }).buffer);
    expect([...pixels.slice(0, 4)]).toEqual([200, 0, 0, 255]);
    expect([...pixels.slice(16, 20)]).toEqual([0, 255, 255, 255]);
    expect([...pixels.slice(28)]).toEqual([0, 0, 0, 0]);
  });
  it("of one band are gray, of classes in their colors", () => {
    const gray = new Uint8Array(layerPixels(scene, { kind: "bands", bands: [0], name: "", title: "" }).buffer);
    expect([...gray.slice(8, 12)]).toEqual([128, 128, 128, 255]);
    const truth = new Uint8Array(layerPixels(scene, { kind: "truth", name: "", title: "" }).buffer);
    expect([...truth.slice(0, 4)]).toEqual([0, 0, 255, 255]);
  });
  it("of a map, and a veil over the other clusters", () => {
    expect([...new Uint8Array(mapPixels(new Uint8Array([1, 255]), ["#000000", "#0a0b0c"]).buffer)]).toEqual([10, 11, 12, 255, 0, 0, 0, 0]);
    expect([...veilPixels(scene, makeLegend({ group: [0, 1, 1] }), 1)].map(Number).map((one) => one === 0)).toEqual([false, false, true, true, true, true, true, true]);
  });
});

it("keys move the line and the pixel, and end at the edges", () => {
  expect(swipeKey("ArrowRight", 0.5, true)).toBeCloseTo(0.6);
  expect(swipeKey("x", 0.5, false)).toBeNull();
  expect(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "x"].map((key) => pixelKey(key, 5, scene, false))).toEqual([4, 6, 1, 5, null]);
  expect(pixelKey("ArrowLeft", 7, scene, true)).toBe(4);
});

describe("a pointer", () => {
  const at = (view: Element, type: string, x: number, y: number, more: object = {}): void => {
    view.dispatchEvent(Object.assign(new MouseEvent(type, { bubbles: true, clientX: x, clientY: y, button: 0 }), { pointerType: "mouse", pointerId: 1, ...more }));
  };
  it("tells the pixel under it, keeps it by a tap, and drags the line", () => {
    const screen = screenOf();
    const panel = scenePicture(screen);
    const view = panel.element.querySelector(".tc-sc-view")!;
    view.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 200 }) as DOMRect;
    panel.update();
    at(view, "pointermove", 250, 150);
    expect(screen.session.highlight.aim).toEqual({ kind: "point", point: 6 });
    panel.light!(screen.session.highlight.aim);
    expect(panel.element.querySelector(".tc-sc-spot")!.textContent).toBe("(1, 2) cluster 1");
    at(view, "pointerleave", 0, 0);
    expect(screen.session.highlight.aim).toBeNull();
    at(view, "pointerdown", 50, 50);
    at(view, "pointerup", 52, 51);
    expect(screen.session.highlight.kept).toEqual({ kind: "point", point: 0 });
    panel.light!(screen.session.highlight.aim);
    expect(screen.told.at(-1)).toContain("red 0.00, nir 0.75");
    at(view, "pointerdown", 50, 50);
    at(view, "pointermove", 100, 50);
    expect(screen.split).toBe(0.25);
    at(view, "pointerup", 100, 50);
    at(view, "pointermove", 250, 150, { pointerType: "touch" });
    expect(screen.session.highlight.aim).toEqual({ kind: "point", point: 0 });
  });
  it("on the line's slider, its own keys", () => {
    const screen = screenOf();
    const panel = scenePicture(screen);
    const line = panel.element.querySelector("[role=slider]")!;
    line.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", cancelable: true }));
    expect(screen.split).toBeCloseTo(0.52);
    line.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", ctrlKey: true }));
    expect(screen.split).toBeCloseTo(0.52);
  });
});
