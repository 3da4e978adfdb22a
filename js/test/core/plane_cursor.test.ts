// @vitest-environment jsdom
/** The pointer that keys move does what the mouse's does. */
import { describe, expect, it } from "vitest";
import { at, edits, OPTIONS, plane, scene, stagePlane } from "./plane_stage";

stagePlane();

describe("the keyboard's pointer", () => {
  it("adds a center where there is none, and moves one between two presses", () => {
    plane.cursor.toggle();
    const place = plane.cursor.place!;
    expect(plane.cursor.act()).toBe(false);
    expect(edits).toEqual([{ kind: "center_add", to: place }]);
    const [x, y] = at(...centerOf(0));
    steer(x, y);
    expect(plane.cursor.act()).toBe(true);
    plane.cursor.move(3, 0);
    expect(plane.cursor.act()).toBe(false);
    expect(edits[1]).toMatchObject({ kind: "center_move", cluster: 0 });
  });

  it("draws, moves and deletes points with the tool at hand", () => {
    const points = scene.trace.points;
    for (const tool of ["draw", "move", "delete"] as const) {
      plane.setOptions({ ...OPTIONS, tool });
      if (!plane.cursor.on) plane.cursor.toggle();
      steer(scene.scale.x(points[0]!), scene.scale.y(points[1]!));
      if (!plane.cursor.act()) continue;
      plane.cursor.move(0, 4);
      plane.cursor.act();
    }
    expect(edits.map((edit) => edit.kind)).toEqual(["points_add", "point_move", "points_delete"]);
  });

  it("lets go with Escape, stays through a step, and does nothing in a page without Python", () => {
    plane.setOptions({ ...OPTIONS, tool: "move" });
    plane.cursor.toggle();
    steer(scene.scale.x(scene.trace.points[0]!), scene.scale.y(scene.trace.points[1]!));
    expect(plane.cursor.cancel()).toBe(false);
    plane.cursor.act();
    expect(plane.cursor.cancel()).toBe(true);
    plane.show(6, false);
    expect(scene.sketch.brush).not.toBeNull();
    plane.setOptions({ ...OPTIONS, tool: "draw", readonly: true });
    plane.cursor.act();
    expect(edits).toEqual([]);
    plane.cursor.toggle();
    expect(scene.sketch.brush).toBeNull();
  });
});

function centerOf(cluster: number): [number, number] {
  const centers = scene.trace.centers(scene.step)!;
  return [centers[2 * cluster]!, centers[2 * cluster + 1]!];
}

/** Move the keyboard's pointer as near to a place in CSS pixels as its steps allow. */
function steer(x: number, y: number): void {
  const [x0, y0] = at(...plane.cursor.place!);
  plane.cursor.move(Math.round((x - x0) / 8), -Math.round((y - y0) / 8));
}
