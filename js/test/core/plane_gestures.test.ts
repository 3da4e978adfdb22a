// @vitest-environment jsdom
/** What each tool does between a press and its release. */
import { describe, expect, it } from "vitest";
import type { Edit } from "../../src/core/types";
import { at, edits, OPTIONS, plane, pointer, stagePlane } from "./plane_stage";

stagePlane();

describe("points", () => {
  it("are sprayed in one edit", () => {
    plane.setOptions({ ...OPTIONS, tool: "draw" });
    pointer("pointerdown", ...at(3, 3));
    for (let x = 3; x < 7; x += 0.2) pointer("pointermove", ...at(x, 3));
    pointer("pointerup", ...at(7, 3));
    expect(edits).toHaveLength(1);
    expect((edits[0] as Extract<Edit, { kind: "points_add" }>).to.length).toBeGreaterThan(10);
  });

  it("are moved when pressed near, and not by a click", () => {
    plane.setOptions({ ...OPTIONS, tool: "move" });
    pointer("pointerdown", ...at(9, 9));
    pointer("pointerup", ...at(9, 9));
    pointer("pointerdown", ...at(5, 5));
    pointer("pointerup", ...at(6, 6));
    expect(edits).toEqual([]);
    pointer("pointerdown", ...at(9, 9));
    pointer("pointerup", ...at(6, 6));
    expect(edits[0]).toMatchObject({ kind: "point_move", index: 3, to: [expect.closeTo(6), expect.closeTo(6)] });
  });

  it("are rubbed out in one edit, each once", () => {
    plane.setOptions({ ...OPTIONS, tool: "delete" });
    pointer("pointerdown", ...at(0, 0));
    pointer("pointermove", ...at(0, 1));
    pointer("pointermove", ...at(0, 0));
    pointer("pointerup", ...at(0, 1));
    const { index } = edits[0] as Extract<Edit, { kind: "points_delete" }>;
    expect(new Set(index).size).toBe(index.length);
    expect(index).toEqual(expect.arrayContaining([0, 2]));
    expect(index).not.toContain(3);
  });
});
