/** Pointing at a picture beside the plane: the mouse passes over it, a tap keeps what is under it. */
import { sameAim, type Aim, type Highlight } from "../core/highlight";

export interface Pointable {
  /** what lies at a place of the element, in its own CSS pixels */
  find(x: number, y: number): Aim | null;
  /** a click goes there, as the second tap of a finger does; false where it leads nowhere */
  open?(aim: Aim): boolean;
}

export function pointsAt(element: Element, highlight: Highlight, { find, open }: Pointable): void {
  const at = (event: MouseEvent): Aim | null => {
    const { left, top, width, height } = element.getBoundingClientRect();
    // a page may be scaled, and a picture has its own pixels
    const [wide, tall] = element instanceof SVGSVGElement ? [element.viewBox.baseVal?.width, element.viewBox.baseVal?.height] : [element.clientWidth, element.clientHeight];
    return find(((event.clientX - left) * (wide || width)) / (width || 1), ((event.clientY - top) * (tall || height)) / (height || 1));
  };
  const on = (type: string, ear: (event: PointerEvent) => void): void => element.addEventListener(type, ear as EventListener);
  on("pointermove", (event) => { if (event.pointerType !== "touch" && event.buttons === 0) highlight.pass(at(event)); });
  on("pointerleave", () => highlight.pass(null));
  on("click", (event) => {
    const aim = at(event);
    const led = aim !== null && (event.pointerType === "mouse" || sameAim(aim, highlight.kept)) && open?.(aim);
    if (!led) highlight.toggle(aim);
  });
}

/** Points that share a column or a row of pixels: one is pointed at itself. */
export function barAim(points: ArrayLike<number>, text: string): Aim | null {
  if (points.length === 0) return null;
  return points.length === 1 ? { kind: "point", point: points[0]! } : { kind: "points", points, text };
}
