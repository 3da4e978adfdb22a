/** A question with options: the guess is stored, then its feedback shows and what follows opens. */

import { el } from "../../core/dom";
import { keepFocus } from "../../core/focus";
import { drawNested } from "../../core/nested";
import { OPENED, type Opened } from "../../core/opened";
import { followTheme } from "../../core/theme";
import type { ModelLike, Problem } from "../../core/types";
import { makeWords, type Catalogue, type Words } from "../../core/words";
import css from "./predict.css";
import theme from "../../shell/styles";
import { listenKeys } from "../../shell/keyboard";

interface Option { text: string; why: string; right: boolean }
interface Question { key: string; text: string; options: Option[]; follow: boolean }

let count = 0;

interface Parts {
  root: HTMLElement;
  /** where a page draws what follows */
  slot: HTMLElement;
  group: HTMLElement;
  labels: HTMLElement[];
  inputs: HTMLInputElement[];
  commit: HTMLButtonElement;
  show: HTMLButtonElement;
  help: HTMLElement;
  feedback: HTMLElement;
  alert: HTMLElement;
}

const WATCHED = ["choice", "shown", "teacher", "problem"] as const;

/** Draw a prediction into `host`; the returned function takes it away. */
export function renderPredict(model: ModelLike, host: HTMLElement): () => void {
  const words = makeWords((model.get("words") as Catalogue | undefined) ?? {});
  const question = model.get("question") as Question;
  const parts = build(question, words);
  host.append(parts.root, parts.slot);
  const endings = [
    followTheme(parts.root, () => undefined), listenKeys(parts.root, () => null), drawNested(model, "opened", parts.slot),
  ];
  const picked = (): number => parts.inputs.findIndex((input) => input.checked);
  const announceOnce = announcer(model, question, parts);
  const paint = (): void => {
    keepFocus(parts.root, () => {
      paintState(parts, model, question, words);
      parts.commit.disabled = picked() < 0;
    }, parts.feedback);
    if (isOpen(model)) announceOnce();
  };
  const keep = (name: "choice" | "shown", value: number | boolean): void => {
    model.set(name, value);
    model.save_changes(); // stored before anything is shown
    paint();
    parts.feedback.focus();
  };

  parts.group.addEventListener("change", paint);
  parts.commit.addEventListener("click", () => {
    if (picked() >= 0 && choiceOf(model) < 0) keep("choice", picked());
  });
  parts.show.addEventListener("click", () => keep("shown", true));
  for (const name of WATCHED) model.on(`change:${name}`, paint);
  paint();
  return () => {
    for (const name of WATCHED) model.off(`change:${name}`, paint);
    for (const end of endings) end();
    parts.root.remove();
    parts.slot.remove();
  };
}

const choiceOf = (model: ModelLike): number => model.get("choice") as number;
const isOpen = (model: ModelLike): boolean =>
  Boolean(model.get("shown")) || Boolean(model.get("teacher"));

function build(question: Question, words: Words): Parts {
  const id = `tc-predict-${++count}`;
  const inputs = question.options.map((_, i) =>
    el("input", { type: "radio", name: id, value: i, id: `${id}-${i}` }),
  );
  const labels = question.options.map((option, i) =>
    el("label", { class: "tc-predict-option", for: `${id}-${i}` }, inputs[i]!,
      el("span", { class: "tc-predict-text" }, option.text)),
  );
  const group = el("div", { class: "tc-predict-options", role: "radiogroup",
    "aria-labelledby": `${id}-q` }, ...labels);
  const commit = el("button", { type: "button", class: "tc-button tc-primary tc-predict-commit", disabled: true,
    "aria-describedby": `${id}-help` }, words("predict.commit"));
  const show = el("button", { type: "button", class: "tc-button tc-primary tc-predict-show", hidden: true },
    words("predict.show"));
  const help = el("p", { class: "tc-predict-help", id: `${id}-help` }, words("predict.pick"));
  const feedback = el("div", { class: "tc-predict-feedback", role: "status",
    "aria-live": "polite", tabindex: -1 });
  const alert = el("div", { class: "tc-predict-problem", role: "alert" });
  const root = el("section", { class: "teachclust tc-predict", role: "group", "data-widget": "predict",
    "data-key": question.key, "aria-label": words("predict.label") },
    el("style", {}, theme, css),
    el("p", { class: "tc-predict-question", id: `${id}-q` },
      el("span", { class: "tc-predict-lead" }, words("predict.lead")), " ", question.text),
    group, el("div", { class: "tc-predict-row" }, feedback, help, commit, show), alert);
  const slot = el("div", { class: "tc-predict-then" });
  return { root, slot, group, labels, inputs, commit, show, help, feedback, alert };
}

