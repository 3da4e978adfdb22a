/** The marker shapes, all of one visual weight, as outlines and as distances. */
import type { Shape } from "../core/types";

/** x, y, x, y ... around the shape, y down; a circle has none. */
export type Outline = readonly number[];

/** Corners on a circle, starting at the top; `radii` alternate. */
function corners(count: number, radii: readonly number[]): number[] {
  const outline: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const angle = (2 * Math.PI * i) / count - Math.PI / 2;
    const radius = radii[i % radii.length] ?? 1;
    outline.push(radius * Math.cos(angle), radius * Math.sin(angle));
  }
  return outline;
}

function plus(reach: number, half: number): number[] {
  return [
    -half, -reach, half, -reach, half, -half, reach, -half, reach, half, half, half,
    half, reach, -half, reach, -half, half, -reach, half, -reach, -half, -half, -half,
  ];
}

/** A marker, or the × of noise, which is no cluster's. */
export type Mark = Shape | "x";

function turned(outline: Outline): number[] {
  const half = Math.SQRT1_2;
  return outline.map((_, i) => {
    const [x, y] = [outline[i - (i % 2)]!, outline[i - (i % 2) + 1]!];
    return i % 2 === 0 ? half * (x - y) : half * (x + y);
  });
}

// Sizes chosen by eye so that every shape weighs as much as a circle of radius 1.
const OUTLINES: Record<Mark, Outline> = {
  circle: [],
  square: [-0.88, -0.88, 0.88, -0.88, 0.88, 0.88, -0.88, 0.88],
  triangle: [0, -1.2, 1.16, 0.84, -1.16, 0.84],
  diamond: [0, -1.28, 1.28, 0, 0, 1.28, -1.28, 0],
  cross: plus(1.16, 0.44),
  x: turned(plus(1.2, 0.26)),
  star: corners(10, [1.45, 0.66]),
  pentagon: corners(5, [1.15]),
};

/** The corners of a shape of radius 1; none for a circle. */
export function outlineOf(shape: Mark): Outline {
  return OUTLINES[shape];
}

/** How far a shape of radius 1 reaches from its middle. */
export function extentOf(shape: Mark): number {
  const outline = OUTLINES[shape];
  let most = outline.length === 0 ? 1 : 0;
  for (let i = 0; i < outline.length; i += 2) {
    most = Math.max(most, Math.hypot(outline[i] ?? 0, outline[i + 1] ?? 0));
  }
  return most;
}

/** Signed distance from (x, y) to the shape of radius `radius` about the origin; negative inside. */
export function distance(shape: Mark, radius: number, x: number, y: number): number {
  const outline = OUTLINES[shape];
  if (outline.length === 0) return Math.hypot(x, y) - radius;
  let nearest = Infinity;
  let inside = false;
  const n = outline.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const ax = (outline[i] ?? 0) * radius;
    const ay = (outline[i + 1] ?? 0) * radius;
    const bx = (outline[j] ?? 0) * radius;
    const by = (outline[j + 1] ?? 0) * radius;
    nearest = Math.min(nearest, toSegment(x, y, ax, ay, bx, by));
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside ? -nearest : nearest;
}

function toSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  const px = x - ax - t * dx;
  const py = y - ay - t * dy;
  return Math.sqrt(px * px + py * py);
}
