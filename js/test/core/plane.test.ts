// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPlane, type Plane } from "../../src/core/plane";
import type { Painter, Scene } from "../../src/core/plane_scene";
import type { Edit, PlaneOptions } from "../../src/core/types";
import { madeTrace } from "../painters/made";

const WIDTH = 400;
const HEIGHT = 300;
const OPTIONS: PlaneOptions = { regions: true, links: false, tool: "centers", readonly: false };

let queue: FrameRequestCallback[] = [];
let clock = 0;
let scene: Scene;
let painted: { step: number; from: number; t: number }[] = [];
let edits: Edit[] = [];
let answers: [[number, number], number | null][] = [];
let picks: number[] = [];
let plane: Plane;
let reduced = false;
let resized: () => void = () => undefined;
let sighted: (entries: { isIntersecting: boolean }[]) => void = () => undefined;
const painter: Painter = {
  duration: () => 400,
  reset: vi.fn(),
  paint: (shown) => { scene = shown; painted.push({ step: shown.step, from: shown.from, t: shown.t }); },
};

/** Let the browser draw frames for some milliseconds. */
function run(ms = 0): void {
  const end = clock + ms;
  do {
    clock += 16;
    for (const callback of queue.splice(0)) callback(clock);
  } while (clock < end);
}

function pointer(type: string, x: number, y: number, more: Record<string, unknown> = {}): void {
  const event = new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, cancelable: true });
  Object.assign(event, { pointerId: 1, isPrimary: true, pointerType: "mouse", ...more });
  plane.element.dispatchEvent(event);
}

function at(x: number, y: number): [number, number] {
  return [scene.scale.x(x), scene.scale.y(y)];
}

beforeEach(() => {
  queue = []; painted = []; edits = []; answers = []; picks = []; clock = 0; reduced = false;
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => queue.push(callback));
  vi.stubGlobal("matchMedia", () => ({ matches: reduced }));
  vi.stubGlobal("ResizeObserver", class { constructor(ear: () => void) { resized = ear; } observe(): void {} disconnect(): void {} });
  vi.stubGlobal("IntersectionObserver", class { constructor(ear: typeof sighted) { sighted = ear; } observe(): void {} disconnect(): void {} });
  vi.spyOn(performance, "now").mockImplementation(() => clock);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(WIDTH);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(HEIGHT);
  const host = {
    words: (key: string) => key,
    edit: (edit: Edit) => edits.push(edit),
    answer: (spot: [number, number], point: number | null) => answers.push([spot, point]),
    pick: (cluster: number) => picks.push(cluster),
  };
  plane = createPlane(host, { kmeans: () => painter });
  vi.spyOn(plane.element, "getBoundingClientRect").mockReturnValue({ left: 0, top: 0, width: WIDTH, height: HEIGHT } as DOMRect);
  document.body.append(plane.element);
  plane.setOptions(OPTIONS);
  plane.setTrace(madeTrace());
  plane.show(5, false);
  run();
  clock = 5000;
});
afterEach(() => {
  plane.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("frames", () => {
  it("says what it shows", () => {
    expect(plane.element.getAttribute("role")).toBe("img");
    expect(plane.element.getAttribute("aria-label")).toBe("assign 5");
  });

  it("lands where the trace says and refuses a painter that nobody wrote", () => {
    plane.setTrace(madeTrace({ land: 99 }));
    run();
    expect(painted.at(-1)?.step).toBe(7);
    expect(() => plane.setTrace(madeTrace({ painter: "nobody" }))).toThrow("nobody");
  });

  it("glides from the frame shown before, and rests at the end", () => {
    painted = [];
    plane.show(6, true);
    run(600);
    expect(painted[0]).toMatchObject({ from: 5, step: 6, t: 0 });
    expect(painted.at(-1)).toEqual({ from: 6, step: 6, t: 1 });
    expect(painted.length).toBeGreaterThan(20);
    expect(queue).toHaveLength(0);
  });

  it("cuts when not asked to glide or when the system asks for less motion", () => {
    painted = [];
    plane.show(4, false);
    run(100);
    reduced = true;
    plane.show(5, true);
    run(100);
    expect(painted).toEqual([{ from: 4, step: 4, t: 1 }, { from: 5, step: 5, t: 1 }]);
  });

  it("ends every glide of a fast player", () => {
    for (const step of [1, 2, 3, 4, 5]) { plane.show(step, true); run(200); }
    expect(painted.filter(({ t, step }) => t === 1 && step < 5 && step > 1).map(({ step }) => step)).toEqual([2, 3, 4]);
  });
});

describe("a plane that can't be seen", () => {
  it("draws nothing while scrolled away and catches up when it comes back", () => {
    plane.show(6, true);
    sighted([{ isIntersecting: false }]);
    painted = [];
    plane.show(7, true);
    run(500);
    expect(painted).toEqual([]);
    sighted([{ isIntersecting: true }]);
    run(100);
    expect(painted).toEqual([{ from: 7, step: 7, t: 1 }]);
  });

  it("stops when it is detached and draws at once when it has a size again", () => {
    plane.show(6, true);
    plane.element.remove();
    run(100);
    expect(queue).toHaveLength(0);
    document.body.append(plane.element);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(300);
    painted = [];
    resized();
    expect(painted).toEqual([{ from: 6, step: 6, t: 1 }]);
    expect(scene.scale.width).toBe(300);
  });

  it("is silent once destroyed", () => {
    plane.show(6, true);
    painted = [];
    plane.destroy();
    plane.show(7, true);
    plane.redraw();
    pointer("pointerdown", 10, 10);
    run(100);
    expect(painted).toEqual([]);
  });
});

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
