/** The palette: a strip in which each colour is as wide as its share, and a list with names. */
import { el } from "../../core/dom";
import { hexOf, type Fit } from "./wire";
import { scrollsByKeys } from "../../core/scrolling";
import { percent } from "../../core/numbers";
import type { PaletteScreen } from "./screen";
import type { Panel } from "../../panels/panel";

export function paletteStrip({ session, words }: PaletteScreen): Panel {
  const element = el("div", { class: "tc-pal-strip", role: "img" });
  let drawn: Fit | null = null;
  const update = (): void => {
    const { fit } = session;
    if (fit === drawn) return;
    drawn = fit;
    element.setAttribute("aria-label", words("palette.strip.alt", { k: fit.names.length }));
    element.replaceChildren(...fit.names.map((name, i) => {
      const hex = hexOf(fit.palette, i);
      return el("i", { style: `flex-grow: ${fit.shares[i]}; background: ${hex}`, title: words("palette.swatch", { hex, name, share: percent(fit.shares[i]!) }) });
    }));
  };
  return { element, update };
}

export function paletteSwatches({ session, words }: PaletteScreen): Panel {
  const list = el("ol", { class: "tc-pal-swatches", "aria-label": words("palette.swatches") });
  scrollsByKeys(list);
  const element = el("section", { class: "tc-pal-palette" }, el("h3", { class: "tc-side-title" }, words("palette.swatches")), list);
  let drawn: Fit | null = null;
  const update = (): void => {
    const { fit } = session;
    if (fit === drawn) return;
    drawn = fit;
    list.replaceChildren(...fit.names.map((name, i) => swatch(hexOf(fit.palette, i), name, fit.shares[i]!)));
    list.scrollTop = 0;
  };
  return { element, update };
}

function swatch(hex: string, name: string, share: number): HTMLLIElement {
  return el("li", {}, el("i", { class: "tc-pal-chip", style: `background: ${hex}`, "aria-hidden": "true" }),
    el("code", {}, hex), el("span", { class: "tc-pal-name", title: name }, name), el("span", { class: "tc-pal-share" }, percent(share)));
}
