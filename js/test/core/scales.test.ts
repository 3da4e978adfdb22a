import { describe, expect, it } from "vitest";
import { axisTicks, EQUAL, HANDLE_ROOM, planeScale, scaleOf, tickText } from "../../src/core/scales";
import { ticks, tickStep } from "../../src/core/ticks";

describe("a bare plane", () => {
  it("gives the room of numbers and names to the data", () => {
    const axes = { ...EQUAL, bare: true };
    const [bare, usual] = [planeScale([0, 1, 0, 1], 200, 150, axes), planeScale([0, 1, 0, 1], 200, 150)];
    expect(bare.box.left).toBeLessThan(4);
    expect(bare.box.right).toBeGreaterThan(197);
    expect(bare.unit).toBeGreaterThan(1.4 * usual.unit);
  });
});

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

  it("lets each axis fill the picture where they need not be equal", () => {
    const scale = planeScale([0, 60_000, 20, 70], 500, 400, { ...EQUAL, equal: false });
    const { box } = scale;
    expect([scale.x(0), scale.x(60_000), scale.y(20), scale.y(70)].map(Math.round)).toEqual(
      [box.left + 16, box.right - 16, box.bottom - 16, box.top + 16].map(Math.round));
    expect(scale.aspect).toBeCloseTo(scale.units[1] / scale.units[0]);
    expect(scale.yTicks.length).toBeGreaterThan(2);
    const [x, y] = scale.invert(scale.x(1234), scale.y(55));
    expect([x, y]).toEqual([expect.closeTo(1234), expect.closeTo(55)]);
    const flat = planeScale([0, 1, 5, 5], 500, 400, { ...EQUAL, equal: false });
    expect(Number.isFinite(flat.y(5)) && flat.aspect > 0).toBe(true);
  });

  it("draws a stretched feature as it will be drawn once it is fitted so", () => {
    for (const equal of [true, false]) {
      const held = planeScale([-3, 9, 40, 60], 500, 400, { equal, handles: true, stretch: [0.5, 20] });
      const fitted = planeScale([-1.5, 4.5, 800, 1200], 500, 400, { equal, handles: true, stretch: [1, 1] });
      expect(held.x(7)).toBeCloseTo(fitted.x(3.5));
      expect(held.y(50)).toBeCloseTo(fitted.y(1000));
      expect(held.yTicks).toEqual(fitted.yTicks);
      expect(held.invert(100, 100)).toEqual([expect.closeTo(fitted.invert(100, 100)[0] * 2), expect.closeTo(fitted.invert(100, 100)[1] / 20)]);
      expect([held.unit, held.aspect]).toEqual([fitted.unit, fitted.aspect]);
    }
  });

  it("leaves room for handles and for long numbers", () => {
    const [plain, handled] = [false, true].map((handles) => planeScale([0, 1, 0, 1], 500, 400, { ...EQUAL, handles }).box);
    expect([handled!.left - plain!.left, plain!.bottom - handled!.bottom]).toEqual([expect.closeTo(HANDLE_ROOM.left), expect.closeTo(HANDLE_ROOM.bottom)]);
    const long = planeScale([0, 10, 1_000_000, 1_000_010], 500, 400);
    expect(Math.max(...long.yTicks.map(({ text }) => text.length))).toBeGreaterThan(5);
    expect(long.box.left).toBeGreaterThan(plain!.left + 10);
  });

  it("keeps one feature's bars as they are", () => {
    const histogram = { edges: [0, 1], counts: [3], unit: 0.1, strip: [0, -1] as [number, number], name: "" };
    expect(scaleOf({ domain: [0, 1, -1, 1], histogram }, 400, 300, { ...EQUAL, equal: false }).aspect).toBe(1);
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
    [2500, 500, "2500"], [3e6, 1e6, "3M"], [0.00002, 0.00001, "2e−5"], [2e9, 1e9, "2e9"], [1.5e9, 5e8, "1.5e9"], [1.25e-4, 5e-6, "1.25e−4"],
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

  it("never say the same twice", () => {
    for (const [low, high] of [[0, 2e6], [1e9, 1.2e9], [0, 3e-5], [1e6, 1e6 + 7], [-4e12, 3e12], [0.001, 0.0013]] as const) {
      const texts = planeScale([low, high, low, high], 500, 400).xTicks.map(({ text }) => text);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it("end, also where numbers run out of digits", () => {
    expect(planeScale([1e16, 1e16 + 2, 0, 1], 400, 300).xTicks.length).toBeLessThan(100);
  });
});

it("no two ticks of an axis are written alike", () => {
  for (const [low, high] of [[0, 2.2e6], [1.1e6, 1.3e6], [0.38, 0.42], [-3e-3, 4e-3], [998.2, 999.1], [0, 12_345_678], [4.2e9, 4.3e9]] as const) {
    for (const count of [2, 3, 6]) {
      const step = tickStep(low, high, count);
      const texts = ticks(low, high, count).map((value) => tickText(value, step));
      expect(new Set(texts).size).toBe(texts.length);
    }
  }
});
