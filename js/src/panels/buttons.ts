/** Buttons with their words. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import type { Trace } from "../core/trace";
import type { Words } from "../core/words";
import type { Panel } from "./panel";

interface Worded { readonly words: Words }

/** A widget with switches that buttons turn. */
interface Switched<N extends string> extends Worded { switches: Record<N, boolean>; setSwitches(change: Partial<Record<N, boolean>>): void }

/** A button; `key` is its text in the catalogue, with ".title" what it does. */
export function action({ words }: Worded, key: string, act: () => void, more: Record<string, string> = {}): HTMLButtonElement {
  const button = el("button", { type: "button", class: "tc-button", title: words(`${key}.title`), "data-act": key, ...more }, words(key));
  button.addEventListener("click", act);
  return button;
}

/** A button that stays pressed while its switch is on. */
export function switchButton<N extends string>(screen: Switched<N>, name: N, key = `control.${name}`): Panel & { readonly element: HTMLButtonElement } {
  const element = action(screen, key, () => screen.setSwitches({ [name]: !screen.switches[name] } as Partial<Record<N, boolean>>));
  element.classList.add("tc-toggle");
  return { element, update: () => element.setAttribute("aria-pressed", String(screen.switches[name])) };
}

/** Two small buttons for one less and one more; `keys` are their texts in the catalogue. */
export function stepButtons({ words }: Worded, keys: readonly [string, string], step: (by: number) => void, values = {}): [HTMLButtonElement, HTMLButtonElement] {
  const made = keys.map((key, i) => {
    const text = words(key, values);
    const button = el("button", { type: "button", class: "tc-button tc-small", "aria-label": text, title: text }, i === 0 ? "−" : "+");
    button.addEventListener("click", () => step(i === 0 ? -1 : 1));
    return button;
  });
  return made as [HTMLButtonElement, HTMLButtonElement];
}

/** Buttons side by side of which one is pressed; `keys` are their texts in the catalogue. */
export function choiceButtons<C extends string>(
  { words }: Worded, label: string, keys: Readonly<Record<C, string>>, choose: (choice: C) => void,
): { readonly element: HTMLElement; press(choice: C | null, disabled?: boolean): void } {
  const buttons = (Object.entries(keys) as [C, string][]).map(([choice, key]) => {
    const button = action({ words }, key, () => choose(choice));
    button.classList.add("tc-toggle");
    return [choice, button] as const;
  });
  const element = el("span", { class: "tc-group tc-choices", role: "group", "aria-label": words(label) }, ...buttons.map(([, button]) => button));
  const press = (pressed: C | null, disabled = false): void => {
    for (const [choice, button] of buttons) {
      button.setAttribute("aria-pressed", String(choice === pressed));
      button.disabled = disabled;
    }
  };
  return { element, press };
}

/** The switch of equal axes. Over one feature the height only counts points. */
export function equalButton(screen: Switched<"equal"> & { readonly session: { readonly trace: Trace } }): Panel {
  const { element, update } = switchButton(screen, "equal");
  return { element, update: () => { update(); element.hidden = screen.session.trace.head.histogram !== undefined; } };
}

/** The switch of the regions around centers, which are true where the picture is the feature space itself. */
export function regionsButton(screen: Switched<"regions"> & { readonly session: { readonly trace: Trace } }): Panel {
  const { element, update } = switchButton(screen, "regions");
  return { element, update: () => { update(); enable(element, screen.session.trace.head.plane); } };
}
