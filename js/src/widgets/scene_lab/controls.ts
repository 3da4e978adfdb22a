/** What lies on the left of the line, by chips; how clear the clusters are. */
import { el } from "../../core/dom";
import { isShortcut } from "../../core/shortcut";
import type { Panel } from "../../panels/panel";
import type { Layer, SceneScreen } from "./screen";

export function layerChips(screen: SceneScreen): Panel {
  const { words } = screen;
  const element = el("div", { class: "tc-sc-chips", role: "group", "aria-label": words("scene.layers") });
  let drawn: readonly Layer[] = [];
  const update = (): void => {
    const { layers, layer } = screen;
    if (layers !== drawn) {
      drawn = layers;
      element.replaceChildren(...layers.map((one) => {
        const chip = el("button", { type: "button", class: "tc-button tc-toggle tc-sc-chip-button", title: one.title }, one.name);
        chip.addEventListener("click", () => screen.choose(one));
        return chip;
      }));
    }
    [...element.children].forEach((chip, i) => chip.setAttribute("aria-pressed", String(layers[i] === layer)));
  };
  return { element, update };
}

export function opacityField(screen: SceneScreen): Panel {
  const { words } = screen;
  const range = el("input", { type: "range", class: "tc-range", min: 0, max: 100, step: 5, "aria-label": words("scene.opacity.title") });
  range.addEventListener("input", () => screen.fade(Number(range.value) / 100));
  // the ends of a slider are its own
  range.addEventListener("keydown", (event) => { if (/^(Home|End|Page)/.test(event.key) && !isShortcut(event)) event.stopPropagation(); });
  const element = el("label", { class: "tc-field tc-sc-opacity", title: words("scene.opacity.title") }, words("scene.opacity"), el("span", { class: "tc-scrub" }, range));
  const update = (): void => {
    const whole = Math.round(100 * screen.opacity);
    range.value = String(whole);
    range.setAttribute("aria-valuetext", words("scene.opacity.value", { percent: whole }));
    range.style.setProperty("--done", `${whole}%`);
  };
  return { element, update };
}
