/** Buttons with their words, and shares as text. */
import { el } from "../core/dom";
import type { Words } from "../core/words";
import type { Panel } from "./screen";

interface Worded { readonly words: Words }

/** A widget with switches that buttons turn. */
interface Switched<S extends object> extends Worded { switches: S; turn(change: Partial<S>): void }

/** A button; `key` is its text in the catalogue, with ".title" what it does. */
export function action({ words }: Worded, key: string, act: () => void, more: Record<string, string> = {}): HTMLButtonElement {
  const button = el("button", { type: "button", class: "tc-button", title: words(`${key}.title`), "data-act": key, ...more }, words(key));
  button.addEventListener("click", act);
  return button;
}

/** A button that stays pressed while its switch is on. */
export function switchButton<S extends object>(screen: Switched<S>, name: keyof S & string, key: string): Panel {
  const element = action(screen, key, () => screen.turn({ [name]: !screen.switches[name] } as Partial<S>));
  element.classList.add("tc-toggle");
  return { element, update: () => element.setAttribute("aria-pressed", String(screen.switches[name])) };
}

/** A share as it is read: two digits, and never "0 %" for what is there. */
export function percent(share: number): string {
  const value = 100 * share;
  return value >= 10 ? `${value.toFixed(0)} %` : value >= 0.1 ? `${value.toFixed(1)} %` : "< 0.1 %";
}
