/** An error of Python, where the learner looks, in four parts; and a quiet word when Python is silent. */
import { el } from "../core/dom";
import type { Session } from "../core/session";
import type { Words } from "../core/words";
import type { Panel } from "./screen";

/** What the panel sees of a widget. */
interface Troubled {
  readonly words: Words;
  readonly session: Pick<Session, "problem" | "forgetProblem" | "readonly"> & { readonly requests: { readonly slow: boolean } };
}

/** Make the panel; `readonly` is what is said where there is no Python, `slowly` where it is silent. */
export function problemPanel({ session, words }: Troubled, readonly = words("status.readonly"), slowly = words("status.slow")): Panel {
  const what = el("b");
  const where = el("span", { class: "tc-muted" });
  const why = el("p");
  const fix = el("code");
  const close = el("button", { type: "button", class: "tc-button tc-small", "aria-label": words("problem.close") }, "×");
  close.addEventListener("click", () => session.forgetProblem());
  const alert = el("div", { class: "tc-problem", role: "alert" });
  const slow = el("p", { class: "tc-notes tc-slow", role: "status" });
  const element = el("div", {}, alert, slow);
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
    slow.textContent = session.readonly ? readonly : session.requests.slow ? slowly : "";
    slow.hidden = slow.textContent === "";
  };
  return { element, update };
}
