/** A center as the picture that it is: its pixels in a frame of its cluster's color, with its letter. */
import { FRAME, type Tiles } from "../core/plane_tiles";
import type { ClusterLook } from "../core/types";
import { disc } from "./centers";
import { css, inkOn, parseColor } from "./color";
import type { Context, Ink } from "./brush";

/** Pictures of few pixels are drawn as squares, larger ones smoothly. */
const SMOOTH_FROM = 16;

/** The pictures of one frame on a canvas, one below the other. */
export interface Sheet { canvas: HTMLCanvasElement; rows: number; columns: number }

const sheets = new WeakMap<ArrayBufferLike, Map<number, Sheet>>();
const MOST_SHEETS = 6;

/** Put the pictures of a frame on a canvas, once; null where there is no canvas (a test's document). */
export function sheetOf(pictures: Uint8Array, [rows, columns]: readonly [number, number]): Sheet | null {
  let known = sheets.get(pictures.buffer);
  if (!known) sheets.set(pictures.buffer, (known = new Map()));
  const found = known.get(pictures.byteOffset);
  if (found) return found;
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = Math.floor(pictures.length / columns);
  const context = canvas.getContext("2d");
  if (context === null) return null;
  const image = context.createImageData(canvas.width, canvas.height);
  grays(pictures, image.data);
  context.putImageData(image, 0, 0);
  if (known.size >= MOST_SHEETS) known.delete(known.keys().next().value!);
  const sheet = { canvas, rows, columns };
  known.set(pictures.byteOffset, sheet);
  return sheet;
}

/** Write shades as ink on paper, 4 bytes for each pixel: 255 is black. */
export function grays(shades: ArrayLike<number>, rgba: Uint8ClampedArray): void {
  for (let i = 0; i < shades.length; i += 1) {
    rgba[4 * i] = rgba[4 * i + 1] = rgba[4 * i + 2] = 255 - shades[i]!;
    rgba[4 * i + 3] = 255;
  }
}

/** Draw the line from a center to its picture, where the picture had to stand elsewhere. */
export function drawLeader(context: Context, center: [number, number], tile: [number, number], { width, height }: Tiles, look: ClusterLook, ink: Ink): void {
  const [dx, dy] = [center[0] - tile[0], center[1] - tile[1]];
  if (Math.abs(dx) <= width / 2 + FRAME && Math.abs(dy) <= height / 2 + FRAME) return;
  for (const [color, line] of [[css(ink.bg), 3.6], [css(ink.fg), 1.4]] as const) {
    context.beginPath();
    context.moveTo(...center);
    context.lineTo(...tile);
    context.strokeStyle = color;
    context.lineWidth = line * ink.size;
    context.stroke();
  }
  disc(context, ...center, 5.4 * ink.size, css(ink.bg));
  disc(context, ...center, 4.4 * ink.size, css(ink.fg));
  disc(context, ...center, 3.4 * ink.size, look.color);
}

/** Draw one picture with its frame; of two sheets the second shows as far as `t`. */
export function drawTile(
  context: Context, [x, y]: [number, number], { width, height }: Tiles, sheetsOfGlide: readonly (Sheet | null)[], cluster: number, t: number,
  look: ClusterLook, ink: Ink,
): void {
  const alpha = context.globalAlpha;
  for (const [color, grow] of [[css(ink.bg), FRAME + 1], [css(ink.fg), FRAME], [look.color, FRAME - 1], ["#fff", 0]] as const) {
    context.fillStyle = color;
    context.fillRect(x - width / 2 - grow, y - height / 2 - grow, width + 2 * grow, height + 2 * grow);
  }
  sheetsOfGlide.forEach((sheet, i) => {
    if (sheet === null) return;
    const { canvas, rows, columns } = sheet;
    context.imageSmoothingEnabled = Math.max(rows, columns) >= SMOOTH_FROM;
    context.globalAlpha = i === 0 ? alpha : alpha * t;
    context.drawImage(canvas, 0, cluster * rows, columns, rows, x - width / 2, y - height / 2, width, height);
  });
  context.globalAlpha = alpha;
}

/** Write the cluster's letter on a disc of its color, at the corner of its picture. */
export function drawBadge(context: Context, tile: [number, number], { width, height }: Tiles, look: ClusterLook, ink: Ink): void {
  const [x, y] = [tile[0] - width / 2 - FRAME, tile[1] - height / 2 - FRAME];
  const r = Math.min(7.6 * Math.max(1, ink.size), 0.3 * Math.max(width, height));
  const color = parseColor(look.color);
  disc(context, x, y, r + 1.6, css(ink.bg));
  disc(context, x, y, r + 0.8, css(ink.fg));
  disc(context, x, y, r, css(color));
  context.fillStyle = css(inkOn(color));
  context.font = `700 ${Math.round(r * (look.name.length > 1 ? 1 : 1.4))}px ${ink.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(look.name, x, y + 0.5);
}

/** Light a picture. */
export function drawTileHalo(context: Context, [x, y]: [number, number], { width, height }: Tiles, ink: Ink, alpha: number): void {
  const grow = FRAME + 3;
  context.globalAlpha = alpha;
  for (const [color, line] of [[css(ink.bg), 6], [css(ink.accent), 3.4]] as const) {
    context.strokeStyle = color;
    context.lineWidth = line * ink.size;
    context.strokeRect(x - width / 2 - grow, y - height / 2 - grow, width + 2 * grow, height + 2 * grow);
  }
  context.globalAlpha = 1;
}
