/** A question with options: the guess is stored, then what follows opens; when it has shown the answer, the answer is told. */

import { el } from "../../core/dom";
import { keepFocus } from "../../core/focus";
import { drawNested } from "../../core/nested";
import { FOLLOWS, GUESSED, OPENED, STEPPED, type Follows, type Guessed, type Opened, type Stepped } from "../../core/opened";
import { followTheme } from "../../core/theme";
import type { ModelLike, Problem } from "../../core/types";
import { makeWords, type Catalogue, type Words } from "../../core/words";
import { choiceButtons } from "../../panels/buttons";
import css from "./predict.css";
import theme from "../../shell/styles";
import { listenKeys } from "../../shell/keyboard";

interface Option { text: string; why: string; right: boolean }
interface Question {
  key: string;
  text: string;
  options: Option[];
  follow: boolean;
  /** when the answer shows: at a step of what follows, at the first step of a kind, or at its "end" */
  after: number | string;
}

/** How sure a learner can be, in the order of the buttons. */
const CONFIDENCES = ["sure", "think_so", "guessing"] as const;
type Confidence = (typeof CONFIDENCES)[number];

/** What the buttons say. */
const CONFIDENCE_KEYS = Object.fromEntries(CONFIDENCES.map((one) => [one, `predict.confidence.${one}`])) as Record<Confidence, string>;

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
  reveal: HTMLButtonElement;
  confidence: { readonly element: HTMLElement; press(choice: Confidence | null, disabled?: boolean): void };
  help: HTMLElement;
  feedback: HTMLElement;
  alert: HTMLElement;
}

const WATCHED = ["choice", "shown", "revealed", "teacher", "problem"] as const;

