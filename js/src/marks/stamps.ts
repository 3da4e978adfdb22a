/**
 * Stamps: a marker drawn once for each of 4 x 4 places within a pixel, as a list of pixels.
 * Ten thousand points are then ten thousand short copies into one array, with no GPU.
 */
import { pack, type Rgb } from "./color";
import { distance, extentOf, type Mark } from "./shapes";

/** Places within a pixel, along each axis. */
export const PHASES = 4;

/** How one kind of point looks; lengths in device pixels. */
export interface StampLook {
  shape: Mark;
  radius: number;
  fill: Rgb;
  /** a line inside the rim, for hues that the ground would swallow */
  outline: Rgb | null;
  outlineWidth: number;
  /** a rim in the ground's colour around it, which parts it from its neighbours */
  halo: Rgb | null;
  haloWidth: number;
}

/**
 * All stamps of several looks in two flat arrays. Stamp s = look * 16 + phase has its opaque pixels,
 * which are copied, from bounds[2s] to bounds[2s + 1], and those at its edge, which are blended,
 * from there to bounds[2s + 2].
 */
export interface StampSet {
  looks: number;
  /** distance of a pixel from that of the point's centre, in the image's array */
  at: Int32Array;
  color: Int32Array;
  bounds: Int32Array;
}

/** Alphas so near to none or all that the eye can't tell, where thousands of points lie anyway. */
const FAINTEST = 26;

/** Device pixels that a stamp may reach from the pixel that its centre lies in. */
export function reachOf(look: StampLook): number {
  return Math.ceil(extentOf(look.shape) * look.radius + haloWidth(look) + 1);
}

/** Share of a pixel that lies within a shape whose edge is `d` away from the pixel's middle. */
function coverage(d: number): number {
  return Math.min(1, Math.max(0, 0.5 - d));
}

/** Make the stamps of some looks for an image `width` device pixels wide; phase = phaseY * 4 + phaseX. */
export function makeStamps(looks: readonly StampLook[], width: number): StampSet {
  const pixels: Pixel[] = [];
  const bounds: number[] = [0];
  for (const look of looks) {
    for (const { solid, edge } of stampsOf(look)) {
      pixels.push(...solid, ...edge);
      bounds.push((bounds.at(-1) ?? 0) + solid.length, pixels.length);
    }
  }
  return {
    looks: looks.length,
    at: Int32Array.from(pixels, ({ dx, dy }) => dy * width + dx),
    color: Int32Array.from(pixels, ({ color, alpha }) => pack(color, alpha)),
    bounds: Int32Array.from(bounds),
  };
}

interface Stamp { solid: Pixel[]; edge: Pixel[] }

/** Looks whose stamps are kept: those of many clusters, filled and hollow, in two themes. */
const MOST_LOOKS = 400;
const known = new Map<string, Stamp[]>();

/** The stamps of one look at all places within a pixel; sets that share it make them once. */
function stampsOf(look: StampLook): Stamp[] {
  const name = JSON.stringify(look);
  let stamps = known.get(name);
  if (!stamps) {
    stamps = Array.from({ length: PHASES * PHASES }, (_, phase) => {
      const pixels = stampPixels(look, ((phase % PHASES) + 0.5) / PHASES, (Math.floor(phase / PHASES) + 0.5) / PHASES);
      return { solid: pixels.filter(({ alpha }) => alpha === 255), edge: pixels.filter(({ alpha }) => alpha < 255) };
    });
    if (known.size >= MOST_LOOKS) known.delete(known.keys().next().value as string);
    known.set(name, stamps);
  }
  return stamps;
}

interface Pixel { dx: number; dy: number; color: Rgb; alpha: number }

/** The pixels of a look whose centre lies at (cx, cy) within its pixel. */
function stampPixels(look: StampLook, cx: number, cy: number): Pixel[] {
  const reach = reachOf(look);
  const faintest = look.halo === null ? FAINTEST : 1;
  const pixels: Pixel[] = [];
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const d = distance(look.shape, look.radius, dx + 0.5 - cx, dy + 0.5 - cy);
      const alpha = Math.round(255 * coverage(d - haloWidth(look)));
      if (alpha < faintest) continue;
      pixels.push({ dx, dy, color: colorAt(look, d), alpha: alpha > 255 - faintest ? 255 : alpha });
    }
  }
  return pixels;
}

function haloWidth(look: StampLook): number {
  return look.halo === null ? 0 : look.haloWidth;
}

/** Colour of a stamp's pixel, `d` from the rim: halo, outline and fill in the shares that each covers. */
function colorAt(look: StampLook, d: number): Rgb {
  const whole = coverage(d - haloWidth(look));
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
