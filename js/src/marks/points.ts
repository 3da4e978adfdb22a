/**
 * The cloud of points: where each falls in the image, and the loops that write it. No allocation per
 * frame. Pixels are Int32: a Uint32 past 2^31 would make the engine leave its fast integers.
 */
import { makeStamps, PHASES, reachOf, type StampLook, type StampSet } from "./stamps";

/** Where the points fall in an image; made once per size. */
export interface Places {
  /** index of the pixel that a point's centre lies in; -1 where its stamp could leave the image */
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

/** In 256ths, the share of the upper colour where alpha a lies over alpha b; index a * 256 + b. */
const SHARE = Uint16Array.from({ length: 65536 }, (_, i) => {
  const a = (i >> 8) / 255;
  const alpha = a + ((i & 255) / 255) * (1 - a);
  return alpha === 0 ? 256 : Math.round((256 * a) / alpha);
});

/**
 * Write every point's stamp. A point is drawn with the look of its label; a label past the last
 * look but one is drawn with the last (no cluster). `labels` null draws all with the last.
 * Blending (straight alpha, not multiplied) stands in the loop: a call per pixel costs twice the time.
 */
export function blitPoints(
  image: Int32Array, places: Places, labels: ArrayLike<number> | null, stamps: StampSet,
): void {
  const { pixel, phase } = places;
  const { at, color, bounds } = stamps;
  const share = SHARE;
  const last = stamps.looks - 1;
  for (let i = 0; i < pixel.length; i += 1) {
    const origin = pixel[i] as number;
    if (origin < 0) continue;
    const label = labels === null ? last : (labels[i] as number);
    const stamp = 2 * ((label < last ? label : last) * PHASES * PHASES + (phase[i] as number));
    const solid = bounds[stamp + 1] as number;
    const end = bounds[stamp + 2] as number;
    let j = bounds[stamp] as number;
    for (; j < solid; j += 1) image[origin + (at[j] as number)] = color[j] as number;
    for (; j < end; j += 1) {
      const k = origin + (at[j] as number);
      const top = color[j] as number;
      const under = image[k] as number;
      const a = top >>> 24;
      const b = under >>> 24;
      const alpha = a + b - ((Math.imul(a, b) + 255) >> 8);
      const s = share[(a << 8) | b] as number;
      const r = 256 - s;
      const even = ((Math.imul(top & 0xff00ff, s) + Math.imul(under & 0xff00ff, r)) >>> 8) & 0xff00ff;
      const green = (Math.imul((top >>> 8) & 0xff, s) + Math.imul((under >>> 8) & 0xff, r)) & 0xff00;
      image[k] = (alpha << 24) | even | green;
    }
  }
}

/** Radius of a point in CSS pixels, for `n` points on a plane whose smaller side is `side` CSS pixels. */
export function pointRadius(n: number, side: number): number {
  const stops: [number, number][] = [[300, 4.5], [3000, 3], [10000, 2.1], [100000, 2]];
  const stage = Math.min(1.8, Math.max(Math.min(0.72, side / 300), side / 440));
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
  const cap = n <= 12_000 ? 3 : n <= 40_000 ? 1.5 : 1;
  return Math.min(ratio, cap);
}

/** Sets of stamps kept: clusters and chances, in two themes, for a k or two. */
const MOST_SETS = 8;

/** The canvas of the points with its image and its caches. */
export class PointLayer {
  #image: ImageData | null = null;
  #pixels = new Int32Array(0);
  #places: Places = { pixel: new Int32Array(0), phase: new Uint8Array(0) };
  #sets = new Map<string, StampSet>();
  #xy: Float32Array | null = null;
  #reach = 0;

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** Take a new size or new places. */
  reset(xy: Float32Array, cssWidth: number, cssHeight: number, ratio: number): void {
    const width = Math.max(1, Math.round(cssWidth * ratio));
    const height = Math.max(1, Math.round(cssHeight * ratio));
    if (this.canvas.width !== width || this.canvas.height !== height || this.#image === null) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.#image = this.canvas.getContext("2d")?.createImageData(width, height) ?? null;
      this.#pixels = new Int32Array(this.#image?.data.buffer ?? new ArrayBuffer(0));
      this.#sets.clear(); // a stamp knows how wide its image is
    }
    this.#xy = xy;
    this.#reach = 0;
    this.ratio = ratio;
  }

  ratio = 1;

  /** Draw all points. Stamps are made once for each set of looks. */
  draw(labels: ArrayLike<number> | null, looks: StampLook[]): void {
    if (this.#image === null || this.#xy === null) return;
    const name = JSON.stringify(looks);
    let stamps = this.#sets.get(name);
    if (stamps === undefined) {
      stamps = makeStamps(looks, this.canvas.width);
      if (this.#sets.size >= MOST_SETS) this.#sets.delete(this.#sets.keys().next().value as string);
      this.#sets.set(name, stamps);
    }
    this.#place(Math.max(...looks.map(reachOf)));
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
