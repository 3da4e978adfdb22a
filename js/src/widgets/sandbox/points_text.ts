/** Points as a short text, for a link or a message; teachclust/widgets/sandbox/points_text.py says how. */
import type { Point } from "./points";

export const IN_A_LINK = "#points=";
const [DIGITS, MOST_DECIMALS, MOST_WHOLE, MOST_BYTES] = [5, 15, 2 ** 31 - 1, 5];
const FORM = /^1\.(-?\d{1,2})\.([\w-]*)$/;

export function textOf(points: readonly Point[]): string {
  const decimals = decimalsOf(points);
  const bytes: number[] = [];
  let before: Point = [0, 0];
  for (const point of points) {
    const whole = point.map((value) => Math.floor(value * 10 ** decimals + 0.5)) as Point;
    for (const axis of [0, 1] as const) writeWhole(bytes, whole[axis] - before[axis]);
    before = whole;
  }
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return `1.${decimals}.${btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** The points of a text, alone or in a link; null of any other text, and of too many points. */
export function pointsIn(text: string, most: number): Point[] | null {
  const from = text.indexOf(IN_A_LINK);
  const given = (from < 0 ? text : text.slice(from + IN_A_LINK.length)).trim();
  if (given.length > 14 * most + 20) return null;
  const found = FORM.exec(given);
  const decimals = Number(found?.[1]);
  if (found === null || Math.abs(decimals) > MOST_DECIMALS) return null;
  let letters: string;
  try {
    letters = atob(found[2]!.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return null;
  }
  const steps = readWholes(letters);
  if (steps === null || steps.length % 2 === 1 || steps.length > 2 * most) return null;
  const scale = 10 ** Math.abs(decimals);
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    [x, y] = [x + steps[i]!, y + steps[i + 1]!];
    if (Math.max(Math.abs(x), Math.abs(y)) > MOST_WHOLE) return null;
    points.push(decimals >= 0 ? [x / scale, y / scale] : [x * scale, y * scale]);
  }
  return points;
}

/** The fewest decimals that write the points, as far as the digits go. */
function decimalsOf(points: readonly Point[]): number {
  if (points.length === 0) return 0;
  const [low, high] = [[Infinity, Infinity], [-Infinity, -Infinity]];
  let far = 0;
  for (const point of points) {
    for (const axis of [0, 1] as const) {
      low[axis] = Math.min(low[axis]!, point[axis]);
      high[axis] = Math.max(high[axis]!, point[axis]);
      far = Math.max(far, Math.abs(point[axis]));
    }
  }
  const width = Math.max(high[0]! - low[0]!, high[1]! - low[1]!) || far || 1;
  let most = Math.min(MOST_DECIMALS, Math.max(-MOST_DECIMALS, DIGITS - 1 - Math.floor(Math.log10(width))));
  const fits = (decimals: number): boolean => points.every((point) => point.every((value) => {
    const scaled = value * 10 ** decimals;
    return Math.abs(scaled - Math.round(scaled)) < 1e-6 * Math.min(1, width * 10 ** decimals);
  }));
  for (let decimals = Math.min(0, most); decimals < most; decimals += 1) if (fits(decimals)) return decimals;
  while (most > -MOST_DECIMALS && far * 10 ** most > MOST_WHOLE) most -= 1;
  return most;
}

/** A whole number by sevens of bits; odd ones are negative. It may have more than 32 bits. */
function writeWhole(bytes: number[], value: number): void {
  let rest = value >= 0 ? 2 * value : -2 * value - 1;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function readWholes(letters: string): number[] | null {
  const found: number[] = [];
  let [rest, count] = [0, 0];
  for (let i = 0; i < letters.length; i += 1) {
    const byte = letters.charCodeAt(i);
    rest += (byte % 128) * 128 ** count;
    count += 1;
    if (byte >= 128) {
      if (count >= MOST_BYTES) return null;
      continue;
    }
    found.push(rest % 2 === 0 ? rest / 2 : -(rest + 1) / 2);
    [rest, count] = [0, 0];
  }
  return count > 0 ? null : found;
}
