/** What the learner is doing or was asked: sprayed points, the eraser, a point in the hand, a guess and the truth. */
import type { Question, Scene, Sketch, Spot } from "../core/plane_scene";
import { css, parseColor } from "./color";
import { disc } from "./centers";
import { drawRings, MOST_RINGS, sample } from "./links";
import { ring, type Context, type Ink } from "./brush";

/** Draw a tool's unfinished work. `radius` is that of a point, in CSS pixels. */
export function drawSketch(context: Context, scene: Scene, ink: Ink, radius: number): void {
  const { sketch, scale, trace } = scene;
  const grey = css(parseColor(trace.head.noise));
  const spot = ([x, y]: Spot): Spot => [scale.x(x), scale.y(y)];
  for (const [x, y] of [...sketch.pending, ...sketch.added].map(spot)) {
    disc(context, x, y, radius + 1, css(ink.bg));
    disc(context, x, y, radius, grey);
  }
  if (sketch.moving !== null) {
    const [x, y] = spot(sketch.moving.to);
    const x0 = scene.xy[2 * sketch.moving.index] as number;
    const y0 = scene.xy[2 * sketch.moving.index + 1] as number;
    dashed(context, [x0, y0], [x, y], ink);
    disc(context, x, y, radius + 0.5, grey);
    ring(context, x, y, radius + 4 * ink.size, css(ink.accent), css(ink.bg), 2);
  }
  for (const [i, to] of sketch.moved) {
    disc(context, scene.xy[2 * i] as number, scene.xy[2 * i + 1] as number, radius + 1.5, css(ink.bg, 0.8));
    disc(context, ...spot(to), radius + 0.5, grey);
  }
  drawEraser(context, sketch, scene.xy, ink, radius);
}

function drawEraser(context: Context, sketch: Sketch, xy: Float32Array, ink: Ink, radius: number): void {
  const arm = radius * 1.1;
  for (const i of sample(sketch.doomed, MOST_RINGS * 5)) {
    const x = xy[2 * i] as number;
    const y = xy[2 * i + 1] as number;
    disc(context, x, y, radius + 1.5, css(ink.bg, 0.8));
    cross(context, x, y, arm, css(ink.muted), 1.5);
  }
  if (sketch.brush === null) return;
  const [x, y] = sketch.brush.at;
  disc(context, x, y, sketch.brush.radius, css(ink.fg, 0.08));
  ring(context, x, y, sketch.brush.radius, css(ink.fg), css(ink.bg), 1.5);
}

/** A question's marks: dashed rings on the marked points, a cross at the guess, a target at the truth. */
export function drawQuestion(
  context: Context, question: Question, scene: Scene, ink: Ink, radius: number,
): void {
  const { scale } = scene;
  drawRings(context, sample(question.points, MOST_RINGS), scene.xy, radius + 5 * ink.size, ink, 1, [3, 2.5]);
  const guess = question.guess && ([scale.x(question.guess[0]), scale.y(question.guess[1])] as Spot);
  const truth = question.truth && ([scale.x(question.truth[0]), scale.y(question.truth[1])] as Spot);
  if (guess && truth) dashed(context, guess, truth, ink);
  if (truth) {
    for (const r of [12, 6]) ring(context, truth[0], truth[1], r * ink.size, css(ink.accent), css(ink.bg), 2.2);
    disc(context, truth[0], truth[1], 2 * ink.size, css(ink.accent));
  }
  if (guess) {
    cross(context, guess[0], guess[1], 7 * ink.size, css(ink.bg), 6);
    cross(context, guess[0], guess[1], 7 * ink.size, css(ink.fg), 2.8);
  }
}

function cross(context: Context, x: number, y: number, arm: number, color: string, width: number): void {
  context.beginPath();
  context.moveTo(x - arm, y - arm);
  context.lineTo(x + arm, y + arm);
  context.moveTo(x - arm, y + arm);
  context.lineTo(x + arm, y - arm);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}

function dashed(context: Context, a: Spot, b: Spot, ink: Ink): void {
  context.beginPath();
  context.setLineDash([4, 4]);
  context.moveTo(a[0], a[1]);
  context.lineTo(b[0], b[1]);
  context.strokeStyle = css(ink.muted);
  context.lineWidth = 1.5;
  context.stroke();
  context.setLineDash([]);
}
