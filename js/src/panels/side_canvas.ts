/** A small canvas beside the plane: sized to its place, in the theme's colours, drawn anew only when something changed. */
import { el } from "../core/dom";
import { readTheme, type Theme } from "../core/plane_theme";
import { pixelRatio, themeNumber } from "../core/theme";

export interface SideCanvas {
  readonly element: HTMLElement;
  /** say what is seen; the line on it speaks for itself */
  describe(text: string): void;
  /** width and height in CSS pixels; 0 while out of sight */
  size(): [width: number, height: number];
  /** draw if `key`, the size or the theme is another than last time */
  draw(key: string, paint: Paint): void;
  /** draw what is pointed at, over the picture; null for nothing */
  light(paint: Paint | null): void;
}

type Paint = (context: CanvasRenderingContext2D, theme: Theme) => void;

export function sideCanvas(height: number): SideCanvas {
  const canvas = el("canvas", { class: "tc-layer", role: "img" });
  const over = el("canvas", { class: "tc-layer tc-lights", "aria-hidden": "true" });
  const element = el("div", { class: "tc-side-canvas", style: `height:${height}px` }, canvas, over);
  let lit = false;
  let drawn = "";
  let again: (() => void) | null = null;
  const measured = (): [number, number] => [element.clientWidth, element.clientHeight];
  /** as the observer last told: to measure while a widget changes would lay it out in between */
  let told: [number, number] | null = null;
  const size = (): [number, number] => told ?? measured();
  /** the colors, and the theme that they were read in: to read them while a widget changes would style it in between */
  let read: { theme: Theme; of: number } | null = null;
  const theme = (): Theme => {
    if (read?.of !== themeNumber()) read = { theme: readTheme(element), of: themeNumber() };
    return read!.theme;
  };
  if (typeof ResizeObserver === "function") {
    new ResizeObserver(() => {
      told = measured();
      read = null;
      again?.();
    }).observe(element);
  }
  const draw: SideCanvas["draw"] = (key, paint) => {
    again = () => draw(key, paint);
    const [width, tall] = size();
    if (width === 0) return;
    const colors = theme();
    const ratio = pixelRatio();
    const now = [key, width, tall, ratio, ...Object.values(colors)].join(" ");
    const context = now === drawn ? null : canvas.getContext("2d");
    if (context === null) return;
    drawn = now;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(tall * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.lineJoin = "round";
    context.font = `11px ${colors.font}`;
    paint(context, colors);
  };
  const light = (paint: Paint | null): void => {
    const [width, tall] = size();
    const context = (paint === null && !lit) || width === 0 ? null : over.getContext("2d");
    if (context === null) return;
    lit = paint !== null;
    const ratio = pixelRatio();
    // a new width empties a canvas
    over.width = Math.round(width * ratio);
    over.height = Math.round(tall * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.lineJoin = "round";
    paint?.(context, theme());
  };
  return { element, size, draw, light, describe: (text) => canvas.setAttribute("aria-label", text) };
}
