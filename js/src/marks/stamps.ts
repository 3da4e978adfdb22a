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
  const stamps = looks.map(stampOf);
  const count = stamps.reduce((sum, { form }) => sum + form.dx.length, 0);
  const [at, color] = [new Int32Array(count), new Int32Array(count)];
  const bounds = new Int32Array(2 * PHASES * PHASES * looks.length + 1);
  let [first, bound] = [0, 0];
  for (const { form, colors } of stamps) {
    for (let i = 0; i < colors.length; i += 1) at[first + i] = form.dy[i]! * width + form.dx[i]!;
    color.set(colors, first);
    for (const end of form.ends) bounds[++bound] = first + end;
    first += colors.length;
  }
  return { looks: looks.length, at, color, bounds };
}

/** What looks of all colors share: the pixels of a shape at all places within a pixel. */
interface Form {
  dx: Int8Array;
  dy: Int8Array;
  alpha: Uint8Array;
  /** shares of halo, outline and fill in each pixel */
  shares: Float32Array;
  /** where the opaque pixels of each phase end, and its others */
  ends: number[];
}

interface Stamp { form: Form; colors: Int32Array }

/** Looks whose stamps are kept: those of many clusters, filled and hollow, in two themes. */
const MOST_LOOKS = 400;
const known = new Map<string, Stamp>();
/** Forms kept: eight shapes, filled and hollow, near and far, on a few sizes of a plane. */
const MOST_FORMS = 200;
const forms = new Map<string, Form>();

/** Take what is kept under a name, or make it; the oldest goes when there are too many. */
function kept<T>(map: Map<string, T>, name: string, most: number, make: () => T): T {
  let found = map.get(name);
  if (found === undefined) {
    found = make();
    if (map.size >= most) map.delete(map.keys().next().value as string);
    map.set(name, found);
  }
  return found;
}

/** The stamp of one look; sets that share it make it once. */
function stampOf(look: StampLook): Stamp {
  return kept(known, JSON.stringify(look), MOST_LOOKS, () => {
    const { shape, radius, halo, outline } = look;
    const outlined = outline === null ? 0 : look.outlineWidth;
    const form = kept(forms, JSON.stringify([shape, radius, halo !== null, haloWidth(look), outlined]), MOST_FORMS, () => formOf(look, outlined));
    return { form, colors: colored(form, look) };
  });
}

/** Measure a shape: a distance for each pixel, at each place of its middle. */
function formOf(look: StampLook, outlined: number): Form {
  const reach = reachOf(look);
  const faintest = look.halo === null ? FAINTEST : 1;
  const [solid, edge]: [number[][], number[][]] = [[], []];
  const pixels: number[][] = [];
  const ends: number[] = [];
  for (let phase = 0; phase < PHASES * PHASES; phase += 1) {
    const [cx, cy] = [((phase % PHASES) + 0.5) / PHASES, (Math.floor(phase / PHASES) + 0.5) / PHASES];
    solid.length = edge.length = 0;
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        const d = distance(look.shape, look.radius, dx + 0.5 - cx, dy + 0.5 - cy);
        const whole = coverage(d - haloWidth(look));
        const alpha = Math.round(255 * whole);
        if (alpha < faintest) continue;
        const [mark, fill] = [coverage(d), coverage(d + outlined)];
        const opaque = alpha > 255 - faintest;
        (opaque ? solid : edge).push([dx, dy, opaque ? 255 : alpha, (whole - mark) / whole, (mark - fill) / whole, fill / whole]);
      }
    }
    pixels.push(...solid);
    ends.push(pixels.length);
    pixels.push(...edge);
    ends.push(pixels.length);
  }
  return {
    dx: Int8Array.from(pixels, ([dx]) => dx!), dy: Int8Array.from(pixels, ([, dy]) => dy!), alpha: Uint8Array.from(pixels, ([, , alpha]) => alpha!),
    shares: Float32Array.from(pixels.flatMap((pixel) => pixel.slice(3))), ends,
  };
}

/** Give a form the colors of a look. */
function colored({ alpha, shares }: Form, { halo, outline, fill }: StampLook): Int32Array {
  const none: Rgb = [0, 0, 0];
  const [around, rim] = [halo ?? none, outline ?? none];
  const color: [number, number, number] = [0, 0, 0];
  return Int32Array.from(alpha, (opacity, i) => {
    for (const c of [0, 1, 2] as const) color[c] = shares[3 * i]! * around[c] + shares[3 * i + 1]! * rim[c] + shares[3 * i + 2]! * fill[c];
    return pack(color, opacity);
  });
}

function haloWidth(look: StampLook): number {
  return look.halo === null ? 0 : look.haloWidth;
}
