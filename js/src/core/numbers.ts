/** Numbers as text. */

/** A number with about four digits, as in captions. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 1e7 || size < 1e-3) return value.toExponential(2);
  if (size >= 100) return value.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return String(Number(value.toPrecision(4)));
}

/** A number with all its digits. */
export function exact(value: number): string {
  const text = short(value);
  return Number(text.replaceAll(",", "")) === value ? text : String(value);
}

/** A share as it is read: two digits, and never "0 %" for what is there. */
export function percent(share: number): string {
  const value = 100 * share;
  return value >= 10 ? `${value.toFixed(0)} %` : value >= 0.1 ? `${value.toFixed(1)} %` : "< 0.1 %";
}
