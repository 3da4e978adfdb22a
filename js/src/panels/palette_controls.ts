/** The PaletteLab's controls: k by slider, number and buttons; the space; the switches; a photo. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import { LEAST_K, MOST_K } from "../core/palette_session";
import type { Space } from "../core/palette_types";
import { isShortcut } from "../core/shortcut";
import { action, switchButton } from "./buttons";
import type { PaletteScreen } from "./palette_screen";
import type { Panel } from "./screen";

export function paletteControls(screen: PaletteScreen): Panel {
  const { words } = screen;
  const photo = action(screen, "palette.photo", () => screen.choosePhoto());
  const full = action(screen, "transport.full", () => screen.fullScreen(), { "aria-label": words("transport.full.label") });
  const parts: Panel[] = [
    kField(screen), spaceField(screen), switchButton(screen, "errors", "palette.errors"),
    { element: photo, update: () => { photo.disabled = screen.session.readonly; } },
    switchButton(screen, "table", "palette.tables"), switchButton(screen, "help", "control.help"),
    { element: full, update: () => undefined },
  ];
  const element = el("div", { class: "tc-row tc-controls", role: "group", "aria-label": words("control.group") },
    ...parts.map((part) => part.element));
  return { element, update: () => { for (const part of parts) part.update(); } };
}

function kField({ words, session }: PaletteScreen): Panel {
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
  const step = (by: number): HTMLButtonElement => {
    const key = by < 0 ? "palette.k.less" : "palette.k.more";
    const button = el("button", { type: "button", class: "tc-button tc-small", "aria-label": words(key), title: words(key) }, by < 0 ? "−" : "+");
    button.addEventListener("click", () => session.step(by));
    return button;
  };
  const [less, more] = [step(-1), step(1)];
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

function spaceField(screen: PaletteScreen): Panel {
  const { words, session } = screen;
  const spaces: readonly Space[] = ["rgb", "lab"];
  const buttons = spaces.map((space) => {
    const button = action(screen, `palette.${space}`, () => session.measure(space));
    button.classList.add("tc-toggle");
    return [space, button] as const;
  });
  const element = el("span", { class: "tc-group tc-pal-spaces", role: "group", "aria-label": words("palette.space") },
    ...buttons.map(([, button]) => button));
  const update = (): void => {
    for (const [space, button] of buttons) {
      button.setAttribute("aria-pressed", String(session.fit.space === space));
      button.disabled = session.readonly;
    }
  };
  return { element, update };
}
