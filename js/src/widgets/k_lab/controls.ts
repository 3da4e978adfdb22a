/** The KLab's own controls: k by number, raw or scaled features, and the switches. */
import { el } from "../../core/dom";
import { enable } from "../../core/focus";
import { choiceButtons, equalButton, regionsButton, stepButtons, switchButton } from "../../panels/buttons";
import { panelOf, type Panel } from "../../panels/panel";
import type { KScreen } from "./screen";
import { nearestStep } from "./wire";

export function kControlsPanel(screen: KScreen): Panel {
  return panelOf(el("div", { class: "tc-row" }), kField(screen), featuresField(screen), switchButton(screen, "bands"), equalButton(screen), regionsButton(screen));
}

function kField(screen: KScreen): Panel {
  const { words, session } = screen;
  const title = words("k_lab.field.title");
  const input = el("input", { type: "number", class: "tc-number", step: 1, "aria-label": title, title });
  input.addEventListener("change", () => {
    if (input.value !== "") screen.choose(nearestStep(screen.scan.k, Number(input.value)));
    update(); // shows the present value where another was typed
  });
  const [less, more] = stepButtons(screen, ["control.k.less", "control.k.more"], (by) => screen.choose(session.step + by));
  const update = (): void => {
    const { k } = screen.scan;
    Object.assign(input, { min: String(k[0]), max: String(k.at(-1)), value: String(k[session.step]) });
    enable(less, session.step > 0);
    enable(more, session.step < session.last);
  };
  return { element: el("span", { class: "tc-group" }, el("label", { class: "tc-field" }, words("k_lab.field"), input), less, more), update };
}

function featuresField(screen: KScreen): Panel {
  const { element, press } = choiceButtons(screen, "k_lab.features", { raw: "k_lab.raw", scaled: "k_lab.scaled" }, (name) => screen.show(name));
  element.classList.add("tc-k-features");
  return { element, update: () => { element.hidden = !screen.hasScaled; press(screen.features); } };
}
