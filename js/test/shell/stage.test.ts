// @vitest-environment jsdom
import { expect, it } from "vitest";
import { el } from "../../src/core/dom";
import { side } from "../../src/shell/stage";

it("what stands beside the picture has its place, and its panels are brought up to date", () => {
  let updates = 0;
  const parts = ["a", "b"].map((text) => ({ element: el("p", {}, text), update: () => { updates += 1; } }));
  const beside = side(...parts);
  beside.update();
  expect([beside.element.className, beside.element.textContent, updates]).toEqual(["tc-side", "ab", 2]);
});
