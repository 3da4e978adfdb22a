/** A plane in a document that has no canvas, under a clock that the test moves; each test gets a fresh one. */
import { afterEach, beforeEach, vi } from "vitest";
import { createPlane, type Plane } from "../../src/core/plane";
import { Highlight, type Aim } from "../../src/core/highlight";
import type { Painter, Scene } from "../../src/core/plane_scene";
import type { Edit, PlaneOptions } from "../../src/core/types";
import { madeTrace } from "../painters/made";

const WIDTH = 400;
const HEIGHT = 300;
export const OPTIONS: PlaneOptions = { regions: true, links: false, tool: "centers", readonly: false };

/** what waits for the next animation frame */
export let queue: FrameRequestCallback[] = [];
/** the scene that was painted last, and when each was */
export let scene: Scene;
export const painted: { step: number; from: number; t: number }[] = [];
/** what the plane told its host */
export let edits: Edit[] = [];
export let answers: [[number, number], number | null][] = [];
export let picks: number[] = [];
export let plane: Plane;
/** what the learner points at, and what was drawn of it */
export let highlight: Highlight;
export let lit: (Aim | null)[] = [];
let clock = 0;
let reduced = false;
/** Its place on the page has another size; it comes into sight or leaves it. */
export let resized: () => void = () => undefined;
export let sighted: (entries: { isIntersecting: boolean }[]) => void = () => undefined;

const painter: Painter = {
  duration: () => 400,
  reset: vi.fn(),
  paint: (shown) => { scene = shown; painted.push({ step: shown.step, from: shown.from, t: shown.t }); },
};

/** The learner's system asks for less motion. */
export function reduceMotion(): void {
  reduced = true;
}

/** Let the browser draw frames for some milliseconds. */
export function run(ms = 0): void {
  const end = clock + ms;
  do {
    clock += 16;
    for (const callback of queue.splice(0)) callback(clock);
  } while (clock < end);
}

/** Send a mouse's event to the plane, or another pointer's. */
export function pointer(type: string, x: number, y: number, more: Record<string, unknown> = {}): void {
  const event = new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, cancelable: true });
  Object.assign(event, { pointerId: 1, isPrimary: true, pointerType: "mouse", ...more });
  plane.element.dispatchEvent(event);
}

/** A place in data units in CSS pixels. */
export function at(x: number, y: number): [number, number] {
  return [scene.scale.x(x), scene.scale.y(y)];
}

/** Make one before each test, at rest on frame 5 of a trace of k-means. */
export function stagePlane(): void {
  beforeEach(() => {
    queue = []; painted.length = 0; edits = []; answers = []; picks = []; lit = []; highlight = new Highlight(); clock = 0; reduced = false;
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
      highlight,
    };
    plane = createPlane(host, { kmeans: () => painter }, (_canvas, _scene, aim) => { lit.push(aim); });
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
}
