/** Round numbers along an axis. */

/** The step of 1, 2 or 5 times a power of ten that cuts a range into about `count` parts. */
export function tickStep(low: number, high: number, count: number): number {
  const wanted = Math.abs(high - low) / count;
  if (!(wanted > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(wanted));
  // the nearest of the four as ratios go: their borders are the geometric means
  const times = [1, 2, 5, 10].find((t, i, all) => wanted / power < Math.sqrt(t * (all[i + 1] ?? Infinity))) ?? 10;
  // a power below 1 has no exact double: dividing by its whole inverse keeps 0.3 from being 0.30000000000000004
  return power < 1 ? times / Math.round(1 / power) : times * power;
}

/** The multiples of that step within the range, both ends included. */
export function ticks(low: number, high: number, count: number): number[] {
  const step = tickStep(low, high, count);
  const found: number[] = [];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return found;
  for (let i = Math.ceil(low / step - 1e-9) + 0; i * step <= high + 1e-9 * step; i += 1) {
    found.push(step < 1 ? i / Math.round(1 / step) : i * step);
  }
  return found;
}
