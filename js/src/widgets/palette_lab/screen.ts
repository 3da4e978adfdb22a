/** What every panel of the PaletteLab sees. */
import type { Words } from "../../core/words";
import type { ShellSwitches } from "../../shell/shell";
import type { PaletteSession } from "./session";

export interface PaletteSwitches extends ShellSwitches {
  /** the error map in the place of the copy */
  errors: boolean;
  /** a JPEG of as many bytes on the left of the line */
  jpeg: boolean;
  /** both sides are magnified at one place */
  lens: boolean;
}

export interface PaletteScreen {
  readonly session: PaletteSession;
  readonly words: Words;
  readonly root: HTMLElement;
  /** part of the picture that is the original, from 0 to 1 */
  readonly split: number;
  /** the pixel that is magnified: across and down */
  readonly spot: readonly [number, number];
  switches: PaletteSwitches;
  setSwitches(change: Partial<PaletteSwitches>): void;
  swipe(split: number): void;
  /** move the magnifier to a pixel */
  magnify(x: number, y: number): void;
  /** tell a screen reader */
  announce(text: string): void;
  choosePhoto(): void;
  take(file: File): void;
}
