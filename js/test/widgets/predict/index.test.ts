// @vitest-environment jsdom
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FOLLOWS, GUESSED, OPENED, STEPPED, type Follows, type Guessed, type Opened, type Stepped } from "../../../src/core/opened";
import type { ModelLike } from "../../../src/core/types";
import { hasShown, renderPredict } from "../../../src/widgets/predict";

const WORDS = {
  "predict.label": "Prediction", "predict.lead": "Predict first:", "predict.commit": "Keep",
  "predict.pick": "Pick one.", "predict.right": "Yes.", "predict.wrong": "No.",
  "predict.instead": "What happens:", "predict.chosen": "your guess",
  "predict.correct": "what happens", "predict.show": "Show me", "predict.opened": "Opened.",
  "predict.waiting": "Watch.", "predict.fold": "Show the answer", "predict.confidence": "How sure?",
};
const QUESTION = {
  key: "q", text: "Where does a center go?", follow: true, after: "end",
  options: [
    { text: "To the median", why: "That is k-medians.", right: false },
    { text: "To the mean", why: "It makes squares smallest.", right: true },
    { text: "Nowhere", why: "It would stay for ever.", right: false },
  ],
};

class Model implements ModelLike {
  log: string[] = [];
  listeners = new Map<string, Set<() => void>>();
  constructor(public state: Record<string, unknown>) {}
  get(name: string): unknown { return this.state[name]; }
  set(name: string, value: unknown): void {
    this.log.push(`set ${name}`);
    this.state[name] = value;
    this.listeners.get(`change:${name}`)?.forEach((call) => call());
  }
  save_changes(): void { this.log.push("save"); }
  on(event: string, call: () => void): void {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(call));
  }
  off(event: string, call: () => void): void { this.listeners.get(event)?.delete(call); }
}

const make = (more: Record<string, unknown> = {}): Model =>
  new Model({ words: WORDS, question: QUESTION, choice: -1, shown: false, teacher: false, problem: null, ...more });

let host: HTMLElement;
let close: () => void = () => undefined;
const $ = <T extends HTMLElement>(selector: string): T => host.querySelector<T>(selector)!;
const draw = (model: Model): Model => { close = renderPredict(model, host); return model; };
const stepTo = (step: number, last = 9, kind = "update"): void => {
  const detail: Stepped = { step, last, kind };
  $(".tc-predict-then").dispatchEvent(new CustomEvent(STEPPED, { bubbles: true, detail }));
};
const pick = (i: number): void => { host.querySelectorAll<HTMLInputElement>("input")[i]!.click(); };

const matchMedia = () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined });

beforeEach(() => { vi.stubGlobal("matchMedia", matchMedia); host = document.createElement("div"); document.body.append(host); });
afterEach(() => { close(); host.remove(); vi.unstubAllGlobals(); });

