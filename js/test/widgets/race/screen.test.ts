// @vitest-environment jsdom
import { expect, it } from "vitest";
import { grouped, percent, racerIcon, racerMark } from "../../../src/widgets/race/screen";

it.each([[1, "100"], [0.105, "11"], [0.0567, "5.7"], [-0.0567, "5.7"], [0.0012, "0.1"], [0.0004, "0.04"], [0.00004, null], [0, null]])("a share of %d is %s percent", (share, text) => {
  expect(percent(share)).toBe(text);
});

it("racers have markers of their own, a fifth that of the first", () => {
  expect([0, 1, 2, 3, 4].map((racer) => racerMark(racer, 5).tagName)).toEqual(["circle", "polygon", "polygon", "polygon", "circle"]);
  expect(new Set([1, 2, 3].map((racer) => racerMark(racer, 5).getAttribute("points"))).size).toBe(3);
  expect(racerIcon(1).querySelector(".tc-racer-2")).not.toBeNull();
  expect(grouped(1234567)).toBe("1,234,567");
});
