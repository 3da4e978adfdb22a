/** The caption: one sentence on the present frame; a screen reader hears it at most once a second. */
import { el } from "../core/dom";
import type { Common, Panel } from "./screen";
import { speaker } from "./speaker";

export function captionPanel({ session }: Common): Panel & { say(text: string): void; end(): void } {
  const verb = el("b");
  const rest = el("span");
  const { element: spoken, say, end } = speaker();
  const notes = el("p", { class: "tc-notes" });
  const element = el("div", { class: "tc-caption" }, el("p", { class: "tc-sentence" }, verb, rest), notes, spoken);
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
  return { element, update, say, end };
}
