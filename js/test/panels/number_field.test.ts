// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { Control, Edit } from "../../src/core/types";
import { numberField } from "../../src/panels/number_field";

const K: Control = { name: "n_clusters", kind: "whole", label: "k", title: "Number of clusters", value: 3, min: 1, max: 6, step: 1 };
const EPS: Control = { name: "eps", kind: "number", label: "eps", title: "How far", value: 0.123456, min: 0, max: null, step: 0.1 };

function field(control: Control, readonly = false) {
  let now = control;
  const edits: Edit[] = [];
  const panel = numberField({
    session: { readonly, edit: (edit) => { edits.push(edit); } }, words: (key, values = {}) => [key, ...Object.values(values)].join(" "),
    setSwitches: () => panel.update(),
  }, () => now);
  panel.update();
  const input = panel.element.querySelector("input")!;
  return {
    input, edits, buttons: [...panel.element.querySelectorAll("button")],
    type: (value: string) => { input.value = value; input.dispatchEvent(new Event("change")); },
    become: (change: Partial<Control>) => { now = { ...now, ...change }; panel.update(); },
  };
}

describe("a field", () => {
  it("shows the value it has now, a long one in four digits", () => {
    const eps = field(EPS);
    expect([eps.input.value, eps.input.min, eps.input.max, eps.input.step]).toEqual(["0.1235", "0", "", "any"]);
    eps.become({ value: 0.5, max: 2 });
    expect([eps.input.value, eps.input.max]).toEqual(["0.5", "2"]);
    expect([eps.input.title, eps.input.getAttribute("aria-label")]).toEqual(["How far", "How far"]);
  });

  it("asks for what is typed", () => {
    const eps = field(EPS);
    eps.type("0.75");
    expect(eps.edits).toEqual([{ kind: "param", name: "eps", value: 0.75 }]);
  });

  it.each(["", "0", "7", "2.5", "-1"])("of a count refuses %j and shows what it was", (typed) => {
    const k = field(K);
    k.type(typed);
    expect([k.edits, k.input.value]).toEqual([[], "3"]);
  });

  it("of a number without a lowest takes any that is finite", () => {
    const preference = field({ ...EPS, name: "preference", value: -200, min: null });
    expect([preference.input.min, preference.input.value]).toEqual(["", "-200"]);
    preference.type("-1e6");
    preference.type("-1e999");
    expect(preference.edits).toEqual([{ kind: "param", name: "preference", value: -1e6 }]);
  });

  it("does nothing without Python", () => {
    const k = field(K, true);
    expect([k.input.disabled, ...k.buttons.map((button) => button.disabled)]).toEqual([true, true, true]);
  });
});

describe("the buttons of a count", () => {
  it("are there for counts alone, and name what they count", () => {
    expect(field(EPS).buttons).toEqual([]);
    expect(field({ ...K, name: "random_state" }).buttons).toEqual([]);
    expect(field(K).buttons.map((button) => button.title)).toEqual(["control.fewer k", "control.more k"]);
  });

  it("go on from what was asked for, though no answer has come", () => {
    const k = field(K);
    k.buttons[1]!.click();
    k.buttons[1]!.click();
    k.buttons[0]!.click();
    expect(k.edits.map((edit) => (edit as { value: number }).value)).toEqual([4, 5, 4]);
  });

  it("end where the values do", () => {
    const k = field(K);
    const off = [1, 3, 6].map((value) => { k.become({ value }); return k.buttons.map((button) => button.getAttribute("aria-disabled") === "true"); });
    expect(off).toEqual([[true, false], [false, false], [false, true]]);
    k.become({ value: 6, max: null });
    expect(k.buttons[1]!.hasAttribute("aria-disabled")).toBe(false);
  });
});
