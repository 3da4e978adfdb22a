import { describe, expect, it } from "vitest";
import { contrast, luminance } from "../../src/marks/color";
import { errorColor, errorPixels, indexedPixels, MOST_ERROR, originalPixels } from "../../src/marks/pixels";

const rgba = (pixels: Int32Array): number[] => [...new Uint8Array(pixels.buffer)];

describe("pixels", () => {
  it("of the original are its bytes, opaque", () => {
    expect(rgba(originalPixels(new Uint8Array([1, 2, 3, 250, 251, 252])))).toEqual([1, 2, 3, 255, 250, 251, 252, 255]);
  });

  it("of a copy are the palette's", () => {
    const palette = new Uint8Array([10, 20, 30, 40, 50, 60]);
    expect(rgba(indexedPixels(palette, new Uint8Array([1, 0])))).toEqual([40, 50, 60, 255, 10, 20, 30, 255]);
  });

  it("of the error are dark where nothing was lost and light from the largest error on", () => {
    const rgb = new Uint8Array([10, 10, 10, 10, 10, 10, 255, 255, 255]);
    const palette = new Uint8Array([10, 10, 10, 40, 10, 10, 0, 0, 0]);
    const [none, some, most] = [...errorPixels(rgb, palette, new Uint8Array([0, 1, 2]))].map((pixel) =>
      luminance([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]));
    expect(none).toBeCloseTo(luminance(errorColor(0).map(Math.round) as never));
    expect(some).toBeCloseTo(luminance(errorColor(30 / MOST_ERROR).map(Math.round) as never));
    expect(most).toBeCloseTo(luminance(errorColor(1).map(Math.round) as never));
  });

  it("get lighter with the error, all the way", () => {
    const light = Array.from({ length: 40 }, (_, i) => luminance(errorColor(i / 39)));
    expect(light).toEqual([...light].sort((a, b) => a - b));
    expect(contrast(errorColor(0), errorColor(1))).toBeGreaterThan(10);
  });
});
