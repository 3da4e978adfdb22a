/** One sentence on the present palette, what was done to the picture, and both for a screen reader. */
import { el } from "../core/dom";
import type { PaletteScreen } from "./palette_screen";
import type { Panel } from "./screen";
import { speaker } from "./speaker";

export function paletteCaption({ session }: PaletteScreen): Panel & { end(): void } {
  const verb = el("b");
  const rest = el("span");
  const notes = el("p", { class: "tc-notes" });
  const { element: spoken, say, end } = speaker();
  const element = el("div", { class: "tc-caption" }, el("p", { class: "tc-sentence" }, verb, rest), notes, spoken);
  let last = "";
  const update = (): void => {
    const { fit, picture } = session;
    const colon = fit.caption.indexOf(":") + 1;
    verb.textContent = fit.caption.slice(0, colon);
    rest.textContent = fit.caption.slice(colon);
    notes.textContent = picture.notices.join(" ");
    notes.hidden = notes.textContent === "";
    if (fit.caption !== last) say(fit.caption);
    last = fit.caption;
  };
  return { element, update, end };
}
