import { describe, expect, it } from "vitest";
import type { Point } from "../../../src/widgets/sandbox/points";
import { pointsIn, textOf } from "../../../src/widgets/sandbox/points_text";

/** As in tests/widgets/sandbox/test_points_text.py. */
const SHARED: [Point[], string][] = [
  [[], "1.0."],
  [[[1.5, 2], [3, 4.25]], "1.2.rAKQA6wCwgM"],
  [[[-0.001, 9.999], [0.5, 0.5]], "1.3.AZ6cAeoHtZQB"],
  [[[3, 3]], "1.0.BgY"],
  [[[-3_000_000, 4], [1_000_000, 20]], "1.-2.39QDAIDxBAA"],
];

describe("the text of points", () => {
  it.each(SHARED)("of %j is Python's", (points, text) => {
    expect(textOf(points)).toBe(text);
  });

  it("brings back what was painted, alone and in a link", () => {
    const points = Array.from({ length: 300 }, (_, i): Point => [Math.round(1000 * (i * 0.618 % 10)) / 1000, ((i * 37 % 10_000) - 1000) / 1000]);
    const text = textOf(points);
    expect(pointsIn(text, 300)).toEqual(points);
    expect(pointsIn(`https://example.org/a.html?b=1#points=${text} `, 300)).toEqual(points);
    expect(pointsIn(text, 299)).toBeNull();
  });

  it("keeps five digits of other drawings", () => {
    for (const scale of [1e-9, 1e-3, 1e9]) {
      const points: Point[] = [[0.1 * scale, scale / 3], [-scale / 7, 0]];
      const back = pointsIn(textOf(points), 10)!;
      back.flat().forEach((value, i) => expect(Math.abs(value - points.flat()[i]!)).toBeLessThan(1e-4 * scale));
    }
  });

  it.each(["", "hello", "2.0.BgY", "1.99.BgY", "1.0.Bg", "1.0.B", "1.0.BgY<script>", "1.0.gICAgICAgICAgICAgICAgICA", "1.0.gA", `1.0.${"A".repeat(200_000)}`, `1.0.${"_".repeat(13)}AAA`])(
    "is refused where it is another: %s", (text) => {
      expect(pointsIn(text, 5000)).toBeNull();
    },
  );
});
