/** What every panel of the PaletteLab sees. */
import type { Words } from "../../core/words";
import type { ShellSwitches } from "../../shell/shell";
import type { PaletteSession } from "./session";

export interface PaletteSwitches extends ShellSwitches {
  /** the error map in the place of the copy */
  errors: boolean;
}

export interface PaletteScreen {
  readonly session: PaletteSession;
  readonly words: Words;
  readonly root: HTMLElement;
  /** part of the picture that is the original, from 0 to 1 */
  readonly split: number;
  switches: PaletteSwitches;
  setSwitches(change: Partial<PaletteSwitches>): void;
  swipe(split: number): void;
  choosePhoto(): void;
  take(file: File): void;
}
