/** A part of a widget: an element, and what brings it up to date. */
import type { Aim } from "../core/highlight";

export interface Panel {
  readonly element: HTMLElement;
  /** show the session as it is now */
  update(): void;
  /** show what the learner points at, now that all is up to date; it's called often, and draws little */
  light?(aim: Aim | null): void;
}

/** Panels in an element of theirs. */
export function panelOf(element: HTMLElement, ...parts: readonly Panel[]): Panel {
  element.append(...parts.map((part) => part.element));
  return {
    element,
    update: () => { for (const part of parts) part.update(); },
    light: (aim) => { for (const part of parts) part.light?.(aim); },
  };
}
