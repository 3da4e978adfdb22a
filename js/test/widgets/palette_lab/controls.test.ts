// @vitest-environment jsdom
import { expect, it } from "vitest";
import type { Request } from "../../../src/core/types";
import { kField, paletteControls } from "../../../src/widgets/palette_lab/controls";
import { screenOf } from "./fake_screen";
import { makeFit } from "./made";

it("k is typed, stepped and slid, and the slider shows what was asked for", () => {
  const screen = screenOf();
  const panel = kField(screen);
  panel.update();
  const [range, input] = ["range", "number"].map((type) => panel.element.querySelector<HTMLInputElement>(`[type=${type}]`)!) as [HTMLInputElement, HTMLInputElement];
  expect([screen.session.ks[Number(range.value)], input.value]).toEqual([4, "4"]);
  input.value = "16";
  input.dispatchEvent(new Event("change"));
  expect([(screen.model.get("request") as Request).edit, screen.session.ks[Number(range.value)]]).toEqual([{ kind: "param", name: "k", value: 16 }, 16]);
  expect(range.getAttribute("aria-valuetext")).toBe("palette.k.value 16");
  input.value = "";
  input.dispatchEvent(new Event("change"));
  expect(input.value).toBe("16");
});

it("a page offers neither another space nor a photo, and its ks end at its own", () => {
  const screen = screenOf({ readonly: true, shown: { k: 2 }, others: [2, 8].map((k) => makeFit(k)) });
  const [controls, field] = [paletteControls(screen), kField(screen)];
  controls.update();
  field.update();
  expect([...controls.element.querySelectorAll<HTMLButtonElement>("button")].map((button) => [button.dataset["act"], button.disabled])).toEqual(
    [["palette.rgb", true], ["palette.lab", true], ["palette.against.original", false], ["palette.against.jpeg", false], ["palette.errors", false],
      ["palette.lens", false], ["palette.photo", true]]);
  expect([...field.element.querySelectorAll("button")].map((button) => button.hasAttribute("aria-disabled"))).toEqual([true, false]);
});
