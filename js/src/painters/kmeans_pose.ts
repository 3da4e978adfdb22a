/** Where everything of a k-means frame stands at a moment of its glide. Numbers only; nothing is drawn here. */
import { centerSpots, type PlaneTrace, type Scene } from "../core/plane_scene";
import { ease, mix, part } from "../core/motion";
import { arcPoint } from "../marks/centers";

/** What the glide tells: the verb of the next frame, a jump to another one, another k, or nothing. */
export type Story = "assign" | "first" | "update" | "relocate" | "seed" | "jump" | "choose" | "rest";

/** Milliseconds. */
const DURATION: Record<Story, number> = {
  assign: 640, first: 640, update: 430, relocate: 560, seed: 400, jump: 320, choose: 260, rest: 0,
};
/** Shares of an assigning glide: lines are under way, then points take their colour, then rings come. */
export const LINES_END = 0.6;
export const RINGS_END = 0.85;
/** CSS pixels: a center that moves less than this stands still. */
const STILL = 0.5;

export interface Pose {
  story: Story;
  /** x, y of each center in CSS pixels now, NaN where there is none */
  centers: Float32Array;
  /** the same where the glide began */
  before: Float32Array;
  /** the frame whose labels and weights the points show */
  shown: number;
  /** 0 to 1: how far centers that were not there before have appeared */
  appear: number;
}

/** The story that leads from one frame to another. */
export function storyOf(trace: PlaneTrace, from: number, step: number): Story {
  if (from === step) return "rest";
  if (trace.head.painter === "k_scan") return "choose"; // another k: nothing that k-means did
  if (step !== from + 1) return "jump";
  const kind = trace.head.frames.kind[step];
  if (kind === "assign") return isFirstAssignment(trace, step) ? "first" : "assign";
  return kind === "update" || kind === "relocate" || kind === "seed" ? kind : "jump";
}

export function storyDuration(scene: Scene): number {
  const story = storyOf(scene.trace, scene.from, scene.step);
  if (story === "assign") return scene.trace.changed(scene.step).length > 0 ? DURATION.assign : 0;
  if (story === "first" || story === "rest") return DURATION[story];
  return centersMove(scene) ? DURATION[story] : 0;
}

/** True where no point had a cluster before this frame. */
export function isFirstAssignment(trace: PlaneTrace, step: number): boolean {
  const labels = step > 0 ? trace.labels(step - 1) : null;
  return labels === null || (labels[0] ?? trace.head.k) >= trace.head.k;
}

/** Work out the pose of a scene at its time. */
export function poseOf(scene: Scene): Pose {
  const { trace, from, step, t } = scene;
  const centers = centerSpots(scene);
  const before = from === step ? centers : spotsAt(scene, from);
  const story = t >= 1 ? "rest" : storyOf(trace, from, step);
  if (story === "rest") return { story, centers, before, shown: step, appear: 1 };
  const jumper = story === "relocate" ? (trace.head.frames.focus[step]?.cluster ?? -1) : -1;
  const now = centers.map((to, i) => glide(before[i] ?? NaN, to, ease(t)));
  if (2 * jumper + 1 < now.length && jumper >= 0) placeOnArc(now, before, centers, jumper, ease(t));
  const turn = story === "assign" || story === "first" ? LINES_END : story === "jump" ? 0.5 : 0;
  return { story, centers: now, before, shown: t < turn ? from : step, appear: ease(part(t, 0, 0.7)) };
}

function glide(from: number, to: number, t: number): number {
  return Number.isNaN(from) ? to : mix(from, to, t);
}

function placeOnArc(now: Float32Array, from: Float32Array, to: Float32Array, cluster: number, t: number): void {
  const [i, j] = [2 * cluster, 2 * cluster + 1];
  const [x0, y0] = [from[i] ?? NaN, from[j] ?? NaN];
  if (!Number.isNaN(x0)) now.set(arcPoint(x0, y0, to[i] as number, to[j] as number, t), i);
}

/** The centers of any frame in CSS pixels. */
export function spotsAt(scene: Scene, step: number): Float32Array {
  return centerSpots({ ...scene, step, preview: null });
}

/** The frame that last moved the centers, for the trails; null while they are being drawn. */
export function lastMove(trace: PlaneTrace, step: number): number | null {
  for (let i = step; i > 0; i -= 1) {
    const kind = trace.head.frames.kind[i];
    if (kind === "update" || kind === "relocate") return i;
    if (kind === "seed" || kind === "show") return null;
  }
  return null;
}

function centersMove(scene: Scene): boolean {
  const before = spotsAt(scene, scene.from);
  return centerSpots(scene).some((to, i) => {
    const from = before[i] ?? NaN;
    return !Number.isNaN(to) && !(Math.abs(to - from) < STILL);
  });
}
