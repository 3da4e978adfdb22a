// @vitest-environment jsdom
/** What mouse, pen and touch do on the plane. */
import { describe, expect, it, vi } from "vitest";
import { inData } from "../../src/core/plane_gestures";
import type { Hand, Spot } from "../../src/core/plane_scene";
import type { Edit } from "../../src/core/types";
import { madeTrace } from "../painters/made";
import { answers, at, edits, highlight, OPTIONS, picks, plane, pointer, run, scene, stagePlane } from "./plane_stage";

stagePlane();

describe("centers", () => {
  it("follow the mouse and ask for a move on release", () => {
    const [x, y] = at(0, 0.5);
    pointer("pointermove", x, y);
    expect(plane.element.style.cursor).toBe("grab");
    pointer("pointerdown", x + 3, y);
    pointer("pointermove", ...at(4, 4));
    run();
    expect(scene.preview?.cluster).toBe(0);
    expect(plane.element.style.cursor).toBe("grabbing");
    expect(edits).toEqual([]);
    pointer("pointerup", at(4, 4)[0] + 3, at(4, 4)[1]);
    const edit = edits[0] as Extract<Edit, { kind: "center_move" }>;
    expect(edit).toMatchObject({ kind: "center_move", cluster: 0 });
    expect(edit.to[0]).toBeCloseTo(4);
    expect(edit.to[1]).toBeCloseTo(4);
    expect(scene.preview).not.toBeNull();
    plane.show(5, false);
    expect(scene.preview).toBeNull();
  });

  it("stay within the plane, and are picked by a click", () => {
    pointer("pointerdown", ...at(0, 0.5));
    pointer("pointerup", ...at(0, 0.5));
    expect([edits, picks]).toEqual([[], [0]]);
    pointer("pointerdown", ...at(0, 0.5));
    pointer("pointerup", -5000, 5000);
    const edit = edits[0] as Extract<Edit, { kind: "center_move" }>;
    expect(scene.scale.x(edit.to[0])).toBeCloseTo(scene.scale.box.left);
    expect(scene.scale.y(edit.to[1])).toBeCloseTo(scene.scale.box.bottom);
  });

  it("go back when the press is taken away", () => {
    pointer("pointerdown", ...at(0, 0.5));
    pointer("pointermove", ...at(4, 4));
    pointer("pointercancel", 0, 0);
    pointer("pointerup", ...at(4, 4));
    expect([scene.preview, edits]).toEqual([null, []]);
  });

  it("are added by a double click or a long press on empty space only", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    pointer("dblclick", ...at(5, 2));
    pointer("dblclick", ...at(0, 0.5));
    pointer("pointerdown", ...at(2, 8), { pointerType: "touch" });
    vi.advanceTimersByTime(700);
    pointer("pointerup", ...at(2, 8), { pointerType: "touch" });
    pointer("pointerdown", ...at(2, 8), { pointerType: "touch" });
    pointer("pointermove", ...at(3, 8), { pointerType: "touch" });
    vi.advanceTimersByTime(700);
    expect(edits.map(({ kind }) => kind)).toEqual(["center_add", "center_add"]);
  });

  it("can be shown elsewhere before a key commits it", () => {
    plane.preview(1, [2, 2]);
    plane.pickCenter(1);
    run();
    expect(scene).toMatchObject({ picked: 1, preview: { cluster: 1, to: [2, 2] } });
  });
});

describe("questions", () => {
  it("take a press as an answer with the point under it, and no edit", () => {
    plane.ask(true);
    for (const spot of [at(0, 0.5), at(5, 5)]) {
      pointer("pointerdown", ...spot);
      pointer("pointerup", ...spot);
    }
    expect(edits).toEqual([]);
    expect(answers).toHaveLength(2);
    expect(answers[0]?.[1]).not.toBeNull();
    expect(answers[1]).toEqual([[expect.closeTo(5), expect.closeTo(5)], null]);
    plane.mark([1], [2, 2], [3, 3]);
    run();
    expect(scene.question).toEqual({ points: [1], guess: [2, 2], truth: [3, 3] });
  });
});

