/** The scale of the plane: a unit is a unit both ways, or "nearest" would look wrong; where the learner wants it, each axis fills the picture. */
import { tickStep } from "./ticks";
import type { AxesOptions, Histogram } from "./types";

export interface Tick {
  /** the value on the axis, in data units */
  value: number;
  /** where it falls, in CSS pixels */
  at: number;
  text: string;
}

/** A rectangle in CSS pixels. */
export interface Box { left: number; top: number; right: number; bottom: number }

export type Domain = readonly [xmin: number, xmax: number, ymin: number, ymax: number];

export interface PlaneScale {
  width: number;
  height: number;
  /** where data may be drawn */
  box: Box;
  /** CSS pixels to the right for one unit of distance */
  unit: number;
  /** how many times longer one unit of distance is upwards: 1 on equal axes */
  aspect: number;
  /** CSS pixels for one data unit, to the right and up */
  units: readonly [number, number];
  /** height of the numbers' text in CSS pixels */
  text: number;
  x(value: number): number;
  y(value: number): number;
  /** data coordinates of a place in CSS pixels */
  invert(px: number, py: number): [number, number];
  xTicks: Tick[];
  yTicks: Tick[];
}

/** How the axes are drawn now. */
export interface Axes extends AxesOptions {
  /** how much longer each feature is in the learner's hand, before it is fitted so */
  stretch: readonly [number, number];
}

export const EQUAL: Axes = { equal: true, handles: false, stretch: [1, 1] };

/** CSS pixels left for the handles: beside the numbers of y, and under those of x. */
export const HANDLE_ROOM = { left: 30, bottom: 30 } as const;

/** Free room around the box for numbers and names, in heights of their text. */
const MARGIN = { left: 3.6, top: 2, right: 0.9, bottom: 2.3 } as const;
/** CSS pixels of text on the usual plane; it grows with the plane, for the back row. */
const TEXT = 11;
const TEXT_SIDE = 480;
/** CSS pixels between the outermost points and the edge of the box. */
const PAD = 16;
/** Heights of text between two ticks, at least about. */
const TICK_ROOM = 6;
/** Letters of a number that fit beside the box; more need more room. */
const MOST_LETTERS = 5;
/** Width of a letter of a number, in heights of text. */
const LETTER = 0.6;
/** Never reached by a plane with room; a guard against numbers at the end of their precision. */
const MOST_TICKS = 60;

/** The side, in CSS pixels, of a plane on which marks have size 1. */
const USUAL_SIDE = 440;

/** How large marks are on a plane: 1 on the usual one, larger on a stage, smaller on a phone. */
export function markSize({ width, height }: { width: number; height: number }): number {
  const side = Math.min(width, height);
  // less than on a phone it is on a small plane among others
  return Math.min(1.6, Math.max(Math.min(0.8, side / 300), side / USUAL_SIDE));
}

/** Fit a domain into `width` x `height` CSS pixels; on equal axes the looser one shows more than it was asked for. */
export function planeScale(domain: Domain, width: number, height: number, axes: Axes = EQUAL): PlaneScale {
  const fitted = fit(domain, width, height, axes, MARGIN.left);
  const letters = Math.max(0, ...fitted.yTicks.map(({ text }) => text.length));
  return letters <= MOST_LETTERS ? fitted : fit(domain, width, height, axes, MARGIN.left + LETTER * (letters - MOST_LETTERS));
}

function fit(domain: Domain, width: number, height: number, { equal, handles, bare, stretch }: Axes, margin: number): PlaneScale {
  const text = TEXT * Math.min(1.5, Math.max(1, Math.min(width, height) / TEXT_SIDE));
  const free = bare ? 1 : text;
  const left = margin * free + (handles ? HANDLE_ROOM.left : 0);
  const top = MARGIN.top * free;
  const box: Box = {
    left,
    top,
    right: Math.max(width - MARGIN.right * free, left + 1),
    bottom: Math.max(height - MARGIN.bottom * free - (handles ? HANDLE_ROOM.bottom : 0), top + 1),
  };
  const [fx, fy] = stretch;
  const [x0, x1, y0, y1] = finite(domain);
  const [xmin, xmax, ymin, ymax] = [x0 * fx, x1 * fx, y0 * fy, y1 * fy];
  const across = box.right - box.left;
  const down = box.bottom - box.top;
  const pad = Math.min(PAD, across / 4, down / 4);
  const room = [across - 2 * pad, down - 2 * pad] as const;
  const same = pixelsPerUnit(xmax - xmin, ymax - ymin, ...room);
  const [ux, uy] = equal ? [same, same] : [filling(xmax - xmin, room[0], same), filling(ymax - ymin, room[1], same)];
  const cx = (xmin + xmax) / 2;
  const cy = (ymin + ymax) / 2;
  const px = (box.left + box.right) / 2;
  const py = (box.top + box.bottom) / 2;
  const atX = (value: number): number => px + (value - cx) * ux;
  const atY = (value: number): number => py - (value - cy) * uy;
  const [xlow, xhigh] = [cx + (box.left - px) / ux, cx + (box.right - px) / ux];
  const [ylow, yhigh] = [cy - (box.bottom - py) / uy, cy - (box.top - py) / uy];
  const step = tickStep(xlow, xhigh, Math.max(2, across / (TICK_ROOM * text)));
  // one step for both equal axes, so that the grid is of squares
  const up = equal ? step : tickStep(ylow, yhigh, Math.max(2, down / (TICK_ROOM * text)));
  return {
    width, height, box, unit: ux, aspect: uy / ux, units: [ux * fx, uy * fy], text,
    x: (value) => atX(value * fx),
    y: (value) => atY(value * fy),
    invert: (qx, qy) => [(cx + (qx - px) / ux) / fx, (cy - (qy - py) / uy) / fy],
    xTicks: axisTicks(xlow, xhigh, step, atX),
    yTicks: axisTicks(ylow, yhigh, up, atY),
  };
}

