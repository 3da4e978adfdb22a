/** A cell as a small picture: its points in the colors of their clusters. */
import type { Trace } from "../../core/trace";

/** Pixels of its side, and points that are drawn at most: more are a smear. */
export const SIDE = 120;
const MOST_POINTS = 500;
const DOT = 3.4;
const MARGIN = 6;

export function drawCell(canvas: HTMLCanvasElement, trace: Trace, cell: number): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  canvas.width = canvas.height = SIDE;
  context.clearRect(0, 0, SIDE, SIDE);
  const { points, head: { n, clusters, noise, domain: [x0, x1, y0, y1] }, none } = trace;
  const labels = trace.labels(cell);
  const unit = (SIDE - 2 * MARGIN) / (Math.max(x1 - x0, y1 - y0) || 1);
  const [left, top] = [(SIDE - unit * (x1 - x0)) / 2, (SIDE - unit * (y1 - y0)) / 2];
  const every = Math.max(1, Math.ceil(n / MOST_POINTS));
  for (let i = 0; i < n; i += every) {
    const label = labels?.[i] ?? none;
    const size = label < clusters.length ? DOT : DOT - 1;
    context.fillStyle = clusters[label]?.color ?? noise;
    context.fillRect(left + unit * (points[2 * i]! - x0) - size / 2, SIDE - top - unit * (points[2 * i + 1]! - y0) - size / 2, size, size);
  }
}
