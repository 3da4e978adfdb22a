import { describe, expect, it } from "vitest";
import { apartFrom, picturesAt, tileAt, tilesAt } from "../../src/core/plane_tiles";
import { madeTrace } from "../painters/made";
import { pictured } from "./pictured";
import { madeScene } from "../painters/scene";

const BOX = { left: 0, top: 0, right: 400, bottom: 300 };

describe("the places of pictures", () => {
  it("overlap nowhere and stay in the box, as near as that lets them", () => {
    for (let seed = 1; seed < 30; seed += 1) {
      const spots = Float32Array.from({ length: 24 }, (_, i) => 100 + 90 * Math.sin(seed * 7.1 + i * i * 3.3));
      const places = apartFrom(spots, 40, 44, BOX);
      for (let a = 0; a < 12; a += 1) {
        expect(places[2 * a]).toBeGreaterThanOrEqual(20);
        for (let b = a + 1; b < 12; b += 1) {
          const [dx, dy] = [Math.abs(places[2 * a]! - places[2 * b]!), Math.abs(places[2 * a + 1]! - places[2 * b + 1]!)];
          expect(dx > 39 || dy > 43).toBe(true);
        }
      }
    }
  });

  it("are those of the centers where there is room, and none where there is no center", () => {
    const spots = new Float32Array([50, 50, NaN, NaN, 200, 200]);
    expect([...apartFrom(spots, 40, 40, BOX)]).toEqual([50, 50, NaN, NaN, 200, 200]);
  });

  it("part two that stand on the same place", () => {
    const [x0, y0, x1, y1] = apartFrom(new Float32Array([100, 100, 100, 100]), 40, 40, BOX);
    expect(Math.max(Math.abs(x0! - x1!), Math.abs(y0! - y1!))).toBeGreaterThan(39.9);
  });
});

describe("pictures on the plane", () => {
  it("have the shape of their rows, and are pointed at", () => {
    const scene = madeScene(5, { trace: pictured() });
    const tiles = tilesAt(scene)!;
    expect(tiles.width / tiles.height).toBeCloseTo(1.5);
    expect(tileAt(scene, [tiles.spots[2]! + 8, tiles.spots[3]!])).toBe(1);
    expect(tileAt(scene, [-50, -50])).toBeNull();
  });

  it("are none without pictures, nor before there is a center", () => {
    expect(tilesAt(madeScene(5))).toBeNull();
    expect(picturesAt(madeTrace(), 5)).toBeNull();
    expect(tilesAt(madeScene(0, { trace: { ...pictured(), centers: () => null } }))).toBeNull();
  });

  it("glide from where they stood", () => {
    const scene = madeScene(5, { trace: pictured(), from: 4, t: 0.5 });
    const [from, to] = [tilesAt(madeScene(4, { trace: pictured() }))!, tilesAt(madeScene(5, { trace: pictured() }))!];
    const halfway = tilesAt(scene, from.spots.map((spot, i) => (spot + to.spots[i]!) / 2), 0.5)!;
    expect(Number.isFinite(halfway.spots[0])).toBe(true);
  });
});
