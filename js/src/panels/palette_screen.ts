/** What every panel of the PaletteLab sees. */
import type { PaletteSession } from "../core/palette_session";
import type { Words } from "../core/words";

export interface PaletteSwitches {
  /** the error map in the place of the copy */
  errors: boolean;
  table: boolean;
  help: boolean;
}

export interface PaletteScreen {
  readonly session: PaletteSession;
  readonly words: Words;
  readonly root: HTMLElement;
  /** part of the picture that is the original, from 0 to 1 */
  readonly split: number;
  switches: PaletteSwitches;
  turn(change: Partial<PaletteSwitches>): void;
  swipe(split: number): void;
  choosePhoto(): void;
  take(file: File): void;
  fullScreen(): void;
}
