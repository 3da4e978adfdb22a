// @vitest-environment jsdom
import "../../src/parts/stage";
import "../parts";
import { describe, expect, it, vi } from "vitest";
import { renderStepper } from "../../src/widgets/stepper";
import { givePictures } from "../widgets/stepper/fake_screen";
import { FakeModel } from "../wire";
import { $, click, mount, mountEach, press, root, unmount } from "../widgets/mounted";

const STAGED = { stops: [{ step: 1, note: "Ask" }, { step: 4, note: "Tell" }] };
const draw = (staged: unknown = STAGED): FakeModel => {
  const model = new FakeModel({ staged });
  mount(renderStepper, model);
  return model;
};
const at = (model: FakeModel): number => Number(root().dataset.step ?? model.get("step"));
const present = (): void => click("[data-act='stage.present']");
const has = (name: string): boolean => root().classList.contains(name);

mountEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  givePictures(480);
});

describe("a widget on a stage", () => {
  it("has its row of buttons where Python has put it there", () => {
    draw(null);
    expect($(".tc-stage")).toBeNull();
    unmount();
    draw();
    expect($(".tc-top .tc-stage")).not.toBeNull();
  });

  it("goes through its stops by the keys of a clicker, wherever the focus is", () => {
    const model = draw();
    press("PageDown"); // not yet
    expect(at(model)).toBe(0);
    present();
    vi.advanceTimersByTime(500);
    expect([has("tc-presenting"), at(model)]).toEqual([true, 1]);
    expect(press("PageDown", document.body)).toBe(false);
    vi.advanceTimersByTime(500);
    expect(at(model)).toBe(4);
    press("PageUp", document.body);
    vi.advanceTimersByTime(500);
    expect(at(model)).toBe(1);
    press("PageDown");
    press("r");
    vi.advanceTimersByTime(500);
    expect(at(model)).toBe(1);
    press("Escape");
    expect(has("tc-presenting")).toBe(false);
  });

  it("is black by B or a full stop, until a key or a click", () => {
    draw();
    present();
    press("b");
    expect(has("tc-black")).toBe(true);
    press(".");
    expect(has("tc-black")).toBe(false);
    press("B");
    press("PageDown");
    expect(has("tc-black")).toBe(false);
    press("b");
    root().click();
    expect(has("tc-black")).toBe(false);
    press("b");
    press("Escape");
    expect([has("tc-black"), has("tc-presenting")]).toEqual([false, false]);
  });

  it("blacks out by its button, and leaves letters to fields and shortcuts to the page", () => {
    draw();
    present();
    click("[data-act='stage.black']");
    expect(has("tc-black")).toBe(true);
    press("b");
    press("b", $("input[type=number]"));
    press("b", root(), { ctrlKey: true });
    expect(has("tc-black")).toBe(false);
  });

  it("follows other stops, and hears of nothing once it has ended", () => {
    const model = draw();
    model.receive("staged", { stops: [{ step: 2, note: "" }] });
    expect($(".tc-stage > span").textContent).toContain("stage.stop");
    present();
    unmount();
    expect(() => press("PageDown", document.body)).not.toThrow();
    expect(model.listeners).toBe(0);
  });
});
