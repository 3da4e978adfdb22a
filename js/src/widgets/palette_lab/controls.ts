/** The PaletteLab's controls: k by slider, number and buttons; the space, the error map, a photo. */
import { el } from "../../core/dom";
import { enable } from "../../core/focus";
import { LEAST_K, MOST_K } from "./session";
import { isShortcut } from "../../core/shortcut";
import { action, choiceButtons, stepButtons, switchButton } from "../../panels/buttons";
import type { PaletteScreen } from "./screen";
import { panelOf, type Panel } from "../../panels/panel";

/** The space, the error map, and a photo of the learner's. */
export function paletteControls(screen: PaletteScreen): Panel {
  const { session } = screen;
  const { element, press } = choiceButtons(screen, "palette.space", { rgb: "palette.rgb", lab: "palette.lab" }, (space) => session.measure(space));
  const against = choiceButtons(screen, "palette.against", { original: "palette.against.original", jpeg: "palette.against.jpeg" }, (left) => screen.setSwitches({ jpeg: left === "jpeg" }));
  const photo = action(screen, "palette.photo", () => screen.choosePhoto());
  return panelOf(el("div", { class: "tc-row" }),
    { element, update: () => press(session.fit.space, session.readonly) },
    { element: against.element, update: () => against.press(screen.switches.jpeg ? "jpeg" : "original") },
    switchButton(screen, "errors", "palette.errors"), switchButton(screen, "lens", "palette.lens"),
    { element: photo, update: () => { photo.disabled = session.readonly; } });
}

/** The number of colours: typed, by one, or along a slider. */
export function kField({ words, session }: PaletteScreen): Panel {
  const { ks } = session;
  const title = words("palette.k.title", { least: LEAST_K, most: MOST_K });
  const range = el("input", { type: "range", class: "tc-range", min: 0, max: ks.length - 1, step: 1, "aria-label": title });
  range.addEventListener("input", () => session.choose(ks[Number(range.value)]!));
  // the ends of a slider are its own
  range.addEventListener("keydown", (event) => { if (/^(Home|End|Page)/.test(event.key) && !isShortcut(event)) event.stopPropagation(); });
  const input = el("input", { type: "number", class: "tc-number", step: 1, min: LEAST_K, max: MOST_K, "aria-label": title, title });
  input.addEventListener("change", () => {
    if (input.value !== "") session.choose(Number(input.value));
    update(); // shows the present value where another was typed
  });
  const [less, more] = stepButtons({ words }, ["palette.k.less", "palette.k.more"], (by) => session.stepBy(by));
  const update = (): void => {
    const { wanted } = session;
    const at = ks.reduce((best, k, i) => (Math.abs(k - wanted) < Math.abs(ks[best]! - wanted) ? i : best), 0);
    range.value = String(at);
    range.setAttribute("aria-valuetext", words("palette.k.value", { k: wanted }));
    range.style.setProperty("--done", `${(100 * at) / Math.max(1, ks.length - 1)}%`);
    input.value = String(wanted);
    enable(less, wanted > ks[0]!);
    enable(more, wanted < ks.at(-1)!);
  };
  const slide = el("div", { class: "tc-scrub tc-pal-slide" }, range);
  const field = el("label", { class: "tc-field" }, words("palette.k"), input);
  return { element: el("span", { class: "tc-group tc-pal-k" }, field, less, more, slide), update };
}
