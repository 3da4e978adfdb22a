import { expect, it } from "vitest";
import { drawCaret, drawMarks } from "../../src/panels/caret";
import { fakeContext } from "../marks/fake_context";

const COLORS = { fg: "#000", bg: "#fff" };

it("a guide line goes up to its top, with a rim in the ground's color, over a caret", () => {
  const { context, named } = fakeContext();
  drawCaret(context as never, 20, 90, 30, COLORS);
  expect(named("stroke").map(({ style }) => style.strokeStyle)).toEqual(["#fff", "#000", "#fff"]);
  expect(named("lineTo").map(({ args }) => args[1])).toEqual(expect.arrayContaining([90, 97]));
});

it("marks that share a pixel are drawn once", () => {
  const { context, named } = fakeContext();
  drawMarks(context as never, [3.1, 3.2, 8], 50, COLORS);
  expect(named("moveTo").length).toBe(4);
});
