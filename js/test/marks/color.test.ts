import { describe, expect, it } from "vitest";
import { contrast, inkOn, isFaint, outlineOn, parseColor } from "../../src/marks/color";

const HUES = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];

describe("colours", () => {
  it("are read from every form that a theme comes in", () => {
    expect(parseColor("#fff")).toEqual([255, 255, 255]);
    expect(parseColor(" #0072B2 ")).toEqual([0, 114, 178]);
    expect(parseColor("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
    expect(parseColor("url(javascript:0)", [9, 9, 9])).toEqual([9, 9, 9]);
  });

  it.each(HUES)("%s: letters reach 4.5:1 or the better of black and white, outlines 3:1 on both themes", (hue) => {
    const color = parseColor(hue);
    expect(contrast(inkOn(color), color)).toBeGreaterThanOrEqual(3.5);
    for (const ground of [[255, 255, 255], [17, 20, 25]] as const) {
      expect(contrast(outlineOn(color, ground), ground)).toBeGreaterThanOrEqual(3);
      if (!isFaint(color, ground)) expect(outlineOn(color, ground)).toEqual(color);
    }
  });

  it("know the faint hues of a light page", () => {
    expect(HUES.filter((hue) => isFaint(parseColor(hue), [255, 255, 255]))).toEqual(expect.arrayContaining(["#e69f00", "#56b4e9", "#f0e442"]));
  });
});
