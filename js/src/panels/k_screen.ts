/** What every panel of the KLab sees. */
import type { Scan } from "../core/k_types";
import { tickText } from "../core/scales";
import type { Common } from "./screen";

export interface KSwitches {
  regions: boolean;
  /** show how much criteria vary under resampling */
  bands: boolean;
  table: boolean;
  help: boolean;
}

export interface KScreen extends Common {
  /** of the features on screen */
  readonly scan: Scan;
  readonly features: "raw" | "scaled";
  /** whether there is a scan of the scaled features too */
  readonly hasScaled: boolean;
  switches: KSwitches;
  turn(change: Partial<KSwitches>): void;
  choose(step: number): void;
  show(features: "raw" | "scaled"): void;
}

/** The longest text: room is kept for it, so that nothing moves when another k says more. */
export function longest(texts: string[]): string {
  return texts.reduce((long, text) => (text.length > long.length ? text : long), "");
}

/** A criterion's value in a small place. */
export function brief(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  return size >= 1e4 ? tickText(value, size / 100) : value.toPrecision(size >= 1000 ? 4 : 3).replace("-", "−");
}
