/** What Python sends of a grid beside its trace, which has a frame for each cell. */

/** What a cell can be asked for, in the order of the buttons. */
export const MEASURES = ["clusters", "noise", "silhouette", "ari"] as const;
export type Measure = (typeof MEASURES)[number];

export interface Grid {
  /** the parameter that goes down, and the one that goes across */
  names: [string, string];
  /** their values, as they are written */
  values: [string[], string[]];
  /** of each cell, row after row; null where a fit failed */
  measures: Partial<Record<Measure, (number | null)[]>>;
  notices: string[];
}

/** A row or a column that the steps go along. */
export interface Pinned { along: "row" | "column"; at: number }

/** Row and column of a cell. */
export function placeOf({ values }: Grid, cell: number): [number, number] {
  const across = values[1].length;
  return [Math.floor(cell / across), cell % across];
}

/** The cells that the steps go through, in their order. */
export function cellsAlong({ values: [down, across] }: Grid, pinned: Pinned | null): number[] {
  const columns = across.length;
  if (pinned === null) return Array.from({ length: down.length * columns }, (_, i) => i);
  return pinned.along === "row"
    ? across.map((_, column) => pinned.at * columns + column)
    : down.map((_, row) => row * columns + pinned.at);
}

/** The cell beside one, at the rim the cell itself. */
export function cellBeside(grid: Grid, cell: number, right: number, down: number): number {
  const [row, column] = placeOf(grid, cell);
  const to = (at: number, count: number): number => Math.min(count - 1, Math.max(0, at));
  return to(row + down, grid.values[0].length) * grid.values[1].length + to(column + right, grid.values[1].length);
}

/** How strongly each cell is shaded, from 0 to 1; null where there is no number. */
export function shadesOf(values: readonly (number | null)[]): (number | null)[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => (value === null ? null : high > low ? (value - low) / (high - low) : 0));
}
