import { describe, expect, it } from "vitest";
import { decode } from "../../../src/core/trace";
import type { Edit } from "../../../src/core/types";
import { changed, pointsOf, rounded, widthOf, type Point } from "../../../src/widgets/sandbox/points";
import { makeWire } from "../../wire";

const POINTS: Point[] = [[1, 1], [2, 2], [3, 3]];

describe("points", () => {
  it("come from the trace with the digits that they were sent with", () => {
    const wire = makeWire(1, { n: 2 });
    wire.points = new DataView(Float32Array.of(8.123, 0.001, -4.5, 9.999).buffer);
    expect(pointsOf(decode(wire), null)).toEqual([[8.123, 0.001], [-4.5, 9.999]]);
  });

  it("are rounded as the plane is wide", () => {
    expect(rounded([1.23456, 9.87654], [0, 10, 0, 10])).toEqual([1.235, 9.877]);
    expect(rounded([123.456, 1], [0, 5000, 0, 10])).toEqual([123.5, 1]);
    expect(rounded([0.0123456, 0], [0, 0.1, 0, 0])).toEqual([0.01235, 0]);
    expect(widthOf([0, 0, 0, 0])).toBe(1);
  });

  it.each<[Edit, Point[] | null]>([
    [{ kind: "points_add", to: [[9, 9]] }, [...POINTS, [9, 9]]],
    [{ kind: "points_set", to: [] }, []],
    [{ kind: "points_delete", index: [0, 2] }, [[2, 2]]],
    [{ kind: "point_move", index: 1, to: [5, 5] }, [[1, 1], [5, 5], [3, 3]]],
    [{ kind: "points_move", index: [2, 0], to: [[8, 8], [7, 7]] }, [[7, 7], [2, 2], [8, 8]]],
    [{ kind: "preset", name: "moons" }, [[4, 4]]],
    [{ kind: "preset", name: "nothing" }, null],
    [{ kind: "new_start" }, null],
  ])("change by %o", (edit, after) => {
    expect(changed(POINTS, edit, { moons: [[4, 4]] })).toEqual(after);
    expect(POINTS).toEqual([[1, 1], [2, 2], [3, 3]]);
  });
});
