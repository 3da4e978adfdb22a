/** Mouse, pen and touch on the plane: presses become gestures, gestures become edits. */
import type { Aim } from "./highlight";
import { beginGesture, brushAt, far, inData, inside, POINT_REACH } from "./plane_gestures";
import { placesAt } from "./plane_places";
import { tileAt } from "./plane_tiles";
import { centerSpots, emptySketch, nearest, type Gesture, type Scene, type Spot } from "./plane_scene";
import type { PlaneHost } from "./types";

/** CSS pixels around a center in which a press takes hold of it. */
const REACH = { mouse: 16, touch: 26 } as const;
/** CSS pixels in which an answer is taken to mean a point. */
const ANSWER_REACH = 24;
/** CSS pixels around a point in which it's pointed at. */
const LOOK_REACH = { mouse: 12, touch: 26 } as const;
const LONG_PRESS = 550;

export interface PointerOwner {
  readonly element: HTMLElement;
  readonly host: PlaneHost;
  /** null before the first trace */
  scene(): Scene | null;
  asking(): boolean;
  /** draw again */
  wake(): void;
}

type Press = { id: number; at: Spot; gesture: Gesture | null; hold: ReturnType<typeof setTimeout> | undefined };

export class PlanePointer {
  readonly #owner: PointerOwner;
  readonly #ears = new AbortController();
  #press: Press | null = null;

