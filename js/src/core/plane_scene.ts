/** What a painter is given to draw, and what it must be able to do. Painters live in painters/. */
import type { Aim } from "./highlight";
import type { Theme } from "./plane_theme";
import type { PlaneScale } from "./scales";
import type { Edit, Head, PlaneOptions } from "./types";

/** The part of a trace that the plane needs; core/trace.ts has all of it. */
export interface PlaneTrace {
  readonly head: Head;
  /** x, y of each point in data units */
  readonly points: Float32Array;
  /** cluster of each point, the largest value meaning none; null before the first assignment */
  labels(step: number): ArrayLike<number> | null;
  /** x, y of each center, NaN where there is none; null where the algorithm has none */
  centers(step: number): Float32Array | null;
  /** 0 to 255: the chance of being drawn next, in a seeding frame */
  weights(step: number): Uint8Array | null;
  /** points whose cluster is not what it was one frame before */
  changed(step: number): ArrayLike<number>;
  /** a frame's row of a further block; null where it has none */
  row(name: string, step: number): ArrayLike<number> | null;
  /** number of the look at another level than the fit's; none of the fit itself */
  readonly look?: number;
}

export type Spot = [x: number, y: number];

/** What a tool is doing at the moment, before it is an edit. Spots are in data units. */
export interface Sketch {
  added: Spot[];
  /** of strokes before, whose answer has not come yet */
  pending: Spot[];
  moving: { index: number; to: Spot } | null;
  /** points that a tool takes elsewhere together */
  moved: Map<number, Spot>;
  /** the eraser's place, in CSS pixels */
  brush: { at: Spot; radius: number } | null;
  doomed: number[];
}

/** What a tool does between a press and its release. */
export interface Gesture {
  move(at: Spot): void;
  /** the edit to ask for, or null when nothing came of it */
  end(at: Spot): Edit | null;
  /** it only adds points: it goes on where the answer to an earlier one comes */
  readonly adds?: boolean;
}

/** A tool of a widget's own: what a press with it does, and the circle around the pointer. */
export interface Hand {
  /** in CSS pixels; null for no circle */
  radius(scene: Scene): number | null;
  begin(scene: Scene, pressed: Spot): Gesture | null;
}

/** The marks of a question and its answer. */
export interface Question {
  points: number[];
  guess: Spot | null;
  truth: Spot | null;
}

export interface Scene {
  trace: PlaneTrace;
  /** the frame that the glide comes from; equal to `step` when nothing glides */
  from: number;
  step: number;
  /** 0 to 1: how far the glide is; 1 at rest */
  t: number;
  scale: PlaneScale;
  theme: Theme;
  /** x, y of each point in CSS pixels */
  xy: Float32Array;
  /** device pixels per CSS pixel */
  ratio: number;
  options: PlaneOptions;
  /** the widget's own tool, where the tool is "hand" */
  hand: Hand | null;
  picked: number | null;
  hover: number | null;
  preview: { cluster: number; to: Spot } | null;
  sketch: Sketch;
  question: Question;
}

/** The canvases that a painter draws on, from the lowest up. */
export interface Stage {
  ground: HTMLCanvasElement;
  cloud: HTMLCanvasElement;
  overlay: HTMLCanvasElement;
}

export interface Painter {
  /** milliseconds that the change from `scene.from` to `scene.step` would like to take; 0 is a cut */
  duration(scene: Scene): number;
  /** the trace, the size or the theme is another one: forget what was cached */
  reset(scene: Scene): void;
  /** draw the scene; a painter may leave a canvas alone that would not change */
  paint(scene: Scene): void;
}

/** Draws what the learner points at, on a canvas of its own: the painter draws nothing anew. */
export type LightPainter = (canvas: HTMLCanvasElement, scene: Scene, aim: Aim | null) => void;

export type PainterMaker = (stage: Stage) => Painter;
/** Painters by the name that Python gives in `head.painter`. */
export type Painters = Readonly<Record<string, PainterMaker>>;

export function emptySketch(): Sketch {
  return { added: [], pending: [], moving: null, moved: new Map(), brush: null, doomed: [] };
}

export function noQuestion(): Question {
  return { points: [], guess: null, truth: null };
}

/** Where the centers stand at the scene's frame, in CSS pixels, a center in the hand included. */
export function centerSpots(scene: Scene): Float32Array {
  const { trace, scale, preview } = scene;
  const centers = trace.centers(scene.step);
  const spots = new Float32Array(centers?.length ?? 0);
  for (let i = 0; i < spots.length; i += 2) {
    spots[i] = scale.x(centers?.[i] ?? NaN);
    spots[i + 1] = scale.y(centers?.[i + 1] ?? NaN);
  }
  if (preview !== null && 2 * preview.cluster + 1 < spots.length) {
    spots[2 * preview.cluster] = scale.x(preview.to[0]);
    spots[2 * preview.cluster + 1] = scale.y(preview.to[1]);
  }
  return spots;
}

/** Index of the pair in `xy` nearest to a place, or null when none lies within `reach`. NaN is never near. */
export function nearest(xy: Float32Array, [x, y]: Spot, reach: number): number | null {
  let best = -1;
  let least = reach * reach;
  for (let i = 0; i < xy.length; i += 2) {
    const dx = (xy[i] as number) - x;
    const dy = (xy[i + 1] as number) - y;
    const d = dx * dx + dy * dy;
    if (d <= least) { least = d; best = i; }
  }
  return best < 0 ? null : best >> 1;
}

/** A point this much farther aside counts as far as one straight ahead. */
const ASIDE = 2;

/** Index of the pair nearest to pair `from` in a direction (to the right and down): nobody aside more than ahead; null where there is none. */
export function beyond(xy: Float32Array, from: number, right: number, down: number): number | null {
  const [x, y] = [xy[2 * from]!, xy[2 * from + 1]!];
  let [best, least] = [-1, Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    const ahead = (xy[i]! - x) * right + (xy[i + 1]! - y) * down;
    const aside = Math.abs((xy[i]! - x) * down) + Math.abs((xy[i + 1]! - y) * right);
    const far = ahead + ASIDE * aside;
    if (ahead > 0 && aside <= ahead && far < least) [best, least] = [i >> 1, far];
  }
  return best < 0 ? null : best;
}
