/** What the copy costs: sizes as bars, and figures below them. */
import { el } from "../../core/dom";
import type { Fit } from "./wire";
import type { PaletteScreen } from "./screen";
import type { Panel } from "../../panels/panel";

export function paletteFigures({ session, words }: PaletteScreen): Panel {
  const sizes = el("tbody");
  const figures = el("tbody");
  const element = el("section", {}, el("h3", { class: "tc-side-title" }, words("palette.sizes")),
    el("table", { class: "tc-pal-figures", "aria-label": words("palette.sizes") }, sizes, figures));
  let drawn: Fit | null = null;
  const update = (): void => {
    const { fit } = session;
    if (fit === drawn) return;
    drawn = fit;
    const most = Math.max(...fit.sizes.map(({ bytes }) => bytes));
    sizes.replaceChildren(...fit.sizes.map(({ key, name, bytes }) => {
      const bar = `--part: ${((100 * bytes) / most).toFixed(1)}%`;
      const value = words("palette.size.value", { bytes: bytes.toLocaleString("en") });
      return el("tr", { class: `tc-pal-size tc-pal-${key}`, style: bar }, el("th", { scope: "row" }, name), el("td", {}, value));
    }));
    figures.replaceChildren(...fit.figures.map(({ name, value }) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, value))));
  };
  return { element, update };
}
