/**
 * Stamps: a marker drawn once for each of 4 x 4 places within a pixel, as a list of pixels.
 * Ten thousand points are then ten thousand short copies into one array, with no GPU.
 */
import type { Shape } from "../core/types";
import { pack, type Rgb } from "./color";
import { distance } from "./shapes";

/** Places within a pixel, along each axis. */
export const PHASES = 4;

/** How one kind of point looks; lengths in device pixels. */
export interface StampLook {
  shape: Shape;
  radius: number;
  fill: Rgb;
  /** a line inside the rim, for hues that the ground would swallow */
  outline: Rgb | null;
  outlineWidth: number;
  /** a rim in the ground's colour around it, which parts it from its neighbours */
  halo: Rgb | null;
  haloWidth: number;
}

/** The pixels of one stamp: opaque ones are copied, those at the edge are blended. */
export interface Stamp {
  solidAt: Int32Array;
  solidColor: Uint32Array;
  edgeAt: Int32Array;
  edgeColor: Uint32Array;
}

/** Device pixels that a stamp may reach from the pixel that its centre lies in. */
export function reachOf(look: StampLook): number {
  return Math.ceil(1.5 * look.radius + look.haloWidth + 1.5);
}

/** Share of a pixel that lies within a shape whose edge is `d` away from the pixel's middle. */
function coverage(d: number): number {
  return Math.min(1, Math.max(0, 0.5 - d));
}

/** Make the 16 stamps of a look for an image `width` device pixels wide; index = phaseY * 4 + phaseX. */
export function makeStamps(look: StampLook, width: number): Stamp[] {
  const stamps: Stamp[] = [];
  for (let py = 0; py < PHASES; py += 1) {
    for (let px = 0; px < PHASES; px += 1) {
      stamps.push(makeStamp(look, width, (px + 0.5) / PHASES, (py + 0.5) / PHASES));
    }
  }
  return stamps;
}

function makeStamp(look: StampLook, width: number, cx: number, cy: number): Stamp {
  const reach = reachOf(look);
  const solidAt: number[] = [];
  const solidColor: number[] = [];
  const edgeAt: number[] = [];
  const edgeColor: number[] = [];
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const d = distance(look.shape, look.radius, dx + 0.5 - cx, dy + 0.5 - cy);
      const alpha = Math.round(255 * coverage(d - (look.halo === null ? 0 : look.haloWidth)));
      if (alpha === 0) continue;
      const color = pack(colorAt(look, d), alpha);
      (alpha === 255 ? solidAt : edgeAt).push(dy * width + dx);
      (alpha === 255 ? solidColor : edgeColor).push(color);
    }
  }
  return {
    solidAt: Int32Array.from(solidAt),
    solidColor: Uint32Array.from(solidColor),
    edgeAt: Int32Array.from(edgeAt),
    edgeColor: Uint32Array.from(edgeColor),
  };
}

/** Colour of a stamp's pixel, `d` from the rim: halo, outline and fill in the shares that each covers. */
function colorAt(look: StampLook, d: number): Rgb {
  const whole = coverage(d - (look.halo === null ? 0 : look.haloWidth));
  const mark = coverage(d);
  const fill = look.outline === null ? mark : coverage(d + look.outlineWidth);
  const shares: [Rgb | null, number][] = [
    [look.halo, whole - mark],
    [look.outline, mark - fill],
    [look.fill, fill],
  ];
  const sum: [number, number, number] = [0, 0, 0];
  for (const [color, share] of shares) {
    if (color === null) continue;
    for (let c = 0; c < 3; c += 1) sum[c as 0 | 1 | 2] += ((color[c] ?? 0) * share) / whole;
  }
  return sum;
}
