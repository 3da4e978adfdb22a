/** Pictures as pixels: an original, its copy in few colours, and how far each pixel is off. */
import { blend, pack, type Rgb } from "./color";

/** Distances in RGB from here on are drawn alike. */
export const MOST_ERROR = 96;
const RAMP: readonly Rgb[] = [[10, 8, 24], [92, 24, 110], [214, 66, 78], [252, 164, 74], [252, 253, 191]];

/** The colour of an error, from 0 to 1: black to light yellow, lighter all the way. */
export function errorColor(part: number): Rgb {
  const at = Math.min(1, Math.max(0, part)) * (RAMP.length - 1);
  const low = Math.min(RAMP.length - 2, Math.floor(at));
  return blend(RAMP[low]!, RAMP[low + 1]!, at - low);
}

/** Pixels of a picture, 3 bytes each, as those of an ImageData. */
export function originalPixels(rgb: Uint8Array): Int32Array {
  const pixels = new Int32Array(rgb.length / 3);
  for (let i = 0, j = 0; i < pixels.length; i += 1, j += 3) {
    pixels[i] = (255 << 24) | (rgb[j + 2]! << 16) | (rgb[j + 1]! << 8) | rgb[j]!;
  }
  return pixels;
}

/** Pixels of a picture that names a colour of a palette for each. */
export function indexedPixels(palette: Uint8Array, index: Uint8Array): Int32Array {
  const colors = originalPixels(palette);
  const pixels = new Int32Array(index.length);
  for (let i = 0; i < index.length; i += 1) pixels[i] = colors[index[i]!]!;
  return pixels;
}

/** A gray veil over all pixels but those of one color. */
export function veilPixels(index: Uint8Array, color: number): Int32Array {
  const gray = pack([118, 118, 118], 205);
  return Int32Array.from(index, (one) => (one === color ? 0 : gray));
}

/** How far each pixel is from its original, as colours. */
export function errorPixels(rgb: Uint8Array, palette: Uint8Array, index: Uint8Array): Int32Array {
  const ramp = Int32Array.from({ length: MOST_ERROR + 1 }, (_, i) => pack(errorColor(i / MOST_ERROR), 255));
  const pixels = new Int32Array(index.length);
  for (let i = 0, j = 0; i < index.length; i += 1, j += 3) {
    const at = 3 * index[i]!;
    const red = rgb[j]! - palette[at]!;
    const green = rgb[j + 1]! - palette[at + 1]!;
    const blue = rgb[j + 2]! - palette[at + 2]!;
    pixels[i] = ramp[Math.min(MOST_ERROR, Math.round(Math.sqrt(red * red + green * green + blue * blue)))]!;
  }
  return pixels;
}
