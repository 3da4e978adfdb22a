/** Points drawn as stamps into an image of their own. */
import type { Rgb } from "../../src/marks/color";
import { blitPoints, placePoints } from "../../src/marks/points";
import { makeStamps, reachOf, type StampLook } from "../../src/marks/stamps";

export const RED: Rgb = [200, 30, 10];
export const look = (change: Partial<StampLook> = {}): StampLook => ({
  shape: "circle", radius: 4, fill: RED, outline: null, outlineWidth: 0, halo: null, haloWidth: 0, ...change,
});
export const alphaOf = (pixel: number): number => pixel >>> 24;

export function drawn(looks: StampLook[], xy: number[], labels: number[] | null, size = 40): Int32Array {
  const image = new Int32Array(size * size);
  const places = placePoints(Float32Array.from(xy), 1, size, size, Math.max(...looks.map(reachOf)));
  blitPoints(image, places, labels, makeStamps(looks, size));
  return image;
}
