/** What the learner points at: one value of a session, set and drawn by all of its panels. */

/** A point, a set of points, or the points of a cluster. */
export type Aim =
  | { readonly kind: "point"; readonly point: number }
  | {
    readonly kind: "points";
    readonly points: ArrayLike<number>;
    /** what the set is, in words */
    readonly text: string;
    /** the node of the tree that it lies under, where it is a leaf or a branch */
    readonly node?: number;
  }
  | { readonly kind: "cluster"; readonly cluster: number }
  /** other starts of the fit, by where their objective ends */
  | { readonly kind: "ends"; readonly low: number; readonly high: number; readonly text: string };

export class Highlight {
  #passing: Aim | null = null;
  #kept: Aim | null = null;
  #held = false;
  readonly #listeners = new Set<() => void>();

  /** What is to be lit; null for nothing, as while a question is open. */
  get aim(): Aim | null {
    return this.#held ? null : this.#passing ?? this.#kept;
  }

  /** What stays lit when the pointer leaves: it was tapped, clicked or reached by keys. */
  get kept(): Aim | null {
    return this.#kept;
  }

  /** The pointer is on something, or on nothing. */
  pass(aim: Aim | null): void {
    if (!this.#held) this.#change(() => { this.#passing = aim; });
  }

  /** Something was tapped or reached by keys; null lets go of it. */
  keep(aim: Aim | null): void {
    if (!this.#held || aim === null) this.#change(() => { [this.#passing, this.#kept] = [null, aim]; });
  }

  /** A second tap on the same lets go of it. */
  toggle(aim: Aim | null): void {
    this.keep(sameAim(aim, this.#kept) ? null : aim);
  }

  clear(): void {
    this.keep(null);
  }

  /** While a question is open nothing answers. */
  hold(on: boolean): void {
    this.#change(() => { [this.#held, this.#passing] = [on, null]; });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Tell those who draw, once there is something new to draw. */
  #change(change: () => void): void {
    const before = this.aim;
    change();
    if (!sameAim(before, this.aim)) for (const listener of [...this.#listeners]) listener();
  }
}

export function sameAim(a: Aim | null, b: Aim | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (a.kind === "point") return b.kind === "point" && a.point === b.point;
  if (a.kind === "cluster") return b.kind === "cluster" && a.cluster === b.cluster;
  if (a.kind === "ends") return b.kind === "ends" && a.low === b.low && a.high === b.high;
  return b.kind === "points" && a.text === b.text && a.node === b.node && a.points.length === b.points.length && a.points[0] === b.points[0];
}

/** The points that an aim lights at a frame. */
export function pointsOf(aim: Aim, trace: { labels(step: number): ArrayLike<number> | null }, step: number): ArrayLike<number> {
  if (aim.kind === "point") return [aim.point];
  if (aim.kind === "points") return aim.points;
  if (aim.kind === "ends") return [];
  const labels = trace.labels(step);
  const found: number[] = [];
  for (let i = 0; labels !== null && i < labels.length; i += 1) if (labels[i] === aim.cluster) found.push(i);
  return found;
}
