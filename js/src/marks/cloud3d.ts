/** A cloud of points in a cube, seen from a side: for colours, or for any three features. */
import type { Theme } from "../core/plane_theme";
import { projection, type Project, type Turn } from "../core/turn";
import { outlineOf, type Mark } from "./shapes";

export interface Cloud3d {
  /** x, y, z of each point, from 0 to 1; y points up */
  at: Float32Array;
  /** CSS colours */
  colors: string[];
  /** CSS pixels at the middle of the cube */
  radius: Float32Array;
  /** marker of each point; squares as small as a pixel need none */
  shapes?: Mark[];
}

export interface Center3d { at: readonly [number, number, number]; color: string; radius: number; shape?: Mark }

/** Names of the axes along x, y and z. */
export type AxisNames = readonly [string, string, string];

const MARGIN = 15;
/** Slices of depth into which points are sorted: finer is not seen. */
const SLICES = 96;
const EDGES: readonly (readonly [number, number])[] = [
  [0, 1], [0, 2], [0, 4], [1, 3], [1, 5], [2, 3], [2, 6], [4, 5], [4, 6], [3, 7], [5, 7], [6, 7],
];
const corner = (i: number): [number, number, number] => [i & 1, (i >> 1) & 1, (i >> 2) & 1];

/** Draw the cube, the points from far to near, and the centres on top. */
export function drawCloud(
  context: CanvasRenderingContext2D, cloud: Cloud3d, centers: readonly Center3d[], names: AxisNames, turn: Turn,
  size: readonly [number, number], theme: Theme,
): void {
  const [width, height] = size;
  const project = projection(turn, width, height, MARGIN);
  context.clearRect(0, 0, width, height);
  drawCube(context, project, names, theme);
  drawPoints(context, project, cloud);
  const placed = centers.map((center) => ({ center, seen: project(...center.at) }));
  placed.sort((a, b) => a.seen[2] - b.seen[2]);
  for (const { center, seen: [x, y, , scale] } of placed) drawCenter(context, center, x, y, scale, theme);
}

function drawCube(context: CanvasRenderingContext2D, project: Project, names: AxisNames, theme: Theme): void {
  const seen = Array.from({ length: 8 }, (_, i) => project(...corner(i)));
  context.lineWidth = 1;
  for (const [a, b] of EDGES) {
    const [from, to] = [seen[a]!, seen[b]!];
    // edges of the first corner are the axes
    context.strokeStyle = a === 0 ? theme.muted : theme.grid;
    context.beginPath();
    context.moveTo(from[0], from[1]);
    context.lineTo(to[0], to[1]);
    context.stroke();
  }
  context.fillStyle = theme.fg;
  context.textAlign = "center";
  context.textBaseline = "middle";
  names.forEach((name, axis) => {
    const end = [0, 0, 0].map((_, i) => (i === axis ? 1.07 : 0)) as [number, number, number];
    const [x, y] = project(...end);
    context.fillText(name, x, y);
  });
}

function drawPoints(context: CanvasRenderingContext2D, project: Project, { at, colors, radius, shapes }: Cloud3d): void {
  const n = colors.length;
  const places = new Float32Array(3 * n);
  const depths = new Float32Array(n);
  for (let i = 0; i < n; i += 1) {
    const [x, y, depth, scale] = project(at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!);
    places.set([x, y, radius[i]! * scale], 3 * i);
    depths[i] = depth;
  }
  for (const i of farToNear(depths)) {
    const [x, y, r] = [places[3 * i]!, places[3 * i + 1]!, places[3 * i + 2]!];
    context.fillStyle = colors[i]!;
    if (shapes) trace(context, shapes[i]!, x, y, r);
    else context.fillRect(x - r, y - r, 2 * r, 2 * r);
    if (shapes) context.fill();
  }
}

/** Which slice of the cube a depth lies in, from far (0) to near, of `slices`. */
export function sliceOf(depth: number, slices = SLICES): number {
  return Math.min(slices - 1, Math.max(0, Math.floor((depth / 1.8 + 0.5) * slices)));
}

/** The order in which points are drawn; those that `late` marks come after all others. */
export function farToNear(depths: Float32Array, late?: (i: number) => boolean): Uint32Array {
  const n = depths.length;
  const slice = new Uint8Array(n);
  const starts = new Uint32Array(2 * SLICES + 1);
  for (let i = 0; i < n; i += 1) {
    slice[i] = sliceOf(depths[i]!) + (late?.(i) ? SLICES : 0);
    starts[slice[i]! + 1]! += 1;
  }
  for (let s = 1; s <= 2 * SLICES; s += 1) starts[s]! += starts[s - 1]!;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) order[starts[slice[i]!]!++] = i;
  return order;
}

function drawCenter(context: CanvasRenderingContext2D, { color, radius, shape = "circle" }: Center3d, x: number, y: number, scale: number, theme: Theme): void {
  const r = radius * scale;
  // a light and a dark ring: one of them is seen on every colour
  for (const [paint, wider] of [[theme.fg, 2.5], [theme.bg, 1.25], [color, 0]] as const) {
    context.fillStyle = paint;
    trace(context, shape, x, y, r + wider);
    context.fill();
  }
}

/** Draw a centre among marked points: its mark on a ringed disc of the ground's colour. */
export function drawRinged(context: CanvasRenderingContext2D, { color, radius, shape = "circle" }: Omit<Center3d, "at">, x: number, y: number, scale: number, theme: Theme): void {
  const r = radius * scale;
  trace(context, "circle", x, y, r);
  context.fillStyle = theme.bg;
  context.fill();
  context.lineWidth = Math.max(1.5, r / 6);
  context.strokeStyle = theme.fg;
  context.stroke();
  trace(context, shape, x, y, 0.62 * r);
  context.fillStyle = color;
  context.fill();
}

/** Begin a path around a marker. */
function trace(context: CanvasRenderingContext2D, shape: Mark, x: number, y: number, r: number): void {
  const outline = outlineOf(shape);
  context.beginPath();
  if (outline.length === 0) context.arc(x, y, r, 0, 2 * Math.PI);
  for (let i = 0; i < outline.length; i += 2) {
    const [px, py] = [x + r * outline[i]!, y + r * outline[i + 1]!];
    if (i === 0) context.moveTo(px, py);
    else context.lineTo(px, py);
  }
  context.closePath();
}
