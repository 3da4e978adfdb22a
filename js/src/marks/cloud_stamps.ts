/** A cloud of marked points in a cube, written as stamps from far to near: thousands turn at 60 frames a second. */
import type { Project } from "../core/turn";
import { farToNear, sliceOf } from "./cloud3d";
import { blend, isFaint, outlineOn, type Rgb } from "./color";
import { blitPoints, pointRadius, pointRatio, type Places } from "./points";
import type { Mark } from "./shapes";
import { makeStamps, PHASES, reachOf, type StampLook, type StampSet } from "./stamps";

/** How the points of one group look. */
export interface PointKind { color: Rgb; shape: Mark; ring?: boolean; faded: boolean }

/** More points than this lie too close for a rim around each. */
const MOST_WITH_RIM = 4000;
/** How far the farthest points take the ground's colour. */
const HAZE = 0.36;
/** How far points take it that are not the ones singled out. */
const FADE = 0.77;
const MOST_SETS = 6;

/** Steps of depth in which points look alike; many groups have fewer, for each step is a set of stamps. */
function levelsFor(kinds: number): number {
  return kinds <= 12 ? 7 : kinds <= 30 ? 4 : 2;
}

export class StampedCloud {
  /** x and y of each point in CSS pixels, as last drawn */
  seen = new Float32Array(0);
  depths = new Float32Array(0);
  /** radius of a point at the middle of the cube, in CSS pixels */
  radius = 3;
  #image: ImageData | null = null;
  #pixels = new Int32Array(0);
  #places: Places = { pixel: new Int32Array(0), phase: new Uint8Array(0) };
  #looks = new Uint16Array(0);
  #sets = new Map<string, StampSet & { reach: number }>();
  #ratio = 1;

  constructor(readonly canvas: HTMLCanvasElement) {}

  /** Take a size in CSS pixels, for `n` points. */
  resize(width: number, height: number, ratio: number, n: number): void {
    this.#ratio = pointRatio(n, ratio);
    this.radius = 0.92 * pointRadius(n, Math.min(width, height));
    const [across, down] = [Math.max(1, Math.round(width * this.#ratio)), Math.max(1, Math.round(height * this.#ratio))];
    if (this.canvas.width !== across || this.canvas.height !== down || this.#image === null) {
      [this.canvas.width, this.canvas.height] = [across, down];
      this.#image = this.canvas.getContext("2d")?.createImageData(across, down) ?? null;
      this.#pixels = new Int32Array(this.#image?.data.buffer ?? new ArrayBuffer(0));
    }
    if (this.seen.length === 2 * n) return;
    this.seen = new Float32Array(2 * n);
    this.depths = new Float32Array(n);
    this.#looks = new Uint16Array(n);
    this.#places = { pixel: new Int32Array(n), phase: new Uint8Array(n) };
  }

  /** Draw the points at their places in the cube; `member` is the kind of each. */
  draw(at: Float32Array, member: Uint8Array, kinds: readonly PointKind[], project: Project, ground: Rgb): void {
    const { seen, depths } = this;
    for (let i = 0; i < depths.length; i += 1) {
      const [x, y, depth] = project(at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!);
      seen[2 * i] = x;
      seen[2 * i + 1] = y;
      depths[i] = depth;
    }
    if (this.#image === null) return;
    const levels = levelsFor(kinds.length);
    const stamps = this.#stamps(kinds, levels, ground);
    this.#arrange(member, kinds, levels, stamps.reach);
    this.#pixels.fill(0);
    blitPoints(this.#pixels, this.#places, this.#looks, stamps);
    this.canvas.getContext("2d")?.putImageData(this.#image, 0, 0);
  }

  /** Put pixels, phases and looks in the order of drawing. */
  #arrange(member: Uint8Array, kinds: readonly PointKind[], levels: number, reach: number): void {
    const { seen, depths, canvas: { width, height } } = this;
    const { pixel, phase } = this.#places;
    const some = kinds.some(({ faded }) => faded);
    const order = farToNear(depths, some ? (i) => !kinds[member[i]!]!.faded : undefined);
    for (let nth = 0; nth < order.length; nth += 1) {
      const i = order[nth]!;
      const [x, y] = [seen[2 * i]! * this.#ratio, seen[2 * i + 1]! * this.#ratio];
      const [column, row] = [Math.floor(x), Math.floor(y)];
      const within = column >= reach && column < width - reach && row >= reach && row < height - reach;
      pixel[nth] = within ? row * width + column : -1;
      phase[nth] = Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES);
      this.#looks[nth] = member[i]! * levels + sliceOf(depths[i]!, levels);
    }
  }

  #stamps(kinds: readonly PointKind[], levels: number, ground: Rgb): StampSet & { reach: number } {
    const name = JSON.stringify([kinds, ground, this.radius, this.#ratio, this.canvas.width]);
    let set = this.#sets.get(name);
    if (set === undefined) {
      const looks = kinds.flatMap((kind) => Array.from({ length: levels }, (_, level) => this.#look(kind, (level + 0.5) / levels, ground)));
      // the last look is that of points with none: there are none
      set = { ...makeStamps([...looks, looks[0]!], this.canvas.width), reach: Math.max(...looks.map(reachOf)) };
      if (this.#sets.size >= MOST_SETS) this.#sets.delete(this.#sets.keys().next().value as string);
      this.#sets.set(name, set);
    }
    return set;
  }

  /** `near` is 0 at the far end of the cube and 1 at the near one. */
  #look({ color, shape, ring, faded }: PointKind, near: number, ground: Rgb): StampLook {
    const radius = this.radius * this.#ratio * (0.76 + 0.48 * near) * (faded ? 0.82 : 1);
    const fill = blend(color, ground, faded ? FADE : HAZE * (1 - near));
    return {
      shape, radius, fill,
      outline: ring ? outlineOn(ground, ground) : !faded && isFaint(fill, ground) ? outlineOn(fill, ground) : null,
      outlineWidth: Math.max(0.7 * this.#ratio, 0.22 * radius),
      halo: !faded && this.depths.length <= MOST_WITH_RIM ? ground : null,
      haloWidth: 0.8 * this.#ratio,
    };
  }
}
