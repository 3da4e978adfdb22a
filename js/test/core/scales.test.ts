import { describe, expect, it } from "vitest";
import { axisTicks, planeScale, tickText } from "../../src/core/scales";

describe("planeScale", () => {
  it("gives a unit the same length both ways and keeps the data in the box", () => {
    for (const [width, height] of [[660, 495], [320, 240], [1900, 1000]] as const) {
      const scale = planeScale([-3, 9, 0, 2], width, height);
      expect(scale.x(1) - scale.x(0)).toBeCloseTo(scale.unit);
      expect(scale.y(0) - scale.y(1)).toBeCloseTo(scale.unit);
      expect(scale.x(-3)).toBeGreaterThanOrEqual(scale.box.left);
      expect(scale.x(9)).toBeLessThanOrEqual(scale.box.right);
      expect(scale.y(2)).toBeGreaterThanOrEqual(scale.box.top);
      expect(scale.y(0)).toBeLessThanOrEqual(scale.box.bottom);
    }
  });

  it("inverts what it places", () => {
    const scale = planeScale([-3, 9, 0, 2], 500, 400);
    const [x, y] = scale.invert(scale.x(1.25), scale.y(0.5));
    expect(x).toBeCloseTo(1.25);
    expect(y).toBeCloseTo(0.5);
  });

  it.each([
    ["one point", [2, 2, 5, 5]],
    ["a vertical line", [2, 2, 0, 5]],
    ["no numbers", [NaN, 1, 0, Infinity]],
  ] as const)("stays finite for %s", (_, domain) => {
    const scale = planeScale(domain, 400, 300);
    expect(Number.isFinite(scale.x(2)) && Number.isFinite(scale.y(2)) && scale.unit > 0).toBe(true);
    expect(scale.xTicks.length).toBeGreaterThan(0);
  });

  it("survives a place without room", () => {
    expect(Number.isFinite(planeScale([0, 1, 0, 1], 1, 1).x(0.5))).toBe(true);
  });
});

describe("ticks", () => {
  it.each([
    [0, 1, "0"], [-2, 2, "−2"], [0.25, 0.05, "0.25"], [1, 0.5, "1.0"], [4000, 1000, "4k"],
    [2500, 500, "2500"], [3e6, 1e6, "3M"], [0.00002, 0.00001, "2.0e-5".replace("-", "−")],
  ])("writes %s at steps of %s as %s", (value, step, text) => {
    expect(tickText(value, step)).toBe(text);
  });

  it("makes distinct, exact ticks", () => {
    const found = axisTicks(-0.75, 0.8, 0.1, (value) => value * 10);
    expect(found.map(({ value }) => value)).toEqual([-0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map((v) => expect.closeTo(v, 12)));
    expect(new Set(found.map(({ text }) => text)).size).toBe(found.length);
    expect(found.every(({ value, at }) => at === value * 10)).toBe(true);
  });

  it("are as far apart on y as on x, and larger on a stage", () => {
    const small = planeScale([-3, 9, 0, 7], 660, 495);
    const large = planeScale([-3, 9, 0, 7], 1600, 900);
    for (const { xTicks, yTicks } of [small, large]) {
      expect((xTicks[1]?.value ?? 0) - (xTicks[0]?.value ?? 0)).toBeCloseTo((yTicks[1]?.value ?? 0) - (yTicks[0]?.value ?? 0));
    }
    expect(large.text).toBeGreaterThan(small.text);
  });

  it("end, also where numbers run out of digits", () => {
    expect(planeScale([1e16, 1e16 + 2, 0, 1], 400, 300).xTicks.length).toBeLessThan(100);
  });
});
