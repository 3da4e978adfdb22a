/** Time that runs along an axis from 0 to 1, so that work is done at a steady pace. */
import { reducedMotion } from "../../core/motion";
import type { Clock } from "../../core/session";

/** Milliseconds from one end of the axis to the other at speed 1. */
const WHOLE = 20_000;
/** Milliseconds between two looks at the clock; where less motion is wished for, between two changes. */
const BEAT = 40;
const CALM = 900;
/** A page that slept does not jump. */
const LONGEST = 4;

/** Calls `tick` with the place on the axis; a run that was stopped can't go on by a timer of its past. */
export class RaceClock implements Clock {
  #token = 0;
  #place = 0;

  constructor(readonly here: () => number, readonly tick: (place: number) => void) {}

  start(speed: () => number): void {
    const mine = ++this.#token;
    this.#place = this.here();
    let before = performance.now();
    const next = (): void => {
      const beat = reducedMotion() ? CALM : BEAT;
      setTimeout(() => {
        if (mine !== this.#token) return;
        const now = performance.now();
        this.#place = Math.min(1, this.#place + (Math.min(now - before, LONGEST * beat) * speed()) / WHOLE);
        before = now;
        this.tick(this.#place);
        if (mine === this.#token) next();
      }, beat);
    };
    next();
  }

  stop(): void {
    this.#token += 1;
  }
}
