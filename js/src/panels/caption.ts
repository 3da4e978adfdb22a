/** The caption: one sentence on the present frame; a screen reader hears it at most once a second. */
import { el } from "../core/dom";
import type { Common, Panel } from "./screen";

const SPOKEN_EVERY = 1000;

export function captionPanel({ session }: Common): Panel & { say(text: string): void; end(): void } {
  const verb = el("b");
  const rest = el("span");
  const spoken = el("div", { class: "tc-hidden", role: "status", "aria-live": "polite" });
  const notes = el("p", { class: "tc-notes" });
  const element = el("div", { class: "tc-caption" }, el("p", { class: "tc-sentence" }, verb, rest), notes, spoken);
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting = "";
  const say = (text: string): void => {
    waiting = text;
    timer ??= setTimeout(() => {
      timer = null;
      if (spoken.textContent !== waiting) spoken.textContent = waiting;
    }, SPOKEN_EVERY);
  };
  let last = "";
  const update = (): void => {
    const { head } = session.trace;
    const caption = head.frames.caption[session.step] ?? "";
    const colon = caption.indexOf(":") + 1;
    verb.textContent = caption.slice(0, colon);
    rest.textContent = caption.slice(colon);
    notes.textContent = [head.projection, ...head.notices].filter(Boolean).join(" ");
    notes.hidden = notes.textContent === "";
    if (caption !== last) say(caption);
    last = caption;
  };
  const end = (): void => {
    if (timer !== null) clearTimeout(timer);
  };
  return { element, update, say, end };
}
