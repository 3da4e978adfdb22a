// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { digits, nameOf, pixelText, placeOf, valuesText } from "../../../src/widgets/scene_lab/pixel";
import { screenOf } from "./fake_screen";
import { makeLegend, makeScene } from "./made";

describe("a pixel in words", () => {
  it("has its place on the map, its cluster, and how far its bands are rounded", () => {
    const screen = screenOf();
    expect(placeOf(screen, 6)).toEqual({ row: 1, column: 2, x: 300075, y: 3499955 });
    expect(pixelText(screen, 6)).toBe("scene.pixel 1 2 300,075 3,499,955 cluster 1 scene.pixel.rounded 0.01");
    expect(pixelText(screen, 7)).toBe("scene.pixel.nodata 1 3 300,105 3,499,955");
    expect(valuesText(screen.session, 6)).toBe("red 1.00, nir 0.50");
    expect(valuesText(screen.session, 7)).toBe("");
  });
  it("in degrees has the decimals of its size, in a thinned scene its true row", () => {
    const screen = screenOf({ scene: makeScene({ transform: [0.0003, 0, 31, 0, -0.0003, 30], step: 5 }) });
    expect(pixelText(screen, 6)).toContain("5 10 31.00315 29.99835");
  });
});

it("a cluster's name has its number once", () => {
  const screen = screenOf({ shown: makeLegend({ names: ["sea", "cluster 1", "c"] }) });
  expect([0, 1].map((id) => nameOf(screen, id))).toEqual(["0 sea", "cluster 1"]);
});

it("values have as many decimals as their range needs", () => {
  const { session } = screenOf();
  expect(digits({ ...session, range: 0.5 } as typeof session, 0.0481)).toBe("0.048");
  expect(digits({ ...session, range: 9000 } as typeof session, 3021.7)).toBe("3022");
  expect(digits({ ...session, range: 2e7 } as typeof session, 12345678)).toBe("1.23e+7");
});
