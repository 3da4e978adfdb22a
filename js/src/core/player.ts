/** Playing a trace: where it is, where it goes next. Pure, so that it can be tested by properties. */

export interface Play {
  step: number;
  /** number of the last frame */
  last: number;
  playing: boolean;
  speed: number;
}

export type Move =
  | { kind: "to"; step: number }
  | { kind: "by"; steps: number }
  | { kind: "tick" }
  | { kind: "run" }
  | { kind: "stop" }
  | { kind: "speed"; speed: number }
  | { kind: "load"; step: number; last: number };

export const SPEEDS = [0.5, 1, 2, 4] as const;
/** Milliseconds between two frames at speed 1. */
const BEAT = 900;

/** Return the state after a move. A run at the end starts again from the first frame. */
export function play(state: Play, move: Move): Play {
  const to = (step: number) => Math.min(state.last, Math.max(0, Math.round(step)));
  switch (move.kind) {
    case "to": return { ...state, step: to(move.step) };
    case "by": return { ...state, step: to(state.step + move.steps) };
    case "tick": {
      const step = to(state.step + 1);
      return { ...state, step, playing: state.playing && step < state.last };
    }
    case "run":
      return { ...state, playing: state.last > 0, step: state.step >= state.last ? 0 : state.step };
    case "stop": return { ...state, playing: false };
    case "speed": return { ...state, speed: move.speed };
    case "load": return { ...state, last: move.last, playing: false, step: Math.min(move.last, Math.max(0, move.step)) };
  }
}

/** Milliseconds until the next frame. */
export function beat(speed: number): number {
  return BEAT / speed;
}

/** Calls `tick` in a steady beat; a beat that was stopped can't go on by a timer of its past. */
export class Metronome {
  #token = 0;

  constructor(readonly tick: () => void) {}

  start(speed: () => number): void {
    const mine = ++this.#token;
    const next = (): void => {
      setTimeout(() => {
        if (mine !== this.#token) return;
        this.tick();
        if (mine === this.#token) next();
      }, beat(speed()));
    };
    next();
  }

  stop(): void {
    this.#token += 1;
  }
}