describe("a page with the plane on it", () => {
  it("scrolls under a finger except on a center or with a drawing tool", () => {
    const touch = (x: number, y: number): boolean => {
      const event = Object.assign(new Event("touchstart", { cancelable: true }), { touches: [{ clientX: x, clientY: y }] });
      return !plane.element.dispatchEvent(event);
    };
    expect([touch(...at(5, 2)), touch(...at(0, 0.5))]).toEqual([false, true]);
    expect(plane.element.style.touchAction).toBe("manipulation");
    plane.setOptions({ ...OPTIONS, tool: "draw" });
    expect(plane.element.style.touchAction).toBe("none");
    plane.setOptions({ ...OPTIONS, tool: "draw", readonly: true });
    expect(plane.element.style.touchAction).toBe("manipulation");
  });

  it("gets no edit from a plane that can only be read", () => {
    plane.setOptions({ ...OPTIONS, readonly: true });
    pointer("pointerdown", ...at(0, 0.5));
    pointer("pointerup", ...at(5, 5));
    pointer("dblclick", ...at(5, 2));
    expect(edits).toEqual([]);
  });
});

describe("pointing", () => {
  it("at a point or a center lights it, and leaving ends that", () => {
    pointer("pointermove", ...at(0, 0));
    const first = highlight.aim;
    expect(first).not.toBeNull();
    pointer("pointerleave", 0, 0);
    expect(highlight.aim).toBeNull();
  });

  it("a tap keeps what it is on, and a second one elsewhere lets go of it", () => {
    plane.setOptions({ ...OPTIONS, tool: "look" });
    const spot = plane.placeOf(0)!;
    const finger = { pointerType: "touch" };
    pointer("pointerdown", ...spot, finger);
    pointer("pointerup", ...spot, finger);
    expect(highlight.kept).not.toBeNull();
    pointer("pointerdown", 1, 1, finger);
    pointer("pointerup", 1, 1, finger);
    expect(highlight.kept).toBeNull();
  });

  it("answers nothing while a question is open", () => {
    plane.ask(true);
    pointer("pointermove", ...plane.placeOf(0)!);
    expect(highlight.aim).toBeNull();
    plane.ask(false);
  });
});

describe("a tool of the widget's own", () => {
  const hand: Hand = {
    radius: () => 20,
    begin: (here, pressed) => {
      const { sketch } = here;
      const add = (spot: Spot): void => { sketch.added.push(inData(here, spot)); };
      add(pressed);
      return { move: add, end: () => ({ kind: "points_add", to: sketch.added }), adds: true };
    },
  };

  it("shows its circle, and a stroke that adds points goes on where the answer to an earlier one comes", () => {
    plane.setOptions({ ...OPTIONS, tool: "hand" }, hand);
    pointer("pointermove", ...at(3, 3));
    run();
    expect(scene.sketch.brush?.radius).toBe(20);
    pointer("pointerdown", ...at(3, 3));
    plane.setTrace(madeTrace({ id: 2 }));
    plane.show(5, false);
    pointer("pointermove", ...at(4, 3));
    run();
    expect(scene.sketch.added).toHaveLength(2);
    pointer("pointerup", ...at(4, 3));
    expect(edits).toHaveLength(1);
    pointer("pointerdown", ...at(6, 6));
    run();
    expect(scene.sketch.pending).toHaveLength(2);
    plane.setTrace(madeTrace({ id: 3 }));
    run();
    expect([scene.sketch.pending.length, scene.sketch.added.length]).toEqual([0, 1]);
  });

  it("acts at once by keys", () => {
    plane.setOptions({ ...OPTIONS, tool: "hand" }, hand);
    plane.cursor.toggle();
    expect(plane.cursor.act()).toBe(false);
    expect(edits).toEqual([{ kind: "points_add", to: [plane.cursor.place] }]);
  });
});
