/** The palette: a strip in which each colour is as wide as its share, and a list with names. */
import { el } from "../../core/dom";
import { hexOf, type Fit } from "./wire";
import type { Aim } from "../../core/highlight";
import { isShortcut } from "../../core/shortcut";
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
  lightByPointer(session, element);
  return { element, update, light: (aim) => mark(element, litColor(aim, session.fit)) };
}

export function paletteSwatches({ session, words }: PaletteScreen): Panel {
  // its keys go from color to color, also where there is nothing to scroll
  const list = el("ol", { class: "tc-pal-swatches", "aria-label": words("palette.swatches"), tabindex: 0 });
  const element = el("section", { class: "tc-pal-palette" }, el("h3", { class: "tc-side-title" }, words("palette.swatches")), list);
  let drawn: Fit | null = null;
  const update = (): void => {
    const { fit } = session;
    if (fit === drawn) return;
    drawn = fit;
    list.replaceChildren(...fit.names.map((name, i) => swatch(hexOf(fit.palette, i), name, fit.shares[i]!)));
    list.scrollTop = 0;
  };
  lightByPointer(session, list);
  list.addEventListener("keydown", (event) => {
    const next = isShortcut(event) ? null : colorKey(event.key, litColor(session.highlight.aim, session.fit), session.fit.names.length);
    if (next === null) return;
    session.highlight.keep({ kind: "cluster", cluster: next });
    event.preventDefault();
    event.stopPropagation();
  });
  const light = (aim: Aim | null): void => {
    const lit = litColor(aim, session.fit);
    mark(list, lit);
    const row = lit === null ? undefined : list.children[lit] as HTMLElement | undefined;
    // the list alone is scrolled: the page would jump under the pointer
    if (row && (row.offsetTop < list.scrollTop || row.offsetTop + row.offsetHeight > list.scrollTop + list.clientHeight)) {
      list.scrollTop = row.offsetTop - list.clientHeight / 2;
    }
  };
  return { element, update, light };
}

/** The color that is lit: it, or that of the pixel that is pointed at. */
export function litColor(aim: Aim | null, { names, index }: Fit): number | null {
  const color = aim?.kind === "cluster" ? aim.cluster : aim?.kind === "point" ? index[aim.point] : undefined;
  return color === undefined || color >= names.length ? null : color;
}

/** The color that a key goes to; null for another key. */
export function colorKey(key: string, lit: number | null, n: number): number | null {
  switch (key) {
    case "ArrowDown": return lit === null ? 0 : Math.min(n - 1, lit + 1);
    case "ArrowUp": return lit === null ? n - 1 : Math.max(0, lit - 1);
    case "Home": return 0;
    case "End": return n - 1;
    default: return null;
  }
}

/** Pointing at a child lights its color, a click or tap keeps it. */
function lightByPointer({ highlight }: PaletteScreen["session"], list: HTMLElement): void {
  const colorAt = (event: Event): Aim | null => {
    const child = [...list.children].findIndex((one) => event.target instanceof Node && one.contains(event.target));
    return child < 0 ? null : { kind: "cluster", cluster: child };
  };
  list.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") highlight.pass(colorAt(event)); });
  list.addEventListener("pointerleave", () => highlight.pass(null));
  list.addEventListener("click", (event) => highlight.toggle(colorAt(event)));
}

function mark(list: HTMLElement, lit: number | null): void {
  [...list.children].forEach((child, i) => child.classList.toggle("tc-pal-lit", i === lit));
}

function swatch(hex: string, name: string, share: number): HTMLLIElement {
  return el("li", {}, el("i", { class: "tc-pal-chip", style: `background: ${hex}`, "aria-hidden": "true" }),
    el("code", {}, hex), el("span", { class: "tc-pal-name", title: name }, name), el("span", { class: "tc-pal-share" }, percent(share)));
}
