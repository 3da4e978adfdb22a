/** What every panel of the PaletteLab sees. */
import type { PaletteSession } from "../core/palette_session";
import type { Words } from "../core/words";
import { el } from "../core/dom";
import type { Panel } from "./screen";

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

/** A button; `key` is its text in the catalogue, with ".title" what it does. */
export function action({ words }: PaletteScreen, key: string, act: () => void, more: Record<string, string> = {}): HTMLButtonElement {
  const button = el("button", { type: "button", class: "tc-button", title: words(`${key}.title`), "data-act": key, ...more }, words(key));
  button.addEventListener("click", act);
  return button;
}

/** A button that stays pressed while its switch is on. */
export function switchButton(screen: PaletteScreen, name: keyof PaletteSwitches, key: string): Panel {
  const element = action(screen, key, () => screen.turn({ [name]: !screen.switches[name] }));
  element.classList.add("tc-toggle");
  return { element, update: () => element.setAttribute("aria-pressed", String(screen.switches[name])) };
}

/** A share as it is read: two digits, and never "0 %" for a colour that is there. */
export function percent(share: number): string {
  const value = 100 * share;
  return value >= 10 ? `${value.toFixed(0)} %` : value >= 0.1 ? `${value.toFixed(1)} %` : "< 0.1 %";
}
