/** What every panel of the Race sees. */
import type { RaceSession } from "./session";
import { svg } from "../../core/dom";
import { RACER_SHAPES } from "./wire";
import { outlineOf } from "../../marks/shapes";
import type { Moved } from "../../shell/screen";
import type { ShellSwitches } from "../../shell/shell";

export interface RaceSwitches extends ShellSwitches { regions: boolean; equal: boolean }

export interface RaceScreen extends Moved {
  readonly session: RaceSession;
  switches: RaceSwitches;
  /** tell a screen reader */
  announce(text: string): void;
  setSwitches(change: Partial<RaceSwitches>): void;
}

/** The marker of a racer's curve around the origin, `radius` in the units around it. */
export function racerMark(racer: number, radius: number, more: Record<string, string | number> = {}): SVGElement {
  const outline = outlineOf(RACER_SHAPES[racer % RACER_SHAPES.length]!);
  const style = { class: `tc-race-mark tc-racer-${racer + 1}`, ...more };
  return outline.length === 0
    ? svg("circle", { ...style, r: radius })
    : svg("polygon", { ...style, points: outline.map((at) => (at * radius).toFixed(2)).join(" ") });
}

/** A racer's marker beside its name. */
export function racerIcon(racer: number): SVGSVGElement {
  return svg("svg", { class: "tc-icon", viewBox: "-1.6 -1.6 3.2 3.2", "aria-hidden": "true" }, racerMark(racer, 1.2));
}

/** A share in percent with two digits; null where it is as good as none. */
export function percent(share: number): string | null {
  const value = Math.abs(100 * share);
  if (value < 0.005) return null;
  return value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : String(Number(value.toPrecision(1)));
}

export const grouped = (value: number): string => value.toLocaleString("en");