/** Draw a prediction into `host`; the returned function takes it away. */
export function renderPredict(model: ModelLike, host: HTMLElement): () => void {
  const words = makeWords((model.get("words") as Catalogue | undefined) ?? {});
  const question = model.get("question") as Question;
  const parts = build(question, words, (confidence) => {
    model.set("confidence", confidence);
    paint();
  });
  host.append(parts.root, parts.slot);
  const endings = [
    followTheme(parts.root, () => undefined), listenKeys(parts.root, () => null), drawNested(model, "opened", parts.slot),
  ];
  const picked = (): number => parts.inputs.findIndex((input) => input.checked);
  const announceOnce = announcer(model, question, parts);
  const tell = teller(model, question, parts.root);
  const paint = (): void => {
    keepFocus(parts.root, () => {
      paintState(parts, model, question, words);
      parts.commit.disabled = picked() < 0;
    }, parts.feedback);
    if (isOpen(model)) announceOnce();
    tell();
    if (told && !waits()) told();
  };
  /** what has opened keeps back what would answer the question, as long as the learner waits for that */
  const waits = (): boolean => choiceOf(model) >= 0 && !isRevealed(model, question);
  let told: (() => void) | null = null;
  const onFollow = (event: Event): void => {
    const follows = (event as CustomEvent<Follows>).detail;
    follows.waits = waits();
    told = follows.waits ? follows.changed : null;
    event.stopPropagation(); // a question around this one has another answer
  };
  const keep = (name: "choice" | "shown" | "revealed", value: number | boolean): void => {
    model.set(name, value);
    model.save_changes(); // stored before anything is shown
    paint();
  };
  const onStep = (event: Event): void => {
    const stepped = (event as CustomEvent<Stepped>).detail;
    if (choiceOf(model) >= 0 && !isRevealed(model, question) && hasShown(question.after, stepped)) keep("revealed", true);
  };

  parts.group.addEventListener("change", paint);
  parts.commit.addEventListener("click", () => {
    if (picked() < 0 || choiceOf(model) >= 0) return;
    keep("choice", picked());
    if (question.follow) keep("shown", true);
    (parts.reveal.hidden ? parts.feedback : parts.reveal).focus();
  });
  parts.show.addEventListener("click", () => {
    keep("shown", true);
    parts.feedback.focus();
  });
  parts.reveal.addEventListener("click", () => {
    keep("revealed", true);
    parts.feedback.focus();
  });
  parts.slot.addEventListener(STEPPED, onStep);
  parts.slot.addEventListener(FOLLOWS, onFollow);
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

/** Whether the answer may be told: nothing follows that shows it, or it was shown, or asked for. */
const isRevealed = (model: ModelLike, question: Question): boolean =>
  Boolean(model.get("teacher")) || (choiceOf(model) >= 0 && (!question.follow || Boolean(model.get("revealed"))));

/** Whether what follows has come to the step that answers the question. */
export function hasShown(after: number | string, { step, last, kind }: Stepped): boolean {
  if (typeof after === "number") return step >= Math.min(after, last);
  return step === last || kind === after;
}

function build(question: Question, words: Words, sure: (confidence: Confidence) => void): Parts {
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
  const reveal = el("button", { type: "button", class: "tc-button tc-predict-reveal", hidden: true }, words("predict.fold"));
  const confidence = choiceButtons({ words }, "predict.confidence", CONFIDENCE_KEYS, sure);
  const help = el("p", { class: "tc-predict-help", id: `${id}-help` }, words("predict.pick"));
  const feedback = el("div", { class: "tc-predict-feedback", role: "status",
    "aria-live": "polite", tabindex: -1 });
  const alert = el("div", { class: "tc-predict-problem", role: "alert" });
  const root = el("section", { class: "teachclust tc-predict", role: "group", "data-widget": "predict",
    "data-key": question.key, "aria-label": words("predict.label") },
    el("style", {}, theme, css),
    el("p", { class: "tc-predict-question", id: `${id}-q` },
      el("span", { class: "tc-predict-lead" }, words("predict.lead")), " ", question.text),
    group, el("div", { class: "tc-predict-row" }, el("span", { class: "tc-muted" }, words("predict.confidence")), confidence.element),
    el("div", { class: "tc-predict-row" }, feedback, help, commit, show, reveal), alert);
  const slot = el("div", { class: "tc-predict-then" });
  return { root, slot, group, labels, inputs, commit, show, reveal, confidence, help, feedback, alert };
}

function paintState(parts: Parts, model: ModelLike, question: Question, words: Words): void {
  const choice = choiceOf(model);
  const teacher = Boolean(model.get("teacher"));
  const answered = choice >= 0;
  const revealed = isRevealed(model, question);
  parts.root.dataset["state"] = answered ? (revealed ? "answered" : "guessed") : teacher ? "opened" : "asking";
  parts.inputs.forEach((input, i) => {
    if (answered) input.checked = i === choice;
    input.disabled = answered;
  });
  parts.commit.hidden = answered || teacher;
  parts.help.hidden = revealed;
  parts.help.textContent = words(answered ? "predict.waiting" : "predict.pick");
  parts.reveal.hidden = !answered || revealed;
  parts.confidence.press((model.get("confidence") as Confidence | "" | undefined) || null, answered || teacher);
  parts.show.hidden = !(question.follow && answered && !isOpen(model));
  if (answered || teacher) {
    parts.labels.forEach((label, i) => mark(label, i, choice, question, words, revealed));
  }
  const lines = feedbackLines(question, choice, teacher, words);
  fill(parts.feedback, revealed ? lines : []);
  if (answered && !revealed) reserve(parts.feedback, lines);
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

/** Tell the page of a guess, and once more when its answer has been told. */
function teller(model: ModelLike, question: Question, root: HTMLElement): () => void {
  let said = "";
  return () => {
    const option = question.options[choiceOf(model)];
    const told = isRevealed(model, question);
    if (!option || said === String(told)) return;
    said = String(told);
    const detail: Guessed = { key: question.key, text: option.text, right: option.right, confidence: String(model.get("confidence") ?? ""), told };
    root.dispatchEvent(new CustomEvent(GUESSED, { bubbles: true, composed: true, detail }));
  };
}

/** Mark the guess and the right option, in words as well as by colour. */
function mark(label: HTMLElement, i: number, choice: number, question: Question, words: Words, revealed: boolean): void {
  const notes: string[] = [];
  const right = revealed && question.options[i]!.right;
  if (i === choice) notes.push(words("predict.chosen"));
  if (right) notes.push(words("predict.correct"));
  label.classList.toggle("tc-predict-right", right);
  label.classList.toggle("tc-predict-chosen", i === choice);
  label.querySelector(".tc-predict-note")?.remove();
  if (notes.length) {
    label.lastElementChild!.append(" ", el("span", { class: "tc-predict-note" }, `${right ? "✔" : revealed ? "✘" : "•"} ${notes.join(", ")}`));
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

/** Keep room for what will be said, so that what follows doesn't move under the pointer then. */
function reserve(box: HTMLElement, lines: Line[]): void {
  const row = box.parentElement!;
  const measured = el("div", { class: "tc-predict-measured", style: `width:${row.clientWidth}px` });
  fill(measured, lines);
  row.append(measured);
  row.style.minHeight = `${measured.offsetHeight}px`;
  measured.remove();
}

function paintProblem(box: HTMLElement, problem: Problem | null | undefined): void {
  const parts = problem?.what ? [problem.what, problem.where, problem.why, problem.fix] : [];
  box.hidden = parts.length === 0;
  box.replaceChildren(...parts.filter(Boolean).map((part) => el("p", {}, part)));
}
