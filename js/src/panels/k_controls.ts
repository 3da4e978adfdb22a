/** The KLab's own controls: k by number, raw or scaled features, and the switches. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import { nearestStep } from "../core/k_types";
import { toggle } from "./controls";
import type { KScreen } from "./k_screen";
import type { Panel } from "./screen";

export function kControlsPanel(screen: KScreen): Panel {
  const parts = [kField(screen), featuresField(screen),
    ...(["bands", "regions", "table", "help"] as const).map((name) => toggle(screen, name))];
  const element = el("div", { class: "tc-row tc-controls", role: "group", "aria-label": screen.words("control.group") },
    ...parts.map((part) => part.element));
  return { element, update: () => { for (const part of parts) part.update(); } };
}

function kField(screen: KScreen): Panel {
  const { words, session } = screen;
  const title = words("k_lab.field.title");
  const input = el("input", { type: "number", class: "tc-number", step: 1, "aria-label": title, title });
  input.addEventListener("change", () => {
    if (input.value !== "") screen.choose(nearestStep(screen.scan.k, Number(input.value)));
    update(); // shows the present value where another was typed
  });
  const step = (by: number): HTMLButtonElement => {
    const key = by < 0 ? "control.k.less" : "control.k.more";
    const button = el("button", { type: "button", class: "tc-button tc-small", "aria-label": words(key), title: words(key) }, by < 0 ? "−" : "+");
    button.addEventListener("click", () => screen.choose(session.step + by));
    return button;
  };
  const [less, more] = [step(-1), step(1)];
  const update = (): void => {
    const { k } = screen.scan;
    Object.assign(input, { min: String(k[0]), max: String(k.at(-1)), value: String(k[session.step]) });
    enable(less, session.step > 0);
    enable(more, session.step < session.last);
  };
  return { element: el("span", { class: "tc-group" }, el("label", { class: "tc-field" }, words("k_lab.field"), input), less, more), update };
}

function featuresField(screen: KScreen): Panel {
  const { words } = screen;
  const buttons = (["raw", "scaled"] as const).map((name) => {
    const button = el("button", { type: "button", class: "tc-button tc-toggle", title: words(`k_lab.${name}.title`), "data-act": `k_lab.${name}` }, words(`k_lab.${name}`));
    button.addEventListener("click", () => screen.show(name));
    return [name, button] as const;
  });
  const element = el("span", { class: "tc-group tc-k-features", role: "group", "aria-label": words("k_lab.features") },
    ...buttons.map(([, button]) => button));
  const update = (): void => {
    element.hidden = !screen.hasScaled;
    for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(screen.features === name));
  };
  return { element, update };
}
