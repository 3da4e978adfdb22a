/** The stops of a talk: which one is on, and where it goes from there. Without stops every step is one. */

/** A step to stop at, and what the teacher wants to say there. */
export interface Stop { step: number; note: string }

/** What moves through steps. */
export interface Steps { readonly step: number; readonly last: number; go(step: number): void }

export class Stops {
  #at = -1;

  constructor(readonly steps: Steps, readonly listed: () => readonly Stop[]) {}

  /** The number of the stop that is on, from 0; -1 before the first. Whoever reaches a stop another way is on it too. */
  get at(): number {
    const [{ step }, stops] = [this.steps, this.listed()];
    if (stops[this.#at]?.step !== step) {
      const found = stops.findIndex((stop) => stop.step === step);
      if (found >= 0) this.#at = found;
    }
    return Math.min(this.#at, stops.length - 1);
  }

  get note(): string { return this.listed()[this.at]?.note ?? ""; }
  get nextNote(): string { return this.listed()[this.at + 1]?.note ?? ""; }
  get canGoBack(): boolean { return this.#next(-1) !== null; }
  get canGoOn(): boolean { return this.#next(1) !== null; }

  /** Go to the next stop, or with -1 to the one before. */
  move(by: 1 | -1): void {
    const next = this.#next(by);
    if (next === null) return;
    if (this.listed().length > 0) this.#at = next;
    this.steps.go(this.listed()[next]?.step ?? next);
  }

  /** Go to the first stop. */
  reset(): void {
    this.#at = this.listed().length > 0 ? 0 : -1;
    this.steps.go(this.listed()[0]?.step ?? 0);
  }

  /** The number of the stop to go to, or of the step where there are no stops; null where there is none. */
  #next(by: number): number | null {
    const { steps } = this;
    const stops = this.listed();
    const [from, last] = stops.length > 0 ? [this.at, stops.length - 1] : [steps.step, steps.last];
    const to = from + by;
    return to < 0 || to > last ? null : to;
  }
}
