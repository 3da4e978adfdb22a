/** Points as a table in a file: two columns of numbers, with or without a line of names. */
import type { Point } from "./points";

/** What is wrong with a file: a key of the catalogue, and the values that it tells. */
export interface Wrong { key: string; values: Record<string, string | number> }

/** Bytes of the largest file that is read. */
export const MOST_BYTES = 2_000_000;
/** The largest coordinate. */
const MOST = 1e12;
/** Letters of a cell that are told. */
const TOLD = 20;

export function csvOf(points: readonly Point[]): string {
  return ["x1,x2", ...points.map((point) => point.join(","))].join("\n") + "\n";
}

/** The points of a file, or what is wrong with it. Columns beyond the second are left out. */
export function pointsInCsv(text: string, most: number): Point[] | Wrong {
  const points: Point[] = [];
  if (text.includes("\0")) return { key: "sandbox.csv.binary", values: {} };
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const mark = markOf(lines);
  let named = false;
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const cells = (mark === " " ? line.trim().split(/\s+/) : line.split(mark)).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    if (cells.length < 2) return { key: "sandbox.csv.columns", values: { line: i + 1, found: cells.length } };
    const numbers = cells.slice(0, 2).map((cell) => numberIn(cell, mark));
    const wrong = numbers.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0 && points.length === 0 && !named && numbers.every(Number.isNaN)) {
      named = true; // a line of names
      continue;
    }
    if (wrong >= 0) return { key: "sandbox.csv.number", values: { line: i + 1, text: cells[wrong]!.slice(0, TOLD) } };
    if (numbers.some((value) => Math.abs(value) > MOST)) return { key: "sandbox.csv.far", values: { line: i + 1, most: MOST } };
    if (points.length === most) return { key: "sandbox.csv.many", values: { most } };
    points.push(numbers as Point);
  }
  return points.length === 0 ? { key: "sandbox.csv.empty", values: {} } : points;
}

/** What stands between the columns. */
function markOf(lines: readonly string[]): string {
  const first = lines.find((line) => line.trim() !== "") ?? "";
  return ["\t", ";", ",", " "].find((mark) => first.trim().includes(mark)) ?? ",";
}

/** The number in a cell; with semicolons between the columns a comma is a decimal's. */
function numberIn(cell: string, mark: string): number {
  const text = mark === ";" ? cell.replace(",", ".") : cell;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
}