describe("a prediction", () => {
  it("says nothing before the guess", () => {
    draw(make());
    expect(host.textContent).not.toContain("squares smallest");
    expect($(".tc-predict-feedback").textContent).toBe("");
    expect($<HTMLButtonElement>(".tc-predict-commit").disabled).toBe(true);
    expect($(".tc-predict-show").hidden).toBe(true);
  });

  it("opens what follows before it tells the answer, which comes once it was shown", () => {
    const model = draw(make());
    pick(2);
    $(".tc-predict-commit").click();
    expect([model.state["choice"], model.state["shown"]]).toEqual([2, true]);
    expect($(".tc-predict").dataset["state"]).toBe("guessed");
    expect($(".tc-predict-help").textContent).toBe("Watch.");
    expect(host.textContent).not.toContain("It makes squares smallest");
    expect(host.querySelector(".tc-predict-right")).toBeNull();
    expect(document.activeElement).toBe($(".tc-predict-reveal"));
    stepTo(3);
    expect($(".tc-predict-feedback").textContent).toBe("");
    stepTo(9);
    expect($(".tc-predict-feedback").textContent).toContain("No. It would stay for ever.");
    expect($(".tc-predict-reveal").hidden).toBe(true);
    expect(model.state["revealed"]).toBe(true);
    // the button that was in focus is gone
    expect(document.activeElement).toBe($(".tc-predict-feedback"));
  });

  it("keeps room for what it will tell, and holds none of it before", () => {
    vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(64);
    draw(make());
    pick(2);
    $(".tc-predict-commit").click();
    expect($(".tc-predict-feedback").parentElement!.style.minHeight).toBe("64px");
    expect(host.querySelector(".tc-predict-measured")).toBeNull();
    vi.restoreAllMocks();
  });

  it("tells the answer sooner where the learner asks", () => {
    draw(make());
    pick(1);
    $(".tc-predict-commit").click();
    $(".tc-predict-reveal").click();
    expect($(".tc-predict-feedback").textContent).toContain("Yes. It makes squares smallest.");
    expect(document.activeElement).toBe($(".tc-predict-feedback"));
  });

  it("waits for no step before there is a guess", () => {
    const model = draw(make());
    stepTo(9);
    expect(model.log).toEqual([]);
    expect($(".tc-predict-feedback").textContent).toBe("");
  });

  it("keeps how sure the learner is with the guess, and asks no more then", () => {
    const model = draw(make());
    pick(0);
    const buttons = [...host.querySelectorAll<HTMLButtonElement>(".tc-choices button")];
    buttons[1]!.click();
    expect(buttons.map((button) => button.getAttribute("aria-pressed"))).toEqual(["false", "true", "false"]);
    $(".tc-predict-commit").click();
    expect(model.log.slice(0, 3)).toEqual(["set confidence", "set choice", "save"]);
    expect(model.state["confidence"]).toBe("think_so");
    expect(buttons.every((button) => button.disabled)).toBe(true);
  });

  it("tells the page of the guess, and again once its answer was told", () => {
    const heard: Guessed[] = [];
    const hear = (event: Event): void => { heard.push((event as CustomEvent<Guessed>).detail); };
    document.addEventListener(GUESSED, hear);
    draw(make());
    pick(1);
    host.querySelectorAll<HTMLButtonElement>(".tc-choices button")[0]!.click();
    expect(heard).toEqual([]);
    $(".tc-predict-commit").click();
    stepTo(9);
    document.removeEventListener(GUESSED, hear);
    const guess = { key: "q", text: "To the mean", right: true, confidence: "sure" };
    expect(heard).toEqual([{ ...guess, told: false }, { ...guess, told: true }]);
  });

  it("says to what has opened whether its answer is still to be told, and when it has been", () => {
    draw(make());
    const changed = vi.fn();
    const ask = (): boolean => {
      const detail: Follows = { waits: false, changed };
      $(".tc-predict-then").dispatchEvent(new CustomEvent(FOLLOWS, { bubbles: true, detail }));
      return detail.waits;
    };
    expect(ask()).toBe(false);
    pick(1);
    $(".tc-predict-commit").click();
    expect([ask(), changed.mock.calls.length]).toEqual([true, 0]);
    stepTo(9);
    expect(changed).toHaveBeenCalled();
    expect(ask()).toBe(false);
  });

  it("knows when what follows has shown the answer", () => {
    const at = (step: number, kind = "assign"): Stepped => ({ step, last: 5, kind });
    expect([hasShown("end", at(4)), hasShown("end", at(5))]).toEqual([false, true]);
    expect([hasShown(3, at(2)), hasShown(3, at(3)), hasShown(9, at(5))]).toEqual([false, true, true]);
    expect([hasShown("update", at(1)), hasShown("update", at(2, "update")), hasShown("update", at(5))]).toEqual([false, true, true]);
  });

  it("stores the guess before any feedback shows, then moves focus to the feedback", () => {
    const model = make({ question: { ...QUESTION, follow: false } });
    const seen: string[] = [];
    model.save_changes = () => { seen.push($(".tc-predict-feedback").textContent ?? ""); };
    model.set = (name, value) => { model.state[name] = value; };
    draw(model);
    pick(1);
    $(".tc-predict-commit").click();
    expect(model.state["choice"]).toBe(1);
    expect(seen).toEqual([""]);
    expect($(".tc-predict-feedback").textContent).toContain("Yes. It makes squares smallest.");
    expect(document.activeElement).toBe($(".tc-predict-feedback"));
  });

  it("tells a wrong guess its own misconception, then what happens", () => {
    draw(make({ question: { ...QUESTION, follow: false } }));
    pick(2);
    $(".tc-predict-commit").click();
    const said = $(".tc-predict-feedback").textContent ?? "";
    expect(said).toContain("No. It would stay for ever.");
    expect(said).toContain("What happens: To the mean.");
    expect(said).not.toContain("k-medians");
    expect(host.querySelectorAll(".tc-predict-note")[1]!.textContent).toContain("your guess");
  });

  it("cannot be changed once it is stored", () => {
    const model = draw(make());
    pick(0);
    $(".tc-predict-commit").click();
    expect([...host.querySelectorAll("input")].every((input) => input.disabled)).toBe(true);
    $(".tc-predict-commit").click();
    expect(model.log.filter((entry) => entry === "set choice")).toHaveLength(1);
  });

  it("tells Python to open what follows, and a page to draw it, once", () => {
    const then = { widget: "stepper", traits: {} };
    const model = draw(make({ choice: 1, then }));
    const opened = vi.fn();
    document.addEventListener(OPENED, opened);
    $(".tc-predict-show").click();
    model.set("problem", null);
    document.removeEventListener(OPENED, opened);
    expect(model.state["shown"]).toBe(true);
    expect(opened).toHaveBeenCalledOnce();
    const detail = (opened.mock.calls[0]![0] as CustomEvent<Opened>).detail;
    expect(detail.state).toBe(then);
    expect(host.contains(detail.slot)).toBe(true);
    expect($(".tc-predict-show").hidden).toBe(true);
  });

  it("has no button when nothing follows", () => {
    draw(make({ choice: 1, question: { ...QUESTION, follow: false } }));
    expect($(".tc-predict-show").hidden).toBe(true);
  });

  it("opens by the teacher's switch, also while it is on screen", () => {
    const model = draw(make());
    model.set("teacher", true);
    expect($(".tc-predict").dataset["state"]).toBe("opened");
    expect($(".tc-predict-feedback").textContent).toContain("Opened. To the mean.");
  });

  it("shows an error of what follows", () => {
    const model = draw(make({ choice: 0 }));
    model.set("problem", { ack: 0, what: "It broke.", where: "", why: "NameError: X", fix: "Run it" });
    expect($("[role=alert]").textContent).toContain("NameError: X");
  });

  it("never makes markup of text", () => {
    const bad = "<img src=x onerror=alert(1)>";
    draw(make({ choice: 0, question: { ...QUESTION, text: bad,
      options: [{ text: bad, why: bad, right: false }, { text: "b", why: bad, right: true }] } }));
    expect(host.querySelector("img")).toBeNull();
    expect(host.textContent).toContain(bad);
  });

  it("keeps JupyterLab's shortcuts away from all that can be focused", () => {
    draw(make({ choice: 1 }));
    for (const node of host.querySelectorAll("input, button, [tabindex]")) {
      expect(node.hasAttribute("data-lm-suppress-shortcuts"), node.outerHTML).toBe(true);
    }
  });

  it("leaves nothing behind", () => {
    const model = draw(make());
    close();
    expect(host.childElementCount).toBe(0);
    expect([...model.listeners.values()].every((set) => set.size === 0)).toBe(true);
  });

  it("keeps two on a page apart", () => {
    draw(make());
    const other = document.createElement("div");
    document.body.append(other);
    const end = renderPredict(make(), other);
    pick(0);
    other.querySelectorAll<HTMLInputElement>("input")[1]!.click();
    expect(host.querySelectorAll<HTMLInputElement>("input")[0]!.checked).toBe(true);
    end();
    other.remove();
  });

  it("passes axe before and after the guess", async () => {
    const model = draw(make());
    const rules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
    expect((await axe.run(host, rules)).violations).toEqual([]);
    model.set("choice", 2);
    expect((await axe.run(host, rules)).violations).toEqual([]);
  });
});
