/** What every panel of the comparison sees. */
import type { Moved } from "../../shell/screen";
import type { ShellSwitches } from "../../shell/shell";
import type { CompareSession } from "./session";

export interface CompareSwitches extends ShellSwitches { regions: boolean; equal: boolean }

export interface CompareScreen extends Moved {
  readonly session: CompareSession;
  switches: CompareSwitches;
  setSwitches(change: Partial<CompareSwitches>): void;
  announce(text: string): void;
}