/** The scale of a trace's plane. Over one feature the numbers on the left count the points in a bar. */
export function scaleOf({ domain, histogram }: { domain: Domain; histogram?: Histogram }, width: number, height: number, axes: Axes = EQUAL): PlaneScale {
  if (histogram === undefined) return planeScale(domain, width, height, axes);
  const scale = planeScale(domain, width, height);
  const top = scale.invert(0, scale.box.top)[1] / histogram.unit;
  const step = Math.max(1, tickStep(0, top, Math.max(2, (scale.y(0) - scale.box.top) / (TICK_ROOM * scale.text))));
  return { ...scale, yTicks: axisTicks(0, top, step, (count) => scale.y(count * histogram.unit)) };
}

/** Multiples of `step` from `low` to `high`. */
export function axisTicks(low: number, high: number, step: number, place: (value: number) => number): Tick[] {
  const found: Tick[] = [];
  for (let i = Math.ceil(low / step); i * step <= high && found.length < MOST_TICKS; i += 1) {
    const value = step < 1 ? i / Math.round(1 / step) : i * step;
    found.push({ value, at: place(value), text: tickText(value, step) });
  }
  return found;
}

/** Write a tick's number with as many digits as tell it from the next, a true minus, and k or M where long. */
export function tickText(value: number, step: number): string {
  if (value === 0) return "0";
  const size = Math.max(Math.abs(value), step);
  const power = (number: number): number => Math.floor(Math.log10(number) + 1e-9);
  if (size >= 1e9 || step < 1e-4) return minus(value.toExponential(Math.min(15, Math.max(0, power(Math.abs(value)) - power(step)))).replace("e+", "e"));
  const [scale, letter] = step >= 1e6 ? [1e6, "M"] : step >= 1e3 ? [1e3, "k"] : [1, ""];
  const decimals = Math.max(0, -power(step / scale));
  return minus((value / scale).toFixed(decimals)) + letter;
}

function minus(text: string): string {
  return text.replace("-", "−");
}

function pixelsPerUnit(dx: number, dy: number, across: number, down: number): number {
  const unit = Math.min(dx > 0 ? across / dx : Infinity, dy > 0 ? down / dy : Infinity);
  return Number.isFinite(unit) && unit > 0 ? unit : Math.min(across, down) / 2;
}

/** CSS pixels for one unit of a range that fills its room; a range of nothing takes what the other has. */
function filling(range: number, room: number, other: number): number {
  const unit = range > 0 ? room / range : other;
  return Number.isFinite(unit) && unit > 0 ? unit : other;
}

function finite(domain: Domain): Domain {
  return domain.every(Number.isFinite) ? domain : [-1, 1, -1, 1];
}

/** From places on one picture to those on another, along an axis: the share of a way, and what is added. */
export type Shift = readonly [share: number, more: number];

/** How far a place may be from where a shift takes it, and how far all must go to be seen going, in CSS pixels. */
const [OFF, SEEN] = [0.75, 2];

/** What takes the places `to` (x, y, x, y ...) to `from`, along each axis; null where nothing moves, or not all in one way. */
export function shiftsBetween(to: Float32Array, from: Float32Array): readonly [Shift, Shift] | null {
  if (to.length !== from.length || to.length === 0) return null;
  let most = 0;
  const shifts = [0, 1].map((axis): Shift => {
    let [low, high] = [axis, axis];
    for (let i = axis; i < to.length; i += 2) {
      if (to[i]! < to[low]!) low = i;
      if (to[i]! > to[high]!) high = i;
      most = Math.max(most, Math.abs(to[i]! - from[i]!));
    }
    const long = to[high]! - to[low]!;
    const share = long > 1 ? (from[high]! - from[low]!) / long : 1;
    return [share, from[low]! - share * to[low]!];
  });
  const fits = to.every((place, i) => Math.abs(shifts[i % 2]![0] * place + shifts[i % 2]![1] - from[i]!) < OFF);
  return fits && most > SEEN ? [shifts[0]!, shifts[1]!] : null;
}

/** A scale on its way: at t = 0 all is where the shifts take it, at t = 1 where the scale has it. */
export function scaleOnItsWay(scale: PlaneScale, shifts: readonly [Shift, Shift], t: number): PlaneScale {
  const [[ax, bx], [ay, by]] = shifts.map(([share, more]): Shift => [1 + (share - 1) * (1 - t), more * (1 - t)]) as [Shift, Shift];
  const within = (low: number, high: number) => ({ at }: Tick): boolean => at >= low && at <= high;
  const { box, xTicks, yTicks, unit, aspect, units } = scale;
  return {
    ...scale, unit: unit * ax, aspect: (aspect * ay) / ax, units: [units[0] * ax, units[1] * ay],
    x: (value) => ax * scale.x(value) + bx,
    y: (value) => ay * scale.y(value) + by,
    invert: (px, py) => scale.invert((px - bx) / ax, (py - by) / ay),
    xTicks: xTicks.map((tick) => ({ ...tick, at: ax * tick.at + bx })).filter(within(box.left, box.right)),
    yTicks: yTicks.map((tick) => ({ ...tick, at: ay * tick.at + by })).filter(within(box.top, box.bottom)),
  };
}
