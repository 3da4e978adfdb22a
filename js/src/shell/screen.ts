/** What the parts of a widget see of it. */
import type { Move } from "../core/player";
import type { Trace } from "../core/trace";
import type { TraceSession } from "../core/trace_session";
import type { Words } from "../core/words";

/** What moves through steps. */
export interface Steps {
  readonly step: number;
  readonly last: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly trace: Trace;
  /** no Python behind it */
  readonly readonly: boolean;
  move(move: Move): void;
  go(step: number): void;
}

/** A widget that moves through steps. */
export interface Moved {
  readonly session: Steps;
  readonly words: Words;
  readonly root: HTMLElement;
  /** the last step that may be told of: the farthest that has been on screen, or all where the future is shown */
  readonly reached: number;
  /** whether the end may be told, and after how many steps it comes */
  readonly knowsEnd: boolean;
  /** go one frame on */
  forward(): void;
}

/** A widget that moves through one trace. */
export interface Traced extends Moved {
  readonly session: TraceSession;
}
