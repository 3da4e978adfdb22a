/** A small grid on the wire, as Python sends it: six points, two rows and three columns, each frame of the trace a cell. */
import type { Grid } from "../../../src/widgets/compare_grid/wire";
import { FakeModel, makeWire } from "../../wire";

export const GRID: Grid = {
  names: ["eps", "min_samples"],
  values: [["0.1", "0.2"], ["3", "5", "10"]],
  measures: { clusters: [2, 2, null, 1, 0, 3], noise: [0, 1, null, 2, 6, 0], silhouette: [0.5, null, null, null, null, -0.25] },
  notices: ["Colors match."],
};

const WORDS = {
  "compare_grid.pin.row": "Pin row {name}={value}", "compare_grid.pin.column": "Pin column {name}={value}", "compare_grid.status": "cell {cell} of {cells}",
  "compare_grid.label": "Grid of {name}", "compare_grid.next": "Next cell", "compare_grid.end": "Last cell", "compare_grid.view": "Cells show",
};

export function makeGrid(more: Record<string, unknown> = {}): FakeModel {
  const trace = makeWire(1, { controls: [], switches: [], placing: false, rows: 1 });
  return new FakeModel({ trace, grid: GRID, step: 0, widget: "compare_grid", words: WORDS, ...more });
}
