// @vitest-environment jsdom
import { expect, it } from "vitest";
import type { Shape } from "../../src/core/types";
import { outlineOf } from "../../src/marks/shapes";
import { clusterIcon } from "../../src/panels/icon";

it.each<Shape>(["circle", "square", "triangle", "diamond", "cross", "star", "pentagon"])("the icon of a %s has the outline that its points have, in their color", (shape) => {
  const icon = clusterIcon({ name: "A", color: "#0072b2", shape });
  const mark = icon.firstElementChild!;
  expect([mark.tagName, mark.getAttribute("fill"), icon.getAttribute("aria-hidden")]).toEqual([shape === "circle" ? "circle" : "polygon", "#0072b2", "true"]);
  expect(mark.getAttribute("points") ?? "").toBe(outlineOf(shape).join(" "));
  expect(Math.max(0, ...outlineOf(shape).map(Math.abs))).toBeLessThan(1.6); // its view box
});
