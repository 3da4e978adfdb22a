/** Where the racers' names stand in the chart: at the ends of their lines, across nobody's. */
import type { Lane } from "./wire";
import type { ChartScale } from "./scale";

export interface Label { racer: number; text: string; x: number; y: number; anchor: "start" | "end" }

/** Pixels that a letter takes, about, and how far text reaches above and below its foot. */
const LETTER = 7.2;
const [ABOVE, BELOW] = [12, 4];
/** Feet of the text, in pixels under the end of the line; the first that is free is taken. */
const FEET = [-10, 19, -26, 35, -42, 51];
/** A pixel of a name covered is worse than one of a line. */
const UNREADABLE = 20;
/** In covered pixels, what a name costs that stands nearer to another's line. */
const MISLED = 150;
/** Pixels across, under which names are short. */
const NARROW = 520;
/** Pixels between two looks at a line. */
const STEP = 6;

interface Spot extends Label { left: number; right: number }

/** Place the names, the racer that ends first before the others. */
export function placeLabels(lanes: readonly Lane[], scale: ChartScale): Label[] {
  const placed: Spot[] = [];
  const order = lanes.map((_, i) => i).sort((a, b) => lanes[a]!.work.at(-1)! - lanes[b]!.work.at(-1)!);
  for (const racer of order) {
    const spots = spotsOf(lanes[racer]!, racer, scale);
    const costs = spots.map((spot, i) => cost(spot, lanes, scale, placed) + 0.01 * i);
    placed.push(spots[costs.indexOf(Math.min(...costs))]!);
  }
  return placed.map(({ racer, text, x, y, anchor }) => ({ racer, text, x, y, anchor }));
}

function spotsOf({ name, work, end }: Lane, racer: number, { x, y, box }: ChartScale): Spot[] {
  // in a narrow picture what tells it from the others of its class has to do
  const text = box.right - box.left < NARROW ? (/\((.*)\)/.exec(name)?.[1] ?? name) : name;
  const [at, down, long] = [x(work.at(-1)!), y(end.inertia), LETTER * text.length];
  const right = at + long < box.right;
  const lefts = right ? [at - 4] : [Math.max(0, at - long), Math.max(0, box.right - long)];
  return FEET.flatMap((foot) => lefts.map((left) => ({
    racer, text, y: down + foot, anchor: right ? "start" as const : "end" as const,
    x: right ? left : left + long, left, right: left + long,
  })));
}

/** How many pixels of lines and names a spot covers; much where it leaves the picture. */
function cost(spot: Spot, lanes: readonly Lane[], { x, y, box }: ChartScale, placed: readonly Spot[]): number {
  const [top, foot, middle] = [spot.y - ABOVE, spot.y + BELOW, (spot.left + spot.right) / 2];
  let covered = top < 0 || foot > box.bottom + 2 ? 1000 : 0;
  const own = Math.abs(spot.y - 4 - y(lanes[spot.racer]!.end.inertia));
  const near = lanes.some((lane, i) => i !== spot.racer && Math.abs(spot.y - 4 - heightAt(lane, middle, x, y)) < own);
  if (near) covered += MISLED;
  for (const other of placed) {
    if (other.y - ABOVE < foot && other.y + BELOW > top) covered += UNREADABLE * Math.max(0, Math.min(spot.right, other.right) - Math.max(spot.left, other.left));
  }
  for (const lane of lanes) {
    for (let px = spot.left; px <= spot.right; px += STEP) {
      const down = heightAt(lane, px, x, y);
      if (down > top && down < foot) covered += STEP;
    }
  }
  return covered;
}

/** Where a racer's line is at a pixel across; infinitely far where it has none. */
function heightAt({ work, inertia }: Lane, px: number, x: ChartScale["x"], y: ChartScale["y"]): number {
  if (px > x(work.at(-1)!) || px < x(work[0]!)) return Infinity;
  let at = work.length - 1;
  while (at > 0 && x(work[at]!) > px) at -= 1;
  const value = inertia[at] ?? null;
  return value === null ? Infinity : y(value);
}
