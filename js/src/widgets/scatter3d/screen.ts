/** What every panel of the Scatter3D sees. */
import type { Aim, Highlight } from "../../core/highlight";
import type { Axis, Cloud } from "./wire";
import type { Words } from "../../core/words";
import { short } from "../../core/numbers";
import type { ShellSwitches } from "../../shell/shell";

export interface Scatter3dSwitches extends ShellSwitches {
  /** the cube turns by itself */
  spin: boolean;
}

/** The sides from which a button shows the cube. */
export type Side = "corner" | "front" | "side" | "top";
export const SIDES: readonly Side[] = ["corner", "front", "side", "top"];

export interface Scatter3dScreen {
  readonly cloud: Cloud;
  readonly words: Words;
  /** what the learner points at: a row by its number among those drawn, or a group */
  readonly highlight: Highlight;
  readonly root: HTMLElement;
  switches: Scatter3dSwitches;
  /** the group that is singled out */
  readonly single: number | null;
  /** the row that is told about: its number among those drawn */
  readonly chosen: number | null;
  /** the side that is looked at; null while it is another */
  readonly side: Side | null;
  /** the learner's system asks for less motion */
  readonly calm: boolean;
  setSwitches(change: Partial<Scatter3dSwitches>): void;
  singleOut(group: number | null): void;
  choose(row: number | null): void;
  look(side: Side): void;
  /** the cube was turned, by whatever */
  turned(): void;
}

/** A value as it is read: whole ones without decimals, others as fine as their axis is long. */
export function plain(value: number, { low, high }: Axis): string {
  const size = Math.max(Math.abs(value), high - low);
  if (size >= 1e7 || (size < 1e-3 && size > 0)) return short(value).replace("-", "−");
  const decimals = Number.isInteger(value) ? 0 : Math.min(8, Math.max(size < 1000 ? 1 : 0, 2 - Math.floor(Math.log10(high - low || 1))));
  const round = Number(value.toFixed(decimals)) + 0; // no −0
  return round.toLocaleString("en", { maximumFractionDigits: decimals }).replace("-", "−");
}

/** A value with its unit. */
export function withUnit(value: number, axis: Axis): string {
  return axis.unit ? `${plain(value, axis)} ${axis.unit}` : plain(value, axis);
}

/** A feature's name with its unit, once. */
export function axisName({ name, unit }: Axis): string {
  return unit && !name.includes(unit) ? `${name} (${unit})` : name;
}

/** What a row is called: its own name, or its number. */
export function rowName({ index, rows }: Cloud, i: number): string {
  return index ? index[i]! : String(rows[i]);
}

/** "A", or "A (label 0)" where the label is another word. */
export function groupName({ cloud, words }: Pick<Scatter3dScreen, "cloud" | "words">, group: number): string {
  const { name, label } = cloud.groups[group]!;
  return label ? words("scatter3d.group", { name, label }) : name;
}

/** The features of a side: across and up. */
export function pairOf({ axes }: Cloud, side: Exclude<Side, "corner">): { x: string; y: string } {
  const [x, y] = { front: [0, 2], side: [1, 2], top: [0, 1] }[side] as [number, number];
  return { x: axes[x as 0]!.short, y: axes[y as 0]!.short };
}

/** The group that is lit: the one that is pointed at, that of the point that is, else the one singled out. */
export function litGroup({ cloud, single, highlight }: Pick<Scatter3dScreen, "cloud" | "single" | "highlight">): number | null {
  const aim: Aim | null = highlight.aim;
  const found = aim?.kind === "cluster" ? aim.cluster : aim?.kind === "point" ? cloud.member[aim.point] : undefined;
  return found === undefined || !cloud.labeled ? single : found;
}

/** Let elements answer for groups: a pointer or the focus lights one in all panels, a press singles it out. */
export function answersFor({ highlight }: Pick<Scatter3dScreen, "highlight">, element: HTMLElement, group: number): void {
  const on = (): void => highlight.pass({ kind: "cluster", cluster: group });
  const off = (): void => highlight.pass(null);
  element.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") on(); });
  element.addEventListener("pointerleave", off);
  element.addEventListener("focus", () => { if (element.matches(":focus-visible")) on(); });
  element.addEventListener("blur", off);
}
