/** A part of a widget: an element, and what brings it up to date. */
export interface Panel {
  readonly element: HTMLElement;
  /** show the session as it is now */
  update(): void;
}

/** Panels in an element of theirs. */
export function panelOf(element: HTMLElement, ...parts: readonly Panel[]): Panel {
  element.append(...parts.map((part) => part.element));
  return { element, update: () => { for (const part of parts) part.update(); } };
}
