import { describe, expect, it } from "vitest";
import { cellBeside, cellsAlong, placeOf, shadesOf } from "../../../src/widgets/compare_grid/wire";
import { GRID } from "./made";

describe("cells", () => {
  it("are counted row after row", () => {
    expect(placeOf(GRID, 4)).toEqual([1, 1]);
    expect(cellsAlong(GRID, null)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(cellsAlong(GRID, { along: "row", at: 1 })).toEqual([3, 4, 5]);
    expect(cellsAlong(GRID, { along: "column", at: 2 })).toEqual([2, 5]);
  });

  it("end at the rim", () => {
    expect(cellBeside(GRID, 0, 1, 0)).toBe(1);
    expect(cellBeside(GRID, 1, 0, 1)).toBe(4);
    expect(cellBeside(GRID, 5, 1, 1)).toBe(5);
    expect(cellBeside(GRID, 0, -1, -1)).toBe(0);
  });

  it("are shaded from the lowest number to the highest", () => {
    expect(shadesOf([1, 3, null, 2])).toEqual([0, 1, null, 0.5]);
    expect(shadesOf([2, 2])).toEqual([0, 0]);
    expect(shadesOf([null])).toEqual([null]);
  });
});
