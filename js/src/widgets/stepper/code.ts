/** The pseudocode, with the line that the present frame carries out lit; lines that would answer an open question are folded. */
import { el } from "../../core/dom";
import { FOLLOWS, type Follows } from "../../core/opened";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";

/** Animation frames in which a panel that is drawn before it stands in the page looks again. */
const MOST_LOOKS = 120;

export function codePanel(screen: Screen): Panel {
  const { session, words } = screen;
  const title = el("h3", { class: "tc-side-title" });
  const list = el("ol", { class: "tc-code" });
  const element = el("section", {}, title, list);
  let drawn = "";
  let looks = 0;
  /** Whether a question outside waits for its answer; as long as it can't be asked, it may. */
  const waits = (): boolean => {
    if (!element.isConnected) {
      if (looks++ < MOST_LOOKS) requestAnimationFrame(update);
      return looks <= MOST_LOOKS;
    }
    const detail: Follows = { waits: false, changed: update };
    element.dispatchEvent(new CustomEvent(FOLLOWS, { bubbles: true, composed: true, detail }));
    return detail.waits;
  };
  const update = (): void => {
    const { head } = session.trace;
    element.hidden = head.pseudocode.lines.length === 0; // nothing is fitted
    const { line } = head.frames;
    // what has not been carried out yet may be what is asked
    const known = waits() && !screen.switches.future ? Math.max(...line.slice(0, screen.reached + 1)) : Infinity;
    const asked = screen.asks ? line[session.step + 1] : -1;
    const folded = head.pseudocode.lines.map((_, i) => i > known || i === asked);
    const key = `${head.id} ${folded.join()}`;
    if (key !== drawn) {
      drawn = key;
      title.textContent = head.pseudocode.title;
      const first = folded.indexOf(true);
      list.replaceChildren(...head.pseudocode.lines.map(({ text, indent }, i) =>
        el("li", { style: `padding-left:${0.5 + 1.1 * indent}em`, class: folded[i] ? "tc-folded" : "" }, folded[i] ? (i === first ? `… ${words("stepper.folded")}` : "…") : text)));
    }
    [...list.children].forEach((item, i) => {
      const lit = line[session.step] === i;
      item.classList.toggle("tc-lit", lit);
      if (lit) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
  };
  return { element, update };
}
