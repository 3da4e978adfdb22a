/** An error of Python, where the learner looks, in four parts; and a quiet word when Python is silent. It lies over the picture, so that nothing moves. */
import { el } from "../core/dom";
import type { Problem } from "../core/types";
import type { Words } from "../core/words";
import type { Panel } from "../panels/panel";

/** What the panel sees of a widget. */
interface Troubled {
  readonly words: Words;
  readonly session: { readonly problem: Problem | null; readonly readonly: boolean; readonly requests: { readonly slow: boolean }; forgetProblem(): void };
}

/** Make the panel; `slowly` is what is said where Python is silent. */
export function problemPanel({ session, words }: Troubled, slowly: string): Panel {
  const what = el("b");
  const where = el("span", { class: "tc-muted" });
  const why = el("p");
  const fix = el("code");
  const close = el("button", { type: "button", class: "tc-button tc-small", "aria-label": words("problem.close") }, "×");
  close.addEventListener("click", () => session.forgetProblem());
  const alert = el("div", { class: "tc-problem", role: "alert" });
  const slow = el("p", { class: "tc-notes tc-slow", role: "status" });
  const element = el("div", { class: "tc-over" }, alert, slow);
  const update = (): void => {
    const { problem } = session;
    if (problem) {
      what.textContent = problem.what;
      where.textContent = problem.where ? ` (${problem.where})` : "";
      why.textContent = problem.why;
      fix.textContent = problem.fix;
      alert.replaceChildren(el("div", {}, what, where, why, ...(problem.fix ? [el("p", {}, words("problem.try"), " ", fix)] : [])), close);
    } else {
      alert.replaceChildren();
    }
    alert.hidden = !problem;
    slow.textContent = session.requests.slow && !session.readonly ? slowly : "";
    slow.hidden = slow.textContent === "";
  };
  return { element, update };
}
