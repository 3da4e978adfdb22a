// @vitest-environment jsdom
import { expect, it } from "vitest";
import { el } from "../../src/core/dom";
import { picture, side } from "../../src/shell/stage";

it("a picture and what stands beside it have their places, and panels there are brought up to date", () => {
  let updates = 0;
  const parts = ["a", "b"].map((text) => ({ element: el("p", {}, text), update: () => { updates += 1; } }));
  const beside = side(...parts);
  beside.update();
  expect([beside.element.className, beside.element.textContent, updates]).toEqual(["tc-side", "ab", 2]);
  const shown = picture(el("canvas"), el("p"));
  expect([shown.className, shown.childElementCount]).toEqual(["tc-picture", 2]);
});
