/** What every panel of a Stepper sees: the session, the words, and what is switched on. */
import type { Plane } from "../core/plane";
import type { Move } from "../core/player";
import type { Session } from "../core/session";
import type { Trace } from "../core/trace";
import type { PlaneOptions } from "../core/types";
import type { Words } from "../core/words";

export interface Switches {
  regions: boolean;
  links: boolean;
  tool: PlaneOptions["tool"];
  /** ask before each half-step */
  ask: boolean;
  table: boolean;
  starts: boolean;
  help: boolean;
}

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
}

/** A widget that moves through steps. */
export interface Moved {
  readonly session: Steps;
  readonly words: Words;
  readonly root: HTMLElement;
  /** go one frame on */
  forward(): void;
}

/** What the panels see that several widgets share. */
export interface Common extends Moved {
  readonly session: Session;
}

export interface Screen extends Common {
  readonly plane: Plane;
  switches: Switches;
  /** change switches and draw what hangs on them */
  turn(change: Partial<Switches>): void;
  /** tell a screen reader */
  say(text: string): void;
  /** go one frame on, asking first when that is switched on */
  forward(): void;
}

export interface Panel {
  readonly element: HTMLElement;
  /** show the session as it is now */
  update(): void;
}

/** A number with all its digits. */
export function exact(value: number): string {
  const text = short(value);
  return Number(text.replaceAll(",", "")) === value ? text : String(value);
}

/** A number with about four digits, as in captions. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 1e7 || size < 1e-3) return value.toExponential(2);
  if (size >= 100) return value.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return String(Number(value.toPrecision(4)));
}
