/** What every panel of the grid sees. */
import type { Traced } from "../../shell/screen";
import type { ShellSwitches } from "../../shell/shell";
import type { GridSession } from "./session";
import type { Grid, Measure, Pinned } from "./wire";

export interface GridSwitches extends ShellSwitches {
  equal: boolean;
  /** what cells show */
  view: "pictures" | Measure;
  pinned: Pinned | null;
}

export interface GridScreen extends Traced {
  readonly session: GridSession;
  readonly grid: Grid;
  /** the cell that is shown large: the one on screen, or the one that the pointer is over */
  readonly shownCell: number;
  switches: GridSwitches;
  setSwitches(change: Partial<GridSwitches>): void;
  /** show a cell while the pointer is over it */
  peek(cell: number | null): void;
  choose(cell: number): void;
  /** pin a row or a column, or let go of it */
  pin(pinned: Pinned): void;
}

/** A number in a small place. */
export function brief(value: number): string {
  const text = Number.isInteger(value) ? value.toLocaleString("en") : value.toFixed(2);
  return text.replace("-", "−");
}
