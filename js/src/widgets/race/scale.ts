/** Where work and inertia stand in the chart of a race. */
import { axisOf, lastUpTo, type Axis, type Lane, type Race } from "./wire";
import type { Box } from "../../core/scales";
import { ticks, tickStep } from "../../core/ticks";

interface Mark { at: number; text: string }

export interface ChartScale {
  box: Box;
  /** where work stands across */
  axis: Axis;
  /** the first inertias are higher than the picture */
  cut: boolean;
  x(work: number): number;
  y(inertia: number): number;
  /** the place on the race's axis of a pixel, from 0 to 1 */
  place(x: number): number;
  xTicks: Mark[];
  yTicks: Mark[];
}

/** More work than so far that there is room for, as a factor. */
const ROOM = 1.3;
const MARGIN = { left: 48, right: 12, top: 26, bottom: 36 };
/** Pixels between two numbers, at least about. */
const X_ROOM = 90;
const Y_TICKS = 3;
/** Pixels under the lowest line: a name has room there. */
const AXIS_HEIGHT = 24;

/** Lay the chart out for the work that has been seen, null for all of it: nothing tells what is to come. */
export function chartScale(race: Race, width: number, height: number, seen: number | null): ChartScale {
  const { head } = race;
  const axis = seen === null ? race.axis : openAxis(race, seen);
  const lanes = seen === null ? race.lanes : race.lanes.map((lane) => ({ ...lane, inertia: lane.inertia.slice(0, lastUpTo(lane.work, seen) + 1) }));
  const box = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: height - MARGIN.bottom };
  const known = lanes.flatMap(({ inertia }) => inertia.filter((value) => value !== null));
  const [lowest, most] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const least = seen === null ? lowest : footOf(lowest, most);
  const log = head.log_inertia && least > 0;
  const bend = log ? Math.log : (value: number): number => value;
  const highest = log ? most : topOf(lanes, least, most);
  const [foot, top] = [bend(least), bend(highest)];
  const span = top - foot > 0 ? top - foot : 1;
  const x = (work: number): number => box.left + axis.at(work) * (box.right - box.left);
  const y = (inertia: number): number => box.bottom - AXIS_HEIGHT - ((bend(inertia) - foot) / span) * (box.bottom - box.top - AXIS_HEIGHT - 4);
  const count = Math.max(2, Math.floor((box.right - box.left) / X_ROOM));
  return {
    box, x, y, axis, cut: highest < most,
    place: (px) => Math.min(1, Math.max(0, (px - box.left) / (box.right - box.left))),
    xTicks: marks(axis.log ? decades(axis.low, axis.high, count) : ticks(0, axis.high, count), x),
    yTicks: known.length === 0 ? [] : marks(log ? decades(least, most, Y_TICKS) : ticks(least, highest, Y_TICKS), y),
  };
}

/** An axis with room for more work than has been seen; its end is a round number. */
function openAxis({ moments, axis: { log } }: Race, seen: number): Axis {
  const first = moments.find((work) => work > 0) ?? 1;
  const wanted = ROOM * Math.max(seen, first);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const high = power * [1, 2, 5, 10].find((times) => times * power >= wanted)!;
  return axisOf([...moments.filter((work) => work <= seen), ...(seen < first ? [first] : []), high], log);
}

/** A round number below the lowest inertia so far: the picture is not laid out anew for each step. */
function footOf(lowest: number, most: number): number {
  const step = tickStep(lowest, most > lowest ? most : lowest + (Math.abs(lowest) || 1), Y_TICKS);
  const foot = Math.floor(lowest / step) * step;
  return foot > 0 || lowest <= 0 ? foot : lowest / 2;
}

/** Where the picture ends above: first inertias far over all others would flatten what the race is about. */
function topOf(lanes: Lane[], least: number, most: number): number {
  const early = lanes.map(({ inertia }) => {
    const known = inertia.filter((value) => value !== null);
    return known[Math.min(known.length - 1, 1 + Math.floor(known.length / 8))] ?? least;
  });
  const top = least + 2.5 * (Math.max(...early) - least);
  return top > least && most - least > 2 * (top - least) ? top : most;
}

function marks(values: number[], place: (value: number) => number): Mark[] {
  return values.map((value) => ({ at: place(value), text: brief(value) }));
}

/** A round number in a small place: 1.4M, 200k. */
function brief(value: number): string {
  if (value >= 1e12 || (value > 0 && value < 1e-3)) return Number(value.toPrecision(6)).toExponential().replace("+", "");
  const [unit, letter] = ([[1e9, "G"], [1e6, "M"], [1e3, "k"]] as const).find(([least]) => value >= least) ?? [1, ""];
  return `${Number((value / unit).toPrecision(6))}${letter}`;
}

/** Round numbers for a log scale: 1, 2, 5 times powers of ten where there is room, else fewer. */
export function decades(low: number, high: number, count: number): number[] {
  const within = (times: number[]): number[] => {
    const found: number[] = [];
    for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power += 1) {
      for (const time of times) if (time * 10 ** power >= low && time * 10 ** power <= high) found.push(time * 10 ** power);
    }
    return found;
  };
  const fine = [[1, 2, 5], [1, 3], [1]].map(within).find((found) => found.length <= 1.5 * count) ?? within([1]);
  return fine.length > 1 ? fine : ticks(low, high, count).filter((value) => value > 0);
}
