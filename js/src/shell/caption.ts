/** The sentence on what is shown, and notes that hold throughout; a screen reader hears the sentence at most once a second. */
import { el } from "../core/dom";
import type { Panel } from "../panels/panel";
import { speaker } from "./speaker";

/** What is said of what is shown. */
export interface CaptionText {
  /** up to the first colon it is bold */
  sentence: string;
  /** a sentence as long as any that may be said: room is kept for it, so that nothing moves */
  longest: string;
  notes: readonly string[];
  /** the note that sums all up; its room is kept until it is known */
  verdict?: { text: string; known: boolean };
  /** it changes faster than it can be spoken */
  hurried?: boolean;
}

export interface Caption extends Panel {
  /** stands elsewhere than the sentence */
  readonly notes: HTMLElement;
  announce(text: string): void;
  end(): void;
}

export function captionPanel(text: () => CaptionText): Caption {
  const verb = el("b");
  const rest = el("span");
  const { element: spoken, announce, end } = speaker();
  const [verdict, always] = [el("span"), el("span")];
  const notes = el("p", { class: "tc-notes" }, verdict, always);
  const room = el("div", { class: "tc-longest" }, el("p", { class: "tc-sentence" }, verb, rest));
  const element = el("div", { class: "tc-caption" }, room, spoken);
  let spokenLast = "";
  const update = (): void => {
    const { sentence, longest, notes: texts, verdict: last, hurried = false } = text();
    const colon = sentence.indexOf(":") + 1;
    verb.textContent = sentence.slice(0, colon);
    rest.textContent = sentence.slice(colon);
    room.dataset.longest = longest;
    verdict.textContent = last ? `${last.text} ` : "";
    verdict.style.visibility = last?.known === false ? "hidden" : "";
    always.textContent = texts.filter(Boolean).join(" ");
    notes.hidden = notes.textContent === "";
    if (sentence === spokenLast || hurried) return;
    announce(sentence);
    spokenLast = sentence;
  };
  return { element, notes, update, announce, end };
}

/** The longest text: room is kept for it. */
export function longest(texts: readonly string[]): string {
  return texts.reduce((long, text) => (text.length > long.length ? text : long), "");
}
