/** The pseudocode, with the line that the present frame carries out lit. */
import { el } from "../../core/dom";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";

export function codePanel({ session }: Screen): Panel {
  const title = el("h3", { class: "tc-side-title" });
  const list = el("ol", { class: "tc-code" });
  const element = el("section", {}, title, list);
  let shown = -1;
  const update = (): void => {
    const { head } = session.trace;
    if (shown !== head.id) {
      shown = head.id;
      title.textContent = head.pseudocode.title;
      list.replaceChildren(...head.pseudocode.lines.map(({ text, indent }) =>
        el("li", { style: `padding-left:${0.5 + 1.1 * indent}em` }, text)));
    }
    [...list.children].forEach((item, i) => {
      const lit = head.frames.line[session.step] === i;
      item.classList.toggle("tc-lit", lit);
      if (lit) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
  };
  return { element, update };
}
