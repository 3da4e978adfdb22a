/** Turning a cube by mouse or touch: a drag turns it, a press that stays where it is is a click. */

/** Radians for a CSS pixel of the pointer's way. */
const PER_PIXEL = 0.01;
/** CSS pixels that a hand may tremble in a click. */
const TREMBLE = 5;

/** Hear of drags on an element in radians, and of clicks (`pick`). */
export function turnByPointer(element: HTMLElement, by: (yaw: number, pitch: number) => void, pick?: (event: PointerEvent) => void): void {
  let from: readonly [number, number] | null = null;
  let way = 0;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = [event.clientX, event.clientY];
    way = 0;
    element.setPointerCapture?.(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = from;
    from = [event.clientX, event.clientY];
    way += Math.abs(event.clientX - x) + Math.abs(event.clientY - y);
    by((event.clientX - x) * PER_PIXEL, (event.clientY - y) * PER_PIXEL);
  });
  element.addEventListener("pointerup", (event) => {
    if (from && way <= TREMBLE) pick?.(event);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) element.addEventListener(end, () => { from = null; });
}