  constructor(owner: PointerOwner) {
    this.#owner = owner;
    const { signal } = this.#ears;
    const on = <T extends keyof HTMLElementEventMap>(type: T, ear: (event: HTMLElementEventMap[T]) => void): void =>
      owner.element.addEventListener(type, ear, { signal, passive: false });
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#up(event));
    on("pointercancel", (event) => this.#cancel(event));
    on("lostpointercapture", (event) => this.#cancel(event));
    on("pointerleave", () => this.#leave());
    on("dblclick", (event) => this.#add(this.#spot(event)));
    on("touchstart", (event) => this.#holdPage(event));
    on("contextmenu", (event) => { if (this.#press !== null && event.button !== 2) event.preventDefault(); });
  }

  destroy(): void {
    this.drop();
    this.#ears.abort();
  }

  /** Whether a stroke that adds points is going on. */
  get adds(): boolean {
    return this.#press?.gesture?.adds === true;
  }

  /** Forget a press: the frame, the trace or the tool under it is another one. */
  drop(): void {
    if (this.#press === null) return;
    clearTimeout(this.#press.hold);
    this.#press = null;
  }

  /** What the plane offers where the mouse is; and whether a finger may scroll the page from here. */
  refresh(): void {
    const { element } = this.#owner;
    const scene = this.#owner.scene();
    const tool = scene !== null && this.#mayEdit(scene) ? scene.options.tool : "centers";
    element.style.touchAction = tool === "centers" || tool === "look" ? "manipulation" : "none";
    element.style.cursor = this.#owner.asking() ? "crosshair" : this.#cursor(scene);
  }

  #cursor(scene: Scene | null): string {
    if (scene === null || !this.#mayEdit(scene)) return "";
    if (this.#press?.gesture && (scene.options.tool === "centers" || scene.options.tool === "move")) return "grabbing";
    switch (scene.options.tool) {
      case "look": return "";
      case "centers": return scene.hover === null ? "" : "grab";
      case "draw": return "crosshair";
      case "move": return "grab";
      case "delete": return "crosshair";
      case "hand": return "crosshair";
    }
  }

  #mayEdit(scene: Scene): boolean {
    return !scene.options.readonly && !this.#owner.asking();
  }

  #down(event: PointerEvent): void {
    const scene = this.#owner.scene();
    if (scene === null || event.button !== 0 || this.#press !== null || !event.isPrimary) return;
    const at = this.#spot(event);
    const press: Press = { id: event.pointerId, at, gesture: null, hold: undefined };
    this.#press = press;
    if (!this.#mayEdit(scene)) return;
    press.gesture = beginGesture(scene, at, centerSpots(scene), this.#reach(event));
    if (press.gesture !== null) {
      this.#owner.element.setPointerCapture?.(event.pointerId);
      scene.hover = null;
      this.#owner.host.highlight.pass(null);
    } else if (event.pointerType !== "mouse") {
      press.hold = setTimeout(() => { this.#add(at); this.drop(); }, LONG_PRESS);
    }
    this.refresh();
    this.#owner.wake();
  }

  #move(event: PointerEvent): void {
    const scene = this.#owner.scene();
    if (scene === null) return;
    const at = this.#spot(event);
    const press = this.#press;
    if (press === null) return this.#hover(scene, at, event);
    if (press.id !== event.pointerId) return;
    if (far(at, press.at)) clearTimeout(press.hold);
    if (press.gesture === null) return;
    press.gesture.move(at);
    this.#owner.wake();
  }

  #up(event: PointerEvent): void {
    const scene = this.#owner.scene();
    const press = this.#press;
    if (scene === null || press === null || press.id !== event.pointerId) return;
    this.drop();
    const at = this.#spot(event);
    if (this.#owner.asking()) {
      if (!far(at, press.at) && inside(scene.scale.box, at)) {
        this.#owner.host.answer(inData(scene, at), nearest(scene.xy, at, ANSWER_REACH));
      }
    } else {
      const still = !far(at, press.at);
      if (press.gesture !== null) this.#finish(scene, press, at);
      if (still) this.#owner.host.highlight.toggle(this.#aimAt(scene, at, event));
    }
    this.refresh();
    this.#owner.wake();
  }

  #finish(scene: Scene, press: Press, at: Spot): void {
    const edit = press.gesture?.end(at) ?? null;
    if (edit !== null) return this.#owner.host.edit(edit);
    if (scene.options.tool !== "centers") return;
    const cluster = nearest(centerSpots(scene), press.at, REACH.touch);
    if (cluster !== null) this.#owner.host.pick?.(cluster);
  }

  #cancel(event: PointerEvent): void {
    const scene = this.#owner.scene();
    if (scene === null || this.#press === null || this.#press.id !== event.pointerId) return;
    this.drop();
    scene.preview = null;
    scene.sketch = emptySketch();
    this.refresh();
    this.#owner.wake();
  }

  #hover(scene: Scene, at: Spot, event: PointerEvent): void {
    if (event.pointerType === "touch") return;
    this.#owner.host.highlight.pass(this.#aimAt(scene, at, event));
    if (!this.#mayEdit(scene)) return;
    const { tool } = scene.options;
    const before = scene.hover;
    scene.hover = tool === "centers" ? nearest(centerSpots(scene), at, REACH.mouse) : null;
    const ringed = tool === "delete" || tool === "hand";
    if (ringed) scene.sketch.brush = brushAt(scene, at);
    if (scene.hover !== before || ringed) this.#owner.wake();
    this.refresh();
    if (tool === "move" && nearest(scene.xy, at, POINT_REACH) === null) this.#owner.element.style.cursor = "";
  }

  #leave(): void {
    const scene = this.#owner.scene();
    if (scene === null || this.#press !== null) return;
    this.#owner.host.highlight.pass(null);
    scene.hover = null;
    scene.sketch.brush = null;
    this.#owner.wake();
  }

  /** What is pointed at: a center means its cluster. A tool that draws or rubs out points at nothing. */
  #aimAt(scene: Scene, at: Spot, event: PointerEvent): Aim | null {
    const { tool, readonly } = scene.options;
    if (this.#owner.asking() || (!readonly && (tool === "draw" || tool === "delete" || tool === "hand"))) return null;
    const cluster = tileAt(scene, at) ?? nearest(centerSpots(scene), at, this.#reach(event));
    if (cluster !== null) return { kind: "cluster", cluster };
    const point = nearest(placesAt(scene, 1), at, event.pointerType === "mouse" ? LOOK_REACH.mouse : LOOK_REACH.touch);
    return point === null ? null : { kind: "point", point };
  }

  /** A double click or a long press on empty space. */
  #add(at: Spot): void {
    const scene = this.#owner.scene();
    if (scene === null || !this.#mayEdit(scene) || scene.options.tool !== "centers") return;
    if (!inside(scene.scale.box, at) || nearest(centerSpots(scene), at, REACH.mouse) !== null) return;
    this.#owner.host.edit({ kind: "center_add", to: inData(scene, at) });
  }

  /** A finger on a center drags it; elsewhere it scrolls the page. */
  #holdPage(event: TouchEvent): void {
    const scene = this.#owner.scene();
    const touch = event.touches[0];
    if (scene === null || touch === undefined || event.touches.length > 1 || !this.#mayEdit(scene)) return;
    if (scene.options.tool !== "centers") return;
    if (nearest(centerSpots(scene), this.#spot(touch), REACH.touch) !== null) event.preventDefault();
  }

  #reach(event: PointerEvent): number {
    return event.pointerType === "mouse" ? REACH.mouse : REACH.touch;
  }

  /** A place on the screen in the plane's own CSS pixels, also where the page is scaled. */
  #spot(event: { clientX: number; clientY: number }): Spot {
    const { element } = this.#owner;
    const frame = element.getBoundingClientRect();
    return [
      ((event.clientX - frame.left) * element.clientWidth) / (frame.width || 1),
      ((event.clientY - frame.top) * element.clientHeight) / (frame.height || 1),
    ];
  }
}
