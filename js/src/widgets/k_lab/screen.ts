/** What every panel of the KLab sees. */
import { tickText } from "../../core/scales";
import type { Traced } from "../../shell/screen";
import type { ShellSwitches } from "../../shell/shell";
import type { Scan } from "./wire";

export interface KSwitches extends ShellSwitches {
  regions: boolean;
  /** show how much criteria vary under resampling */
  bands: boolean;
  /** one unit is equally long on both axes */
  equal: boolean;
}

export interface KScreen extends Traced {
  /** of the features on screen */
  readonly scan: Scan;
  readonly features: "raw" | "scaled";
  /** whether there is a scan of the scaled features too */
  readonly hasScaled: boolean;
  switches: KSwitches;
  setSwitches(change: Partial<KSwitches>): void;
  choose(step: number): void;
  show(features: "raw" | "scaled"): void;
}

/** A criterion's value in a small place. */
export function brief(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  const size = Math.abs(value);
  return size >= 1e4 ? tickText(value, size / 100) : value.toPrecision(size >= 1000 ? 4 : 3).replace("-", "−");
}
