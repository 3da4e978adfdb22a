/** What "ask me first" asks before a frame, and how close an answer was. Pure: no drawing here. */
import type { Trace } from "../../core/trace";

export type Question =
  /** before an update: where does the center that moves most go? */
  | { kind: "where"; cluster: number; from: [number, number]; truth: [number, number] }
  /** before a later assignment: which points change cluster? */
  | { kind: "which"; changed: number[] }
  /** before the first assignment: which cluster does this point join? */
  | { kind: "first"; point: number; truth: number };

/** The question to ask at `step` before the next frame; null when there is nothing to predict. */
export function questionAt(trace: Trace, step: number): Question | null {
  const next = step + 1;
  const kind = trace.head.frames.kind[next];
  if (kind === "update") return whereQuestion(trace, step, next);
  if (kind !== "assign") return null;
  if (trace.labels(step) !== null) return { kind: "which", changed: trace.changed(next) };
  const point = hardPoint(trace, next);
  const truth = trace.labels(next)?.[point];
  return truth === undefined ? null : { kind: "first", point, truth };
}

function whereQuestion(trace: Trace, step: number, next: number): Question | null {
  const [now, then] = [trace.centers(step), trace.centers(next)];
  if (!now || !then) return null;
  let cluster = 0;
  let most = -1;
  for (let j = 0; j < trace.head.k; j++) {
    const moved = Math.hypot(then[2 * j]! - now[2 * j]!, then[2 * j + 1]! - now[2 * j + 1]!);
    if (moved > most) [cluster, most] = [j, moved];
  }
  if (!(most > 0)) return null;
  return { kind: "where", cluster, from: at(now, cluster), truth: at(then, cluster) };
}

const at = (centers: Float32Array, j: number): [number, number] => [centers[2 * j]!, centers[2 * j + 1]!];

/** A point near a border: its two nearest centers are almost equally far. */
function hardPoint(trace: Trace, step: number): number {
  const centers = trace.centers(step);
  if (!centers) return 0;
  let hardest = 0;
  let best = -1;
  for (let i = 0; i < trace.head.n; i++) {
    let [first, second] = [Infinity, Infinity];
    for (let j = 0; j < trace.head.k; j++) {
      const d = Math.hypot(trace.points[2 * i]! - centers[2 * j]!, trace.points[2 * i + 1]! - centers[2 * j + 1]!);
      if (d < first) [first, second] = [d, first];
      else if (d < second) second = d;
    }
    // near the border but to be told by eye
    const ratio = first / second;
    if (ratio <= 0.85 && ratio > best) [hardest, best] = [i, ratio];
  }
  return hardest;
}

/** How far a guessed place is off, as a share of the way that the center went. */
export function missBy(question: Extract<Question, { kind: "where" }>, guess: [number, number]): number {
  const way = Math.hypot(question.truth[0] - question.from[0], question.truth[1] - question.from[1]);
  return Math.hypot(question.truth[0] - guess[0], question.truth[1] - guess[1]) / way;
}
