/** A prepared 2-D context: in CSS pixels, empty, with the theme's colours as numbers. */
import type { Theme } from "../core/plane_theme";
import type { Scene } from "../core/plane_scene";
import { markSize } from "../core/scales";
import { luminance, parseColor, type Rgb } from "./color";

export type Context = CanvasRenderingContext2D;

/** The theme as numbers, and how large marks are on this size of plane. */
export interface Ink {
  bg: Rgb;
  fg: Rgb;
  muted: Rgb;
  grid: Rgb;
  accent: Rgb;
  font: string;
  dark: boolean;
  /** 1 on the usual plane; larger on a stage, smaller on a phone */
  size: number;
}

export function makeInk(theme: Theme, scene: Scene): Ink {
  const bg = parseColor(theme.bg, [255, 255, 255]);
  return {
    bg,
    fg: parseColor(theme.fg),
    muted: parseColor(theme.muted),
    grid: parseColor(theme.grid),
    accent: parseColor(theme.accent),
    font: theme.font,
    dark: luminance(bg) < 0.18,
    size: markSize(scene.scale),
  };
}

/** Clear a canvas and hand it out in CSS pixels; null where there is no canvas (a test's document). */
export function clean(canvas: HTMLCanvasElement, ratio: number): Context | null {
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.lineCap = "round";
  context.lineJoin = "round";
  return context;
}

/** Add the path of a circle, which is `aspect` times as tall where the axes differ. */
export function circle(context: Context, x: number, y: number, radius: number, aspect: number): void {
  if (aspect === 1) context.arc(x, y, radius, 0, 2 * Math.PI);
  else context.ellipse(x, y, radius, radius * aspect, 0, 0, 2 * Math.PI);
}

/** Draw a circle: its rim in `color`, over a wider one in the ground's colour so that it shows anywhere. */
export function ring(
  context: Context, x: number, y: number, radius: number, color: string, ground: string, width: number, aspect = 1,
): void {
  for (const [style, line] of [[ground, width + 2], [color, width]] as const) {
    context.beginPath();
    circle(context, x, y, radius, aspect);
    context.strokeStyle = style;
    context.lineWidth = line;
    context.stroke();
  }
}
