/** The teacher's notes, in a second window that stays in step, or below the widget where the browser opens no window. */
import { el } from "../core/dom";
import { scrollsByKeys } from "../core/scrolling";
import type { Words } from "../core/words";
import css from "./notes.css";

/** What notes say. */
export interface Told { place: string; note: string; next: string; black: boolean }

export interface Notes {
  /** where they stand without a window */
  readonly element: HTMLElement;
  readonly open: boolean;
  toggle(): void;
  show(told: Told): void;
  readonly end: () => void;
}

/** Make notes. Keys that are pressed in their window are handed to `key`; `changed` hears that they were opened or closed. */
export function notesPanel({ words }: { readonly words: Words }, key: (event: KeyboardEvent) => void, changed: () => void): Notes {
  const [place, note, next, black] = [el("p", { class: "tc-muted" }), el("p", { class: "tc-note", tabindex: 0 }), el("p", { class: "tc-muted" }), el("p", { class: "tc-dark" }, words("stage.black.told"))];
  const text = el("div", { class: "tc-said" }, place, note, next, black);
  const element = el("section", { class: "tc-extra tc-stage-notes", "aria-label": words("stage.notes") });
  element.hidden = true;
  let second: Window | null = null;
  scrollsByKeys(note);

  const closed = (): void => {
    second = null;
    changed();
  };
  const close = (): void => {
    second?.removeEventListener("pagehide", closed);
    second?.close();
    second = null;
    element.hidden = true;
  };
  const fill = (opened: Window): void => {
    const page = opened.document;
    page.title = words("stage.notes");
    page.documentElement.lang = document.documentElement.lang || "en";
    page.head.replaceChildren(el("style", {}, css));
    page.body.replaceChildren(text);
    opened.addEventListener("keydown", key);
    opened.addEventListener("pagehide", closed);
  };
  const toggle = (): void => {
    if (second || !element.hidden) close();
    else {
      second = window.open("", "", "popup,width=560,height=680");
      if (second) fill(second);
      else {
        element.append(text);
        element.hidden = false;
      }
    }
    changed();
  };
  return {
    element,
    get open() { return second !== null || !element.hidden; },
    toggle,
    show(told) {
      place.textContent = told.place;
      note.textContent = told.note || words("stage.note.none");
      next.textContent = told.next && words("stage.note.next", { note: told.next });
      black.hidden = !told.black;
    },
    end: close,
  };
}
