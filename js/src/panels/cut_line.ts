/** A line across a picture that is dragged up and down, by mouse, finger or arrow keys. */
import { el } from "../core/dom";
import { isShortcut } from "../core/shortcut";

const KEYS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

export interface CutLine {
  readonly element: HTMLElement;
  /** put the line `y` CSS pixels from the top; say what it says, its value, the greatest there is, and whether a line is drawn beside the handle */
  place(y: number, text: string, value: number, most: number, drawn?: boolean): void;
}

export interface CutLineHost {
  label: string;
  /** the line is held at `y` */
  drag(y: number): void;
  /** the line was let go, or the drag was broken off */
  drop(kept: boolean): void;
  /** Escape: back to where it was */
  cancel?(): void;
  /** an arrow key: up is 1, down is -1; a page key is ten times that */
  nudge(by: number): void;
  disabled(): boolean;
}

export function cutLine(host: CutLineHost): CutLine {
  const text = el("span", { class: "tc-cut-text" });
  const element = el("div", { class: "tc-cut", role: "slider", tabindex: 0, "aria-orientation": "vertical", "aria-label": host.label },
    text, el("span", { class: "tc-cut-grip" }));
  let grip: number | null = null;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || host.disabled()) return;
    grip = event.clientY - parseFloat(element.style.top);
    element.setPointerCapture?.(event.pointerId);
    element.focus();
    event.preventDefault();
  });
  element.addEventListener("pointermove", (event) => { if (grip !== null) host.drag(event.clientY - grip); });
  const end = (kept: boolean) => (): void => {
    if (grip !== null) host.drop(kept);
    grip = null;
  };
  // who holds the line doesn't point at what lies under it
  for (const type of ["pointermove", "click"]) element.addEventListener(type, (event) => event.stopPropagation());
  element.addEventListener("pointerup", end(true));
  element.addEventListener("pointercancel", end(false));
  element.addEventListener("keydown", (event) => {
    const by = KEYS[event.key] ?? 0;
    const cancels = event.key === "Escape" && host.cancel !== undefined;
    if ((by === 0 && !cancels) || host.disabled() || isShortcut(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!cancels) return host.nudge(by);
    grip = null;
    host.cancel?.();
  });
  const place = (y: number, said: string, value: number, most: number, drawn = true): void => {
    element.style.top = `${y}px`;
    text.textContent = said;
    for (const [name, number] of [["min", 0], ["max", most], ["now", value]] as const) element.setAttribute(`aria-value${name}`, String(number));
    element.setAttribute("aria-valuetext", said);
    element.setAttribute("aria-disabled", String(host.disabled()));
    element.classList.toggle("tc-cut-low", y < 22);
    element.classList.toggle("tc-cut-undrawn", !drawn);
  };
  return { element, place };
}
