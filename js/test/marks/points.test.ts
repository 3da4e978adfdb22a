import { describe, expect, it } from "vitest";
import { pack } from "../../src/marks/color";
import { blitPoints, pointRadius, pointRatio } from "../../src/marks/points";
import { alphaOf, drawn, look } from "./stamped";

describe("blitPoints", () => {
  const looks = [look({ fill: [1, 2, 3] }), look({ fill: [4, 5, 6] }), look({ fill: [7, 8, 9] })];
  it("takes the look of the label, and the last look for no cluster", () => {
    const image = drawn(looks, [10.5, 10.5, 30.5, 10.5, 10.5, 30.5], [0, 1, 255]);
    expect([image[410], image[430], image[30 * 40 + 10]]).toEqual([pack([1, 2, 3], 255), pack([4, 5, 6], 255), pack([7, 8, 9], 255)]);
    expect(drawn(looks, [10.5, 10.5], null)[410]).toBe(pack([7, 8, 9], 255));
  });

  it("leaves out points whose stamp would leave the image", () => {
    expect(drawn(looks, [1, 1, 39.9, 20, 20, -5, NaN, 20, 20, 1e9], [0, 0, 0, 0, 0]).every((pixel) => pixel === 0)).toBe(true);
  });

  it("blends edges as the mathematics of straight alpha says, to within 2 in 255", () => {
    for (const [a, b] of [[100, 0], [100, 255], [60, 120], [200, 30], [254, 254]] as const) {
      const image = Int32Array.of(pack([0, 100, 250], b));
      const stamps = { looks: 1, at: Int32Array.of(0), color: Int32Array.of(pack([250, 50, 0], a)), bounds: new Int32Array(33).fill(1, 2) };
      blitPoints(image, { pixel: Int32Array.of(0), phase: Uint8Array.of(0) }, null, stamps);
      const [p, q] = [a / 255, b / 255];
      const alpha = p + q * (1 - p);
      const want = [[250, 0], [50, 100], [0, 250]].map(([top, under]) => ((top as number) * p + (under as number) * q * (1 - p)) / alpha);
      const pixel = image[0] as number;
      const got = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
      expect(Math.abs(alphaOf(pixel) - 255 * alpha)).toBeLessThanOrEqual(2);
      got.forEach((value, c) => expect(Math.abs(value - (want[c] as number))).toBeLessThanOrEqual(2));
    }
  });
});

describe("sizes", () => {
  it("shrink with n and grow with the plane", () => {
    const radii = [50, 300, 1000, 3000, 10_000, 100_000, 500_000].map((n) => pointRadius(n, 440));
    expect(radii).toEqual([...radii].sort((a, b) => b - a));
    expect([pointRadius(300, 440), pointRadius(3000, 440), pointRadius(100_000, 440)]).toEqual([4.5, 3, 2]);
    expect(pointRadius(300, 900)).toBeGreaterThan(pointRadius(300, 440));
  });

  it("cap the ratio where there are many points", () => {
    expect([pointRatio(300, 2), pointRatio(30_000, 3), pointRatio(100_000, 2), pointRatio(10, 1)]).toEqual([2, 1.5, 1, 1]);
  });
});
