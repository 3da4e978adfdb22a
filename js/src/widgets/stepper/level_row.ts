/** A level as a number that can be typed, and the way back to the fit's clusters: under the picture that the level is drawn in. */
import { el } from "../../core/dom";
import { enable } from "../../core/focus";
import { action } from "../../panels/buttons";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";

export interface LevelRowHost {
  /** the level now, and what may be typed; null where there is no level */
  now(): { name: string; value: number; least: number; most: number; step: number } | null;
  /** it can be typed; else the number only tells */
  open(): boolean;
  /** another level than the fit's is looked at */
  away(): boolean;
  set(value: number): void;
  back(): void;
}

/** Levels other than the fit's may be looked at: nothing is given away any more, and the learner may change what is shown. */
export function mayLook({ session, switches }: Screen): boolean {
  return (switches.future || session.step === session.last) && !closed(session);
}

/** `controls` are the steps alone: no level can be looked at, where there is Python or not. */
export function closed({ model }: Screen["session"]): boolean {
  return model.get("controls") === "steps";
}

/** What may be typed up to a greatest level: the step is about a hundredth of it. */
export function rangeTo(most: number): { least: number; most: number; step: number } {
  const step = 10 ** Math.floor(Math.log10(most / 50));
  return { least: Number(Math.min(step, most).toPrecision(1)), most, step: Number(step.toPrecision(1)) };
}

export function levelRow(screen: Screen, { now, open, away, set, back: goBack }: LevelRowHost): Panel {
  const { words } = screen;
  const input = el("input", { type: "number", class: "tc-number tc-wide" });
  const label = el("span");
  const back = action(screen, "level.back", goBack);
  back.classList.add("tc-small");
  const element = el("div", { class: "tc-row tc-level-row" }, el("label", { class: "tc-field" }, label, input), back);
  /** what the field told last: what is typed stays until the level is another */
  let told = "";
  const refuse = (text: string): void => {
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    input.setCustomValidity(text);
    if (!text) return;
    input.reportValidity();
    screen.announce(text);
  };
  input.addEventListener("change", () => {
    const range = now();
    if (range === null || !open()) return;
    const value = Number(input.value);
    if (input.value === "" || !(value >= range.least && value <= range.most)) return refuse(words("level.refused", { least: range.least, most: range.most }));
    refuse("");
    told = "";
    set(value);
  });
  input.addEventListener("input", () => refuse(""));
  const update = (): void => {
    const range = now();
    element.hidden = range === null || closed(screen.session);
    if (range === null) return;
    label.textContent = words(`level.field.${range.name}`);
    input.title = words(open() ? "level.field.title" : "level.field.later", { least: range.least, most: range.most });
    Object.assign(input, { min: String(range.least), max: String(range.most), step: String(range.step), disabled: !open() });
    enable(back, away());
    const text = String(Number(range.value.toPrecision(6)));
    if (text === told) return;
    told = text;
    input.value = text;
    refuse("");
  };
  return { element, update };
}
