/** The cloud of points: where each falls in the image, and the loops that write it. No allocation per frame. */
import { makeStamps, PHASES, reachOf, type Stamp, type StampLook } from "./stamps";

/** Where the points fall in an image; made once per size. */
export interface Places {
  /** index of the pixel that a point's centre lies in; -1 where its stamp would leave the image */
  pixel: Int32Array;
  /** which of the 16 stamps */
  phase: Uint8Array;
}

/** Find each point's pixel and phase. `xy` holds CSS pixels (x, y, x, y ...). */
export function placePoints(
  xy: Float32Array, ratio: number, width: number, height: number, reach: number,
): Places {
  const n = xy.length >> 1;
  const pixel = new Int32Array(n);
  const phase = new Uint8Array(n);
  for (let i = 0; i < n; i += 1) {
    const x = (xy[2 * i] as number) * ratio;
    const y = (xy[2 * i + 1] as number) * ratio;
    const column = Math.floor(x);
    const row = Math.floor(y);
    const within = column >= reach && column < width - reach && row >= reach && row < height - reach;
    pixel[i] = within ? row * width + column : -1;
    phase[i] = Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES);
  }
  return { pixel, phase };
}

/**
 * Write every point's stamp. `stamps` holds 16 for each kind of point, kind after kind; a label past
 * the last kind but one is drawn as the last (no cluster). `labels` null draws all as the last.
 */
export function blitPoints(
  image: Uint32Array, places: Places, labels: ArrayLike<number> | null, stamps: readonly Stamp[],
): void {
  const { pixel, phase } = places;
  const per = PHASES * PHASES;
  const last = stamps.length / per - 1;
  for (let i = 0; i < pixel.length; i += 1) {
    const at = pixel[i] as number;
    if (at < 0) continue;
    const label = labels === null ? last : (labels[i] as number);
    const stamp = stamps[(label >= 0 && label < last ? label : last) * per + (phase[i] as number)] as Stamp;
    blitStamp(image, at, stamp);
  }
}

function blitStamp(image: Uint32Array, at: number, stamp: Stamp): void {
  const { solidAt, solidColor, edgeAt, edgeColor } = stamp;
  for (let j = 0; j < solidAt.length; j += 1) {
    image[at + (solidAt[j] as number)] = solidColor[j] as number;
  }
  for (let j = 0; j < edgeAt.length; j += 1) {
    const k = at + (edgeAt[j] as number);
    image[k] = over(edgeColor[j] as number, image[k] as number);
  }
}

/** Lay pixel `top` over pixel `under`, both with straight (not multiplied) alpha. */
export function over(top: number, under: number): number {
  const below = under >>> 24;
  if (below === 0) return top;
  const a = top >>> 24;
  const alpha = a + (((255 - a) * below + 127) / 255 | 0);
  // share of the result that the top gives, in 256ths
  const s = below === 255 ? a + (a >> 7) : ((a << 8) / alpha) | 0;
  const r = 256 - s;
  const even = (((top & 0xff00ff) * s + (under & 0xff00ff) * r) >>> 8) & 0xff00ff;
  const green = (((top >>> 8) & 0xff) * s + ((under >>> 8) & 0xff) * r) & 0xff00;
  return ((alpha << 24) | even | green) >>> 0;
}

/** Radius of a point in CSS pixels, for `n` points on a plane whose smaller side is `side` CSS pixels. */
export function pointRadius(n: number, side: number): number {
  const stops: [number, number][] = [[300, 4.5], [3000, 3], [10000, 2.1], [100000, 2]];
  const stage = Math.min(1.8, Math.max(0.72, side / 440));
  let [before, radius] = stops[0] as [number, number];
  for (const [count, at] of stops) {
    if (n >= count) { [before, radius] = [count, at]; continue; }
    if (count > before) radius += ((at - radius) * Math.log(n / before)) / Math.log(count / before);
    break;
  }
  return n < 300 ? 4.5 * stage : Math.max(1.6, radius * stage);
}

/** Device pixels per CSS pixel that the points are drawn with: many points at a high ratio would come late. */
export function pointRatio(n: number, ratio: number): number {
  const cap = n <= 12_000 ? 3 : n <= 40_000 ? 2 : 1;
  return Math.min(ratio, cap);
}

/** The canvas of the points with its image and its caches. */
export class PointLayer {
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #places: Places = { pixel: new Int32Array(0), phase: new Uint8Array(0) };
  #sets = new Map<string, Stamp[]>();
  #xy: Float32Array | null = null;
  #reach = 0;

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** Take a new size, new places or a new theme: everything cached is forgotten. */
  reset(xy: Float32Array, cssWidth: number, cssHeight: number, ratio: number): void {
    const width = Math.max(1, Math.round(cssWidth * ratio));
    const height = Math.max(1, Math.round(cssHeight * ratio));
    if (this.canvas.width !== width || this.canvas.height !== height || this.#image === null) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.#image = this.canvas.getContext("2d")?.createImageData(width, height) ?? null;
      this.#pixels = new Uint32Array(this.#image?.data.buffer ?? new ArrayBuffer(0));
    }
    this.#sets.clear();
    this.#xy = xy;
    this.#reach = 0;
    this.ratio = ratio;
  }

  ratio = 1;

  /** Draw all points; `name` tells one set of looks from another for the cache of stamps. */
  draw(labels: ArrayLike<number> | null, name: string, looks: () => StampLook[]): void {
    if (this.#image === null || this.#xy === null) return;
    let stamps = this.#sets.get(name);
    if (stamps === undefined) {
      const made = looks();
      this.#place(Math.max(...made.map(reachOf)));
      stamps = made.flatMap((look) => makeStamps(look, this.canvas.width));
      this.#sets.set(name, stamps);
    }
    this.#pixels.fill(0);
    blitPoints(this.#pixels, this.#places, labels, stamps);
    this.canvas.getContext("2d")?.putImageData(this.#image, 0, 0);
  }

  /** Places hold for every set whose stamps reach no further than the widest so far. */
  #place(reach: number): void {
    if (this.#xy === null || reach <= this.#reach) return;
    this.#reach = reach;
    this.#places = placePoints(this.#xy, this.ratio, this.canvas.width, this.canvas.height, reach);
  }
}
