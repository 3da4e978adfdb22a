/** The reason for a decision: what it names is ticked as it is written, then two model answers show. */

import { el } from "../../core/dom";
import { enable } from "../../core/focus";
import { followTheme } from "../../core/theme";
import type { ModelLike, Problem } from "../../core/types";
import { makeWords, type Catalogue, type Words } from "../../core/words";
import { listenKeys } from "../../shell/keyboard";
import theme from "../../shell/styles";
import { misquoted, namedNumbers, type Values } from "./numbers";
import css from "./reason.css";

interface Model { side: string; text: string }
interface Question { key: string; text: string; sides: string[]; names: string[]; values: Values; models: Model[]; ratings: string[] }
interface Kept { side: string; text: string; named: string[] }

let count = 0;
const WATCHED = ["kept", "rating", "problem"] as const;

/** Draw the form into `host`; the returned function takes it away. */
export function renderReason(model: ModelLike, host: HTMLElement): () => void {
  const words = makeWords((model.get("words") as Catalogue | undefined) ?? {});
  const question = model.get("question") as Question;
  const parts = build(question, words, Boolean(model.get("readonly")));
  host.append(parts.root);
  const endings = [followTheme(parts.root, () => undefined), listenKeys(parts.root, () => null)];
  const kept = (): Kept | null => {
    const value = model.get("kept") as Partial<Kept> | undefined;
    return value?.text ? (value as Kept) : null;
  };
  const write = (name: "kept" | "rating", value: unknown): void => {
    model.set(name, value);
    model.save_changes();
    paint();
  };
  const side = (): string => parts.sides.find((input) => input.checked)?.value ?? "";
  const ready = (): boolean => parts.text.value.trim() !== "" && (question.sides.length === 0 || side() !== "");
  const paint = (): void => {
    paintState(parts, question, words, kept(), model.get("rating") as string | undefined);
    enable(parts.commit, kept() !== null || ready());
    paintProblem(parts.alert, model.get("problem") as Problem | null | undefined);
  };

  parts.root.addEventListener("input", paint);
  parts.root.addEventListener("change", (event) => {
    const index = parts.ratings.indexOf(event.target as HTMLInputElement);
    if (index >= 0 && kept()) write("rating", question.ratings[index]);
    else paint();
  });
  parts.commit.addEventListener("click", () => {
    if (!ready() || kept()) return;
    write("kept", { side: side(), text: parts.text.value, named: question.names.filter((_, i) => parts.ticks[i]!.checked) });
    parts.after.focus();
  });
  for (const name of WATCHED) model.on(`change:${name}`, paint);
  paint();
  return () => {
    for (const name of WATCHED) model.off(`change:${name}`, paint);
    for (const end of endings) end();
    parts.root.remove();
  };
}

type Parts = ReturnType<typeof build>;

function build(question: Question, words: Words, page: boolean) {
  const id = `tc-reason-${++count}`;
  const choice = (type: "radio" | "checkbox", name: string, texts: string[]): [HTMLInputElement[], HTMLElement[]] => {
    const inputs = texts.map((text, i) => el("input", { type, name: `${id}-${name}`, value: text, id: `${id}-${name}-${i}` }));
    const labels = inputs.map((input, i) => el("label", { class: "tc-reason-option", for: input.id }, input, el("span", {}, texts[i]!)));
    return [inputs, labels];
  };
  const [sides, sideLabels] = choice("radio", "side", question.sides);
  const [ticks, tickLabels] = choice("checkbox", "tick", question.names);
  const [ratings, ratingLabels] = choice("radio", "rating", question.ratings);
  const text = el("textarea", { class: "tc-reason-text", id: `${id}-text`, rows: 4, maxlength: 4000,
    "aria-describedby": `${id}-names` });
  const number = el("li", { class: "tc-reason-number" });
  const note = el("p", { class: "tc-reason-note", role: "status", "aria-live": "polite" });
  const commit = el("button", { type: "button", class: "tc-button tc-primary" }, words("reason.commit"));
  const rate = el("fieldset", { class: "tc-reason-set" }, el("legend", {}, words("reason.rate")), ...ratingLabels);
  const models = question.models.map((one) =>
    el("p", { class: "tc-reason-model" }, el("strong", {}, one.side), " ", one.text));
  const after = el("div", { class: "tc-reason-after", tabindex: -1, role: "group", "aria-label": words("reason.models") },
    el("p", {}, el("strong", {}, words("reason.models"))), ...models, rate);
  const alert = el("div", { class: "tc-reason-problem", role: "alert" });
  const root = el("section", { class: "teachclust tc-reason", role: "group", "data-widget": "reason", "data-key": question.key,
    "aria-label": words("reason.label") },
    el("style", {}, theme, css),
    el("p", { class: "tc-reason-question" }, question.text),
    ...(sides.length ? [el("fieldset", { class: "tc-reason-set" }, el("legend", {}, words("reason.side")), ...sideLabels)] : []),
    el("label", { for: text.id }, words("reason.write")), text, note,
    el("p", { id: `${id}-names` }, words("reason.list")),
    el("ul", { class: "tc-reason-list" }, number, ...tickLabels.map((label) => el("li", {}, label))),
    ...(page ? [el("p", { class: "tc-reason-help" }, words("reason.page"))] : []),
    commit, after, alert);
  return { root, sides, ticks, ratings, text, number, note, commit, after, alert };
}

function paintState(parts: Parts, question: Question, words: Words, kept: Kept | null, rating: string | undefined): void {
  if (kept) {
    parts.text.value = kept.text;
    parts.sides.forEach((input, i) => { input.checked = question.sides[i] === kept.side; });
    parts.ticks.forEach((input, i) => { input.checked = kept.named.includes(question.names[i]!); });
    parts.ratings.forEach((input, i) => { input.checked = question.ratings[i] === rating; });
  }
  parts.text.readOnly = kept !== null;
  for (const input of [...parts.sides, ...parts.ticks]) input.disabled = kept !== null;
  parts.commit.hidden = kept !== null;
  parts.after.hidden = kept === null;
  parts.root.dataset["state"] = kept ? "kept" : "writing";
  const found = namedNumbers(parts.text.value, question.values);
  const which = (found.length ? found : Object.keys(question.values)).join(", ");
  parts.number.dataset["found"] = String(found.length > 0);
  say(parts.number, `${found.length ? "✔" : "○"} ${words("reason.number", { which })}`);
  const wrong = misquoted(parts.text.value, question.values);
  say(parts.note, wrong ? words("reason.misquoted", { said: wrong.said, what: wrong.what, known: wrong.known }) : "");
}

/** A live region speaks again when it is refilled. */
function say(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

function paintProblem(box: HTMLElement, problem: Problem | null | undefined): void {
  const lines = problem?.what ? [problem.what, problem.where, problem.why, problem.fix] : [];
  box.hidden = lines.length === 0;
  box.replaceChildren(...lines.filter(Boolean).map((line) => el("p", {}, line)));
}
