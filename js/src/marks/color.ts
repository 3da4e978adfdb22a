/** Colours as numbers: parsing, mixing, contrast, and the packing that one pixel needs. */

export type Rgb = readonly [red: number, green: number, blue: number];

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
/** Contrast that a mark must have against what it lies on (WCAG 1.4.11). */
const MARK_CONTRAST = 3;

/** Read "#rgb", "#rrggbb" or "rgb(...)"; anything else is the fallback. */
export function parseColor(text: string, fallback: Rgb = [128, 128, 128]): Rgb {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const full = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
    const value = parseInt(full, 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  }
  const numbers = /^rgba?\(/.test(text.trim()) ? text.match(/[\d.]+/g)?.map(Number) : undefined;
  const [red, green, blue] = numbers ?? [];
  return red === undefined || green === undefined || blue === undefined ? fallback : [red, green, blue];
}

export function css([red, green, blue]: Rgb, alpha = 1): string {
  return `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${alpha})`;
}

export function blend(from: Rgb, to: Rgb, t: number): Rgb {
  return [
    from[0] + (to[0] - from[0]) * t,
    from[1] + (to[1] - from[1]) * t,
    from[2] + (to[2] - from[2]) * t,
  ];
}

/** Relative luminance, 0 to 1, as WCAG defines it. */
export function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) => {
    const s = channel / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((p, q) => p - q) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever reads better on `color`. */
export function inkOn(color: Rgb): Rgb {
  return contrast(color, BLACK) >= contrast(color, WHITE) * 1.15 ? [26, 26, 26] : WHITE;
}

/** The colour itself where it stands out from the ground; else the nearest shade of it that does. */
export function outlineOn(color: Rgb, ground: Rgb): Rgb {
  const away = luminance(ground) > 0.18 ? BLACK : WHITE;
  for (let t = 0; t < 1; t += 0.05) {
    const shade = blend(color, away, t);
    if (contrast(shade, ground) >= MARK_CONTRAST) return shade;
  }
  return away;
}

/** True where a mark in this colour needs an outline to be seen on the ground. */
export function isFaint(color: Rgb, ground: Rgb): boolean {
  return contrast(color, ground) < MARK_CONTRAST;
}

/** One pixel of an ImageData seen as Int32 (bytes r, g, b, a on a little-endian machine). */
export function pack([red, green, blue]: Rgb, alpha: number): number {
  return (Math.round(alpha) << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red);
}
