/** A polite live region: a screen reader hears what was said last, at most once a second. */
import { el } from "../core/dom";

const SPOKEN_EVERY = 1000;

export interface Speaker { readonly element: HTMLElement; announce(text: string): void; end(): void }

export function speaker(): Speaker {
  const element = el("div", { class: "tc-hidden", role: "status", "aria-live": "polite" });
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting = "";
  const announce = (text: string): void => {
    waiting = text;
    timer ??= setTimeout(() => {
      timer = null;
      if (element.textContent !== waiting) element.textContent = waiting;
    }, SPOKEN_EVERY);
  };
  const end = (): void => {
    if (timer !== null) clearTimeout(timer);
  };
  return { element, announce, end };
}
