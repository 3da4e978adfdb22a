/** A pointer that keys move: Enter presses and releases with the present tool, by the mouse's own gestures. */
import { beginGesture, brushAt, inData, inside } from "./plane_gestures";
import type { PointerOwner } from "./plane_pointer";
import { centerSpots, emptySketch, nearest, type Gesture, type Scene, type Spot } from "./plane_scene";

/** CSS pixels for one press of an arrow key. */
const STEP = 8;
const REACH = 16;
const RADIUS = 9;

export class KeyCursor {
  /** in CSS pixels; null while there is none */
  #at: Spot | null = null;
  /** what is in the hand between two presses of Enter */
  #gesture: Gesture | null = null;

  constructor(readonly owner: PointerOwner) {}

  get on(): boolean {
    return this.#at !== null;
  }

  /** Where it stands in data units. */
  get place(): Spot | null {
    const scene = this.owner.scene();
    return scene && this.#at && inData(scene, this.#at);
  }

  /** Put it in the middle of the plane, or take it away. */
  toggle(): void {
    const scene = this.owner.scene();
    if (scene === null) return;
    const { left, right, top, bottom } = scene.scale.box;
    this.#gesture = null;
    this.#at = this.#at ? null : [(left + right) / 2, (top + bottom) / 2];
    this.restore(scene);
  }

  /** Move it by steps to the right and up. */
  move(right: number, up: number): void {
    const scene = this.owner.scene();
    if (scene === null || this.#at === null) return;
    this.#at = [this.#at[0] + STEP * right, this.#at[1] - STEP * up];
    this.#hold(scene);
    this.#gesture?.move(this.#at);
    this.#draw(scene);
  }

  /** Press; or release what is held. True when something is in the hand now. */
  act(): boolean {
    const scene = this.owner.scene();
    if (scene === null || this.#at === null) return false;
    if (this.owner.asking()) {
      this.owner.host.answer(inData(scene, this.#at), nearest(scene.xy, this.#at, REACH));
    } else if (this.#gesture !== null) this.#release(this.#gesture, this.#at);
    else this.#press(scene, this.#at);
    this.#draw(scene);
    return this.#gesture !== null;
  }

  /** Let go of what is held, unchanged; false when nothing was. */
  cancel(): boolean {
    const scene = this.owner.scene();
    if (scene === null || this.#gesture === null) return false;
    scene.preview = null;
    this.restore(scene);
    return true;
  }

  /** The scene is another one: what was held is not any more, the cursor stays. */
  restore(scene: Scene): void {
    this.#gesture = null;
    scene.sketch = emptySketch();
    this.#hold(scene);
    this.#draw(scene);
  }

  #press(scene: Scene, at: Spot): void {
    const { tool, readonly } = scene.options;
    if (readonly) return;
    const gesture = beginGesture(scene, at, centerSpots(scene), REACH);
    if (gesture === null) {
      if (tool === "centers" && inside(scene.scale.box, at)) this.owner.host.edit({ kind: "center_add", to: inData(scene, at) });
    } else if (tool === "draw" || tool === "delete" || tool === "hand") this.#release(gesture, at);
    else this.#gesture = gesture;
  }

  #release(gesture: Gesture, at: Spot): void {
    const edit = gesture.end(at);
    this.#gesture = null;
    if (edit !== null) this.owner.host.edit(edit);
  }

  /** Keep it within the plane. */
  #hold(scene: Scene): void {
    const { left, right, top, bottom } = scene.scale.box;
    if (this.#at) this.#at = [Math.min(right, Math.max(left, this.#at[0])), Math.min(bottom, Math.max(top, this.#at[1]))];
  }

  #draw(scene: Scene): void {
    scene.sketch.brush = this.#at && (brushAt(scene, this.#at) ?? { at: this.#at, radius: RADIUS });
    this.owner.wake();
  }
}
