/** "Ask me first": the learner says what will happen before it does, and is told how close it was. */
import { el } from "../../core/dom";
import { focused } from "../../core/focus";
import { clusterIcon } from "../../panels/icon";
import { missBy, questionAt, type Question } from "./questions";
import { short } from "../../core/numbers";
import type { Screen } from "./screen";
import type { AskPanel } from "./sides";

/** The marks of a verdict, each a shape of its own. */
const [RIGHT, NEAR, WRONG] = ["✔", "≈", "✘"] as const;

export function askPanel(screen: Screen): AskPanel {
  return new Asking(screen);
}

class Asking implements AskPanel {
  /** room for a question, kept as long as questions are asked */
  readonly element = el("div", { class: "tc-ask-room" });
  readonly #box = el("section", { class: "tc-ask", role: "group", hidden: true });
  readonly #text = el("p", { class: "tc-question" });
  readonly #fields = el("form", { class: "tc-row", novalidate: true });
  readonly #verdict = el("p", { class: "tc-verdict", role: "status", "aria-live": "polite" });
  #question: Question | null = null;
  #judge: () => void = () => undefined;
  #step = -1;
  #marked = new Set<number>();
  #answered = false;

  constructor(readonly screen: Screen) {
    this.#box.append(this.#text, this.#fields, this.#verdict);
    this.#box.setAttribute("aria-label", screen.words("ask.group"));
    this.element.append(this.#box);
    this.#box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#answered) return;
      event.preventDefault();
      event.stopPropagation(); // Escape leaves the widget otherwise
      this.#skip();
    });
    this.#fields.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#judge();
    });
  }

  get isOpen(): boolean {
    return this.#question !== null;
  }

  get waits(): boolean {
    return this.isOpen && !this.#answered;
  }

  open(): boolean {
    const { session, plane } = this.screen;
    if (this.isOpen) return this.#proceed();
    const question = questionAt(session.trace, session.step);
    if (!question) return false;
    this.#question = question;
    this.#step = session.step;
    this.#marked = new Set();
    this.#answered = false;
    this.#judge = () => undefined;
    this.#say("", "");
    this.element.hidden = this.#box.hidden = false;
    plane.ask(true);
    this.#pose(question);
    const skip = this.#button(this.screen.words("ask.skip"), () => this.#skip());
    skip.classList.add("tc-skip");
    this.#fields.append(skip);
    this.screen.setSwitches({}); // regions would give the answer away
    this.#fields.querySelector<HTMLElement>("input, button")?.focus();
    return true;
  }

  answer(at: [number, number], point: number | null): void {
    const question = this.#question;
    if (!question || this.#answered) return;
    if (question.kind === "where") this.#judgeWhere(question, at);
    if (question.kind === "which" && point !== null) {
      if (!this.#marked.delete(point)) this.#marked.add(point);
      this.screen.plane.mark([...this.#marked], null, null);
    }
  }

  close(): void {
    if (!this.#question) return;
    this.#question = null;
    // the way on is the next step: the keyboard goes there from the question
    const held = this.element.contains(focused(this.element));
    this.#box.hidden = true;
    if (held) this.screen.root.querySelector<HTMLElement>("[data-act='transport.next']")?.focus();
    this.screen.plane.ask(false);
    this.screen.setSwitches({});
    this.screen.plane.mark([], null, null);
    this.screen.plane.ring(null);
  }

  /** A question is about one step: it goes when the learner goes elsewhere. */
  update(): void {
    if (this.#question && this.screen.session.step !== this.#step) this.close();
    this.element.hidden = !this.screen.switches.ask && !this.isOpen;
  }

  #proceed(): boolean {
    if (!this.#answered) return true;
    this.close();
    return false;
  }

  /** Go on without an answer. */
  #skip(): void {
    this.#answered = true;
    this.screen.forward();
  }

  #pose(question: Question): void {
    const { words, session } = this.screen;
    const looks = session.trace.head.clusters;
    if (question.kind === "where") {
      this.#text.textContent = words("ask.where", { name: looks[question.cluster]!.name });
      this.#fields.replaceChildren(...this.#placeFields(question));
    } else if (question.kind === "which") {
      this.#text.textContent = words("ask.which");
      this.#fields.replaceChildren(...this.#countFields(question));
    } else {
      this.#text.textContent = words("ask.first");
      this.screen.plane.ring(question.point);
      this.#fields.replaceChildren(...looks.map((look, j) => {
        const button = el("button", { type: "button", class: "tc-button" }, clusterIcon(look), ` ${look.name}`);
        button.addEventListener("click", () => this.#judgeFirst(question, j));
        return button;
      }));
    }
  }

  #placeFields(question: Extract<Question, { kind: "where" }>): HTMLElement[] {
    const [x, y] = question.from.map((value, i) => el("input", {
      type: "number", step: "any", class: "tc-number tc-wide", value: Number(value.toPrecision(4)), "aria-label": "xy"[i],
    })) as [HTMLInputElement, HTMLInputElement];
    return [x, y, this.#answer(() => this.#judgeWhere(question, [Number(x.value), Number(y.value)]))];
  }

  #countFields(question: Extract<Question, { kind: "which" }>): HTMLElement[] {
    const { words } = this.screen;
    const count = el("input", { type: "number", min: 0, step: 1, class: "tc-number tc-wide", "aria-label": words("ask.count") });
    return [el("label", { class: "tc-field" }, words("ask.count"), count),
      this.#answer(() => this.#judgeWhich(question, count.value))];
  }

  /** The button that Enter presses too. */
  #answer(judge: () => void): HTMLButtonElement {
    this.#judge = judge;
    return el("button", { type: "submit", class: "tc-button" }, this.screen.words("ask.answer"));
  }

  #button(text: string, act: () => void): HTMLButtonElement {
    const button = el("button", { type: "button", class: "tc-button" }, text);
    button.addEventListener("click", act);
    return button;
  }

  #judgeWhere(question: Extract<Question, { kind: "where" }>, guess: [number, number]): void {
    const { words, plane, session } = this.screen;
    const miss = missBy(question, guess);
    plane.mark([], guess, question.truth);
    const name = session.trace.head.clusters[question.cluster]!.name;
    const key = miss <= 0.15 ? "ask.where.right" : miss <= 0.5 ? "ask.where.near" : "ask.where.far";
    const mark = miss <= 0.15 ? RIGHT : miss <= 0.5 ? NEAR : WRONG;
    this.#tell(mark, words(key, { name, percent: Math.round(100 * miss), x: short(question.truth[0]), y: short(question.truth[1]) }));
  }

  #judgeWhich(question: Extract<Question, { kind: "which" }>, typed: string): void {
    const { words } = this.screen;
    const all = question.changed.length;
    if (this.#marked.size > 0) {
      const hits = question.changed.filter((i) => this.#marked.has(i)).length;
      this.#tell(hits === all && this.#marked.size === all ? RIGHT : hits > 0 ? NEAR : WRONG, words("ask.which.marked", { marked: this.#marked.size, hits, all }));
    } else if (typed !== "") {
      const guess = Number(typed);
      this.#tell(guess === all ? RIGHT : WRONG, words(guess === all ? "ask.which.right" : guess < all ? "ask.which.more" : "ask.which.fewer", { guess, all }));
    } else {
      this.#say("", words("ask.which.empty"));
    }
  }

  #judgeFirst(question: Extract<Question, { kind: "first" }>, cluster: number): void {
    const { words, session } = this.screen;
    const name = session.trace.head.clusters[question.truth]!.name;
    const right = cluster === question.truth;
    this.#tell(right ? RIGHT : WRONG, words(right ? "ask.first.right" : "ask.first.wrong", { name }));
  }

  /** Say how it was, with a mark whose shape tells it as well. */
  #say(mark: string, text: string): void {
    this.#verdict.dataset["mark"] = mark;
    this.#verdict.textContent = text;
  }

  /** Show the verdict and the way on. */
  #tell(mark: string, verdict: string): void {
    this.#answered = true;
    this.#judge = () => undefined;
    this.#say(mark, verdict);
    const on = this.#button(this.screen.words("ask.show"), () => this.screen.forward());
    on.classList.add("tc-primary");
    this.#fields.replaceChildren(on);
    this.screen.setSwitches({}); // what was folded opens with the answer
    on.focus();
  }
}
