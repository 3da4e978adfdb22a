// @vitest-environment jsdom
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GUESSED, OPENED, type Guessed, type Opened } from "../../../src/core/opened";
import { StaticModel } from "../../../src/core/static_model";
import { renderLookBack, withGuess } from "../../../src/widgets/look_back";

const WORDS = {
  "look_back.label": "Your guesses", "look_back.title": "Looking back", "look_back.none": "No guess yet.",
  "look_back.page": "Nothing is stored.", "look_back.count": "{right} of {n} right.", "look_back.sure": "Sure: {right} of {n}.", "look_back.left": "{n} left.", "look_back.guess": "Your guess", "look_back.happened": "What happened", "look_back.right": "right",
  "look_back.wrong": "not right", "look_back.again.right": "Again: right.", "look_back.again.wrong": "Again: not right.",
  "look_back.ask": "Ask me again", "look_back.ask.missed": "One missed:", "look_back.ask.guessing": "One guessed:",
  "look_back.done": "Nothing to ask.", "predict.confidence.sure": "Sure", "predict.confidence.guessing": "Guessing",
};
const OPTIONS = [{ text: "Median", why: "That is k-medians.", right: false }, { text: "Mean", why: "Smallest squares.", right: true }];
const QUESTIONS = ["a", "b", "c"].map((key) => ({ key, text: `Question ${key}?`, options: OPTIONS, again: key !== "c" }));
const wrong = { text: "Median", right: false, confidence: "sure", again: null };
const lucky = { text: "Mean", right: true, confidence: "guessing", again: null };

let host: HTMLElement;
let close: () => void = () => undefined;
const $ = <T extends HTMLElement>(selector: string): T => host.querySelector<T>(selector)!;
const button = (): HTMLButtonElement => $<HTMLButtonElement>("[data-act='look_back.ask']");

/** A model of a notebook, which has the record. */
const make = (more: Record<string, unknown> = {}, readonly = false): StaticModel => {
  const model = new StaticModel({ words: WORDS, questions: QUESTIONS, guesses: {}, asked: "", problem: {}, ...more });
  model.set("readonly", readonly);
  return model;
};
const draw = (model: StaticModel): StaticModel => { close = renderLookBack(model, host); return model; };
const tell = (detail: Partial<Guessed>): void => {
  document.dispatchEvent(new CustomEvent(GUESSED, { detail: { key: "a", text: "Median", right: false, confidence: "", told: false, ...detail } }));
};

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  host = document.createElement("div");
  document.body.append(host);
});
afterEach(() => { close(); host.remove(); vi.unstubAllGlobals(); });

describe("looking back", () => {
  it("says kindly that there is no guess, and tells no answer", () => {
    draw(make());
    expect($(".tc-back-count").textContent).toBe("No guess yet.");
    expect(button().hidden).toBe(true);
    expect($(".tc-back-list").hidden).toBe(true);
    expect($(".tc-back-lead").textContent).toBe("");
    expect(host.textContent).not.toContain("Smallest squares");
  });

  it("shows each guess, with how sure it was, beside what happened", () => {
    draw(make({ guesses: { b: lucky, a: wrong } }));
    const items = [...host.querySelectorAll("li")];
    expect(items.map((one) => one.querySelector(".tc-back-question")!.textContent)).toEqual(["Question a?", "Question b?"]);
    expect(items[0]!.textContent).toContain("Your guess · Sure✘ Median");
    expect(items[0]!.textContent).toContain("What happenedMeanSmallest squares.");
    expect(items.map((one) => one.querySelector("[role=img]")!.getAttribute("aria-label"))).toEqual(["not right", "right"]);
    expect($(".tc-back-count").textContent).toBe("1 of 2 right. Sure: 0 of 1. 1 left.");
  });

  it("asks one that was missed, and says why it is asked", () => {
    const model = draw(make({ guesses: { a: wrong, b: lucky } }));
    expect($(".tc-back-lead").textContent).toBe("One missed:");
    button().click();
    expect(model.get("asked")).toBe("a");
    expect(button().hidden).toBe(true);
    model.set("guesses", { a: { ...wrong, again: true }, b: lucky });
    expect(host.textContent).toContain("Again: right.");
    expect($(".tc-back-lead").textContent).toBe("One guessed:");
    button().click();
    expect(model.get("asked")).toBe("b");
    model.set("guesses", { a: { ...wrong, again: true }, b: { ...lucky, again: false } });
    expect($(".tc-back-lead").textContent).toBe("Nothing to ask.");
    expect(button().hidden).toBe(true);
  });

  it("follows the record of a notebook, and no event", () => {
    const model = draw(make());
    tell({});
    expect(model.get("guesses")).toEqual({});
    model.set("guesses", { a: wrong });
    expect($(".tc-back-count").textContent).toBe("0 of 1 right. Sure: 0 of 1. 2 left.");
  });

  it("takes the guesses of a page without Python, and has the page draw the question", () => {
    const variants = { a: { widget: "predict", traits: {} } };
    draw(make({ variants }, true));
    expect(host.textContent).toContain("Nothing is stored.");
    tell({ confidence: "sure" });
    expect(host.querySelectorAll("li")).toHaveLength(1);
    const opened = vi.fn();
    document.addEventListener(OPENED, opened);
    button().click();
    document.removeEventListener(OPENED, opened);
    const { slot, state } = (opened.mock.calls[0]![0] as CustomEvent<Opened>).detail;
    expect(state).toBe(variants.a);
    expect($(".tc-back-then").contains(slot)).toBe(true);
    tell({ key: "a-again", right: true });
    expect(host.textContent).not.toContain("Again:");
    tell({ key: "a-again", right: true, told: true });
    expect(host.textContent).toContain("Again: right.");
  });

  it("takes the first guess of a question of its own, and the second once it was told", () => {
    const detail = { key: "a", text: "Mean", right: true, confidence: "", told: true };
    expect(withGuess({}, QUESTIONS, detail)).toEqual({ a: { text: "Mean", right: true, confidence: "", again: null } });
    expect(withGuess({ a: wrong }, QUESTIONS, detail)).toBeNull();
    expect(withGuess({}, QUESTIONS, { ...detail, key: "other" })).toBeNull();
    expect(withGuess({}, QUESTIONS, { ...detail, key: "a-again" })).toBeNull();
    expect(withGuess({ a: wrong }, QUESTIONS, { ...detail, key: "a-again" })).toEqual({ a: { ...wrong, again: true } });
    expect(withGuess({ a: wrong }, QUESTIONS, { ...detail, key: "a-again", told: false })).toBeNull();
  });

  it("never makes markup of text, shows errors, and leaves nothing behind", () => {
    const bad = "<img src=x onerror=alert(1)>";
    const model = draw(make({ guesses: { a: { ...wrong, text: bad } } }));
    model.set("problem", { what: bad, where: "", why: "", fix: "" });
    expect(host.querySelector("img")).toBeNull();
    expect($("[role=alert]").textContent).toContain(bad);
    close();
    close = () => undefined;
    expect(host.childElementCount).toBe(0);
    tell({});
  });

  it("keeps JupyterLab's shortcuts away, and passes axe", async () => {
    draw(make({ guesses: { a: wrong, b: { ...lucky, again: true } } }, true));
    for (const node of host.querySelectorAll("button, [tabindex]")) expect(node.hasAttribute("data-lm-suppress-shortcuts"), node.outerHTML).toBe(true);
    const rules = { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } };
    expect((await axe.run(host, rules)).violations).toEqual([]);
  });
});
