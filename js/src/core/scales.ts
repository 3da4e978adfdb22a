/** One scale for x and y. Unequal axes would make "nearest" look wrong, so a unit is a unit both ways. */
import { tickStep } from "./ticks";
import type { Histogram } from "./types";

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
  /** CSS pixels for one data unit, the same on both axes */
  unit: number;
  /** height of the numbers' text in CSS pixels */
  text: number;
  x(value: number): number;
  y(value: number): number;
  /** data coordinates of a place in CSS pixels */
  invert(px: number, py: number): [number, number];
  xTicks: Tick[];
  yTicks: Tick[];
}

/** Free room around the box for numbers and names, in heights of their text. */
const MARGIN = { left: 3.6, top: 2, right: 0.9, bottom: 2.3 } as const;
/** CSS pixels of text on the usual plane; it grows with the plane, for the back row. */
const TEXT = 11;
const TEXT_SIDE = 480;
/** CSS pixels between the outermost points and the edge of the box. */
const PAD = 16;
/** Heights of text between two ticks, at least about. */
const TICK_ROOM = 6;
/** Never reached by a plane with room; a guard against numbers at the end of their precision. */
const MOST_TICKS = 60;

/** The side, in CSS pixels, of a plane on which marks have size 1. */
const USUAL_SIDE = 440;

/** How large marks are on a plane: 1 on the usual one, larger on a stage, smaller on a phone. */
export function markSize({ width, height }: { width: number; height: number }): number {
  return Math.min(1.6, Math.max(0.8, Math.min(width, height) / USUAL_SIDE));
}

/** Fit a domain into `width` x `height` CSS pixels with equal axes; the looser axis shows more than it was asked for. */
export function planeScale(domain: Domain, width: number, height: number): PlaneScale {
  const text = TEXT * Math.min(1.5, Math.max(1, Math.min(width, height) / TEXT_SIDE));
  const left = MARGIN.left * text;
  const top = MARGIN.top * text;
  const box: Box = {
    left,
    top,
    right: Math.max(width - MARGIN.right * text, left + 1),
    bottom: Math.max(height - MARGIN.bottom * text, top + 1),
  };
  const [xmin, xmax, ymin, ymax] = finite(domain);
  const across = box.right - box.left;
  const down = box.bottom - box.top;
  const pad = Math.min(PAD, across / 4, down / 4);
  const unit = pixelsPerUnit(xmax - xmin, ymax - ymin, across - 2 * pad, down - 2 * pad);
  const cx = (xmin + xmax) / 2;
  const cy = (ymin + ymax) / 2;
  const px = (box.left + box.right) / 2;
  const py = (box.top + box.bottom) / 2;
  const x = (value: number): number => px + (value - cx) * unit;
  const y = (value: number): number => py - (value - cy) * unit;
  const invert = (qx: number, qy: number): [number, number] => [cx + (qx - px) / unit, cy - (qy - py) / unit];
  const [xlow, yhigh] = invert(box.left, box.top);
  const [xhigh, ylow] = invert(box.right, box.bottom);
  // one step for both axes, so that the grid is of squares
  const step = tickStep(xlow, xhigh, Math.max(2, across / (TICK_ROOM * text)));
  return {
    width, height, box, unit, text, x, y, invert,
    xTicks: axisTicks(xlow, xhigh, step, x),
    yTicks: axisTicks(ylow, yhigh, step, y),
  };
}

/** The scale of a trace's plane. Over one feature the numbers on the left count the points in a bar. */
export function scaleOf({ domain, histogram }: { domain: Domain; histogram?: Histogram }, width: number, height: number): PlaneScale {
  const scale = planeScale(domain, width, height);
  if (histogram === undefined) return scale;
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

/** Write a tick's number with as many decimals as its step has, a true minus, and k or M where long. */
export function tickText(value: number, step: number): string {
  if (value === 0) return "0";
  const size = Math.max(Math.abs(value), step);
  if (size >= 1e9 || step < 1e-4) return minus(value.toExponential(1).replace("e+", "e"));
  const [scale, letter] = step >= 1e6 ? [1e6, "M"] : step >= 1e3 ? [1e3, "k"] : [1, ""];
  const decimals = Math.max(0, -Math.floor(Math.log10(step / scale) + 1e-9));
  return minus((value / scale).toFixed(decimals)) + letter;
}

function minus(text: string): string {
  return text.replace("-", "−");
}

function pixelsPerUnit(dx: number, dy: number, across: number, down: number): number {
  const unit = Math.min(dx > 0 ? across / dx : Infinity, dy > 0 ? down / dy : Infinity);
  return Number.isFinite(unit) && unit > 0 ? unit : Math.min(across, down) / 2;
}

function finite(domain: Domain): Domain {
  return domain.every(Number.isFinite) ? domain : [-1, 1, -1, 1];
}