function paintState(parts: Parts, model: ModelLike, question: Question, words: Words): void {
  const choice = choiceOf(model);
  const teacher = Boolean(model.get("teacher"));
  const answered = choice >= 0;
  parts.root.dataset["state"] = answered ? "answered" : teacher ? "opened" : "asking";
  parts.inputs.forEach((input, i) => {
    if (answered) input.checked = i === choice;
    input.disabled = answered;
  });
  parts.help.hidden = parts.commit.hidden = answered || teacher;
  parts.show.hidden = !(question.follow && answered && !isOpen(model));
  if (answered || teacher) {
    parts.labels.forEach((label, i) => mark(label, i, choice, question, words));
  }
  fill(parts.feedback, feedbackLines(question, choice, teacher, words));
  paintProblem(parts.alert, model.get("problem") as Problem | null | undefined);
}

/** Ask the page, once, to draw what follows. With Python there is no `then` here: it has it. */
function announcer(model: ModelLike, question: Question, parts: Parts): () => void {
  let announced = false;
  return () => {
    const state = model.get("then");
    if (announced || !state) return;
    announced = true;
    const detail: Opened = { key: question.key, slot: parts.slot, state };
    parts.root.dispatchEvent(new CustomEvent(OPENED, { bubbles: true, composed: true, detail }));
  };
}

/** Mark the guess and the right option, in words as well as by colour. */
function mark(label: HTMLElement, i: number, choice: number, question: Question, words: Words): void {
  const notes: string[] = [];
  const right = question.options[i]!.right;
  if (i === choice) notes.push(words("predict.chosen"));
  if (right) notes.push(words("predict.correct"));
  label.classList.toggle("tc-predict-right", right);
  label.classList.toggle("tc-predict-chosen", i === choice);
  label.querySelector(".tc-predict-note")?.remove();
  if (notes.length) {
    label.lastElementChild!.append(" ", el("span", { class: "tc-predict-note" }, `${right ? "✔" : "✘"} ${notes.join(", ")}`));
  }
}

type Line = { icon: string; kind: "right" | "wrong" | "plain"; head: string; text: string };

/** What is said after the guess: about the option picked, then what happens instead. */
function feedbackLines(question: Question, choice: number, teacher: boolean, words: Words): Line[] {
  const right = question.options.find((option) => option.right);
  const chosen = question.options[choice];
  const lines: Line[] = [];
  if (chosen) {
    lines.push(chosen.right
      ? { icon: "✔", kind: "right", head: words("predict.right"), text: chosen.why }
      : { icon: "✘", kind: "wrong", head: words("predict.wrong"), text: chosen.why });
  }
  if (right && right !== chosen && (chosen || teacher)) {
    const head = words(chosen ? "predict.instead" : "predict.opened");
    lines.push({ icon: "▸", kind: "plain", head, text: `${right.text}. ${right.why}` });
  }
  return lines;
}

function fill(box: HTMLElement, lines: Line[]): void {
  const key = lines.map((line) => line.head + line.text).join("\n");
  if (box.dataset["said"] === key) return; // a live region speaks again when it is refilled
  box.dataset["said"] = key;
  box.replaceChildren(...lines.map((line) =>
    el("p", { class: `tc-predict-line tc-predict-${line.kind}-line` },
      el("span", { class: "tc-predict-icon", "aria-hidden": "true" }, line.icon),
      el("span", {}, el("strong", {}, line.head), " ", line.text))));
}

function paintProblem(box: HTMLElement, problem: Problem | null | undefined): void {
  const parts = problem?.what ? [problem.what, problem.where, problem.why, problem.fix] : [];
  box.hidden = parts.length === 0;
  box.replaceChildren(...parts.filter(Boolean).map((part) => el("p", {}, part)));
}
