/** The guesses of a lesson beside what happened; one that was missed is asked again on other data. */

import { el } from "../../core/dom";
import { drawNested } from "../../core/nested";
import { GUESSED, OPENED, type Guessed, type Opened } from "../../core/opened";
import { followTheme } from "../../core/theme";
import type { ModelLike, Problem } from "../../core/types";
import { makeWords, type Catalogue, type Words } from "../../core/words";
import { action } from "../../panels/buttons";
import { listenKeys } from "../../shell/keyboard";
import theme from "../../shell/styles";
import css from "./look_back.css";
import { pickAgain, type Guess, type Guesses, type Question } from "./pick";

/** What ends the key of a question that is asked again. */
const AGAIN = "-again";
const WATCHED = ["guesses", "asked", "problem"] as const;

/** Draw it into `host`; the returned function takes it away. */
export function renderLookBack(model: ModelLike, host: HTMLElement): () => void {
  const words = makeWords((model.get("words") as Catalogue | undefined) ?? {});
  const questions = model.get("questions") as Question[];
  const page = Boolean(model.get("readonly"));
  const guesses = (): Guesses => (model.get("guesses") as Guesses | undefined) ?? {};
  const asked = (): string => (model.get("asked") as string | undefined) ?? "";

  const count = el("p", { class: "tc-back-count", role: "status", "aria-live": "polite" });
  const list = el("ol", { class: "tc-back-list" });
  const lead = el("span", { class: "tc-back-lead" });
  const ask = action({ words }, "look_back.ask", () => {
    const key = pickAgain(questions, guesses());
    if (key === null) return;
    model.set("asked", key);
    model.save_changes();
    if (page) openInPage(model, key, root, slot);
    paint();
    slot.focus();
  });
  ask.classList.add("tc-primary");
  const alert = el("div", { class: "tc-back-problem", role: "alert" });
  const root = el("section", { class: "teachclust tc-back", role: "group", "data-widget": "look_back", "aria-label": words("look_back.label") },
    el("style", {}, theme, css),
    el("p", { class: "tc-back-title" }, words("look_back.title")), count, list,
    ...(page ? [el("p", { class: "tc-muted" }, words("look_back.page"))] : []),
    el("div", { class: "tc-back-row" }, lead, ask), alert);
  const slot = el("div", { class: "tc-back-then", tabindex: -1 });
  host.append(root, slot);

  const paint = (): void => {
    const known = guesses();
    paintCount(count, questions, known, words);
    paintList(list, questions, known, words);
    const next = pickAgain(questions, known);
    const waits = asked() !== "" && known[asked()]?.again === null; // the one that is open comes first
    ask.hidden = next === null || waits;
    say(lead, leadOf(known, next, waits, words));
    paintProblem(alert, model.get("problem") as Problem | null | undefined);
  };
  const onGuess = (event: Event): void => {
    const taken = withGuess(guesses(), questions, (event as CustomEvent<Guessed>).detail);
    if (taken) model.set("guesses", taken);
  };

  const endings = [followTheme(root, () => undefined), listenKeys(root, () => null), drawNested(model, "opened", slot)];
  if (page) document.addEventListener(GUESSED, onGuess); // a notebook has the record
  for (const name of WATCHED) model.on(`change:${name}`, paint);
  paint();
  return () => {
    document.removeEventListener(GUESSED, onGuess);
    for (const name of WATCHED) model.off(`change:${name}`, paint);
    for (const end of endings) end();
    root.remove();
    slot.remove();
  };
}

/** Let the page draw a question, in the place of the one before. */
function openInPage(model: ModelLike, key: string, root: HTMLElement, slot: HTMLElement): void {
  const state = (model.get("variants") as Record<string, unknown>)[key];
  const place = el("div");
  slot.replaceChildren(place);
  const detail: Opened = { key, slot: place, state };
  root.dispatchEvent(new CustomEvent(OPENED, { bubbles: true, composed: true, detail }));
}

/** The guesses of a page with a further one, as Python takes them from the record; null where it is none of this lesson. */
export function withGuess(guesses: Guesses, questions: readonly Question[], { key, text, right, confidence, told }: Guessed): Guesses | null {
  const question = questions.find((one) => one.key === key || one.key + AGAIN === key);
  if (!question) return null;
  const first = guesses[question.key];
  if (question.key === key) return first ? null : { ...guesses, [key]: { text, right, confidence, again: null } };
  // beside the question that is open, its verdict waits for its moment
  return first && told && first.again === null ? { ...guesses, [question.key]: { ...first, again: right } } : null;
}

function paintCount(node: HTMLElement, questions: readonly Question[], guesses: Guesses, words: Words): void {
  const given = questions.flatMap(({ key }) => guesses[key] ?? []);
  const rightOf = (those: readonly Guess[]): number => those.filter((one) => one.right).length;
  const sure = given.filter((one) => one.confidence === "sure");
  const left = questions.length - given.length;
  const parts = [words(given.length ? "look_back.count" : "look_back.none", { right: rightOf(given), n: given.length })];
  if (sure.length) parts.push(words("look_back.sure", { right: rightOf(sure), n: sure.length }));
  if (given.length && left) parts.push(words("look_back.left", { n: left }));
  say(node, parts.join(" "));
}

function paintList(list: HTMLElement, questions: readonly Question[], guesses: Guesses, words: Words): void {
  const items = questions.flatMap((question) => {
    const guess = guesses[question.key];
    return guess ? [item(question, guess, words)] : [];
  });
  list.hidden = items.length === 0;
  list.replaceChildren(...items);
}

function item(question: Question, guess: Guess, words: Words): HTMLElement {
  const right = question.options.find((option) => option.right)!;
  const sure = guess.confidence ? ` · ${words(`predict.confidence.${guess.confidence}`)}` : "";
  const again = guess.again === null ? [] : [el("p", { class: "tc-back-again" }, verdict(guess.again, words), ` ${words(`look_back.again.${guess.again ? "right" : "wrong"}`)}`)];
  return el("li", {},
    el("p", { class: "tc-back-question" }, question.text),
    el("dl", { class: "tc-back-pair" },
      el("div", {}, el("dt", {}, words("look_back.guess") + sure),
        el("dd", {}, verdict(guess.right, words), " ", el("span", {}, guess.text))),
      el("div", {}, el("dt", {}, words("look_back.happened")),
        el("dd", {}, el("strong", {}, right.text), el("span", { class: "tc-back-why" }, right.why)))),
    ...again);
}

/** Right or not, by a shape and its name as well as by its color. */
function verdict(right: boolean, words: Words): HTMLElement {
  return el("span", { class: `tc-back-mark tc-back-${right ? "right" : "wrong"}`, role: "img", "aria-label": words(`look_back.${right ? "right" : "wrong"}`) }, right ? "✔" : "✘");
}

function leadOf(guesses: Guesses, next: string | null, waits: boolean, words: Words): string {
  if (waits || Object.keys(guesses).length === 0) return "";
  if (next === null) return words("look_back.done");
  return words(guesses[next]!.right ? "look_back.ask.guessing" : "look_back.ask.missed");
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
