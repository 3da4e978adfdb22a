/** What the parts of a Sandbox see: the Stepper that they are added to, and what Python says of the drawing. */
import type { TraceSession } from "../../core/trace_session";
import type { ModelLike, PlaneOptions, TraceWire } from "../../core/types";
import type { Words } from "../../core/words";

/** A Stepper, as far as painting on it goes. */
export interface Painted {
  readonly words: Words;
  readonly session: TraceSession;
  readonly switches: { tool: PlaneOptions["tool"] };
  setSwitches(change: { tool?: PlaneOptions["tool"] }): void;
  announce(text: string): void;
}

/** The `sandbox` trait. */
export interface Drawing {
  estimators: string[];
  estimator: string;
  presets: { name: string; label: string }[];
  random_state: number;
  most: number;
  /** the Python of the fit on screen */
  line: string;
  fitted: boolean;
  /** in a page without Python: a trace of no points, and the points of each shape */
  blank?: TraceWire;
  shapes?: Record<string, DataView>;
}

export function drawingOf(model: ModelLike): Drawing | null {
  const drawing = model.get("sandbox") as Drawing | undefined;
  return drawing?.estimators ? drawing : null;
}
