/** Labels by hand: a press gives a point to the chosen cluster, a drag all points that come under the brush. */
import type { Plane } from "../../core/plane";
import type { Scene, Spot } from "../../core/plane_scene";
import { css, parseColor } from "../../marks/color";
import type { Brush } from "../../painters/layered";

/** CSS pixels around a point in which a press means it; of the brush; and less than that is a press, not a drag. */
const [REACH, RADIUS, STILL] = [22, 18, 4];

interface Press { id: number; at: Spot; brush: Spot | null; points: Set<number> }

export interface StrokeOwner {
  readonly plane: Plane;
  readonly n: number;
  /** nothing can be labeled */
  readonly fixed: boolean;
  /** of the chosen cluster */
  readonly color: string;
  give(points: number[]): void;
  /** draw again */
  wake(): void;
}

export class Stroke {
  #press: Press | null = null;
  /** points that are on their way to another cluster */
  #given: readonly number[] = [];
  readonly #ears = new AbortController();

  constructor(readonly owner: () => StrokeOwner, element: HTMLElement) {
    const { signal } = this.#ears;
    const on = (type: string, ear: (event: PointerEvent) => void): void => element.addEventListener(type, ear as EventListener, { signal });
    on("pointerdown", (event) => this.#down(event, element));
    on("pointermove", (event) => this.#move(event, element));
    on("pointerup", (event) => this.#up(event));
    for (const type of ["pointercancel", "lostpointercapture"]) on(type, () => { if (this.#press !== null) this.drop(); }); // the capture is lost after each press, too
  }

  end(): void {
    this.#ears.abort();
  }

  /** The labels on screen are what they are to be, or a press was taken away. */
  drop(): void {
    [this.#press, this.#given] = [null, []];
    this.owner().wake();
  }

  /** Draw the points in the color that they will have, and the brush. */
  paint({ xy }: Scene, { context, ink, radius }: Brush): void {
    const disc = (x: number, y: number, r: number, style: string): void => {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = style;
      context.fill();
    };
    const color = css(parseColor(this.owner().color));
    for (const i of this.#press?.points ?? this.#given) {
      disc(xy[2 * i]!, xy[2 * i + 1]!, radius + 2, css(ink.bg));
      disc(xy[2 * i]!, xy[2 * i + 1]!, radius + 0.5, color);
    }
    if (this.#press?.brush) {
      disc(...this.#press.brush, RADIUS, css(ink.fg, 0.1));
      context.lineWidth = 1.5;
      context.strokeStyle = css(ink.fg);
      context.stroke();
    }
  }

  #down(event: PointerEvent, element: HTMLElement): void {
    if (this.owner().fixed || event.button !== 0 || !event.isPrimary || this.#press !== null) return;
    const at = spotOf(event, element);
    this.#press = { id: event.pointerId, at, brush: null, points: new Set(this.#near(at, REACH).slice(0, 1)) };
    element.setPointerCapture?.(event.pointerId);
    this.owner().wake();
  }

  #move(event: PointerEvent, element: HTMLElement): void {
    const press = this.#press;
    if (press?.id !== event.pointerId) return;
    const at = spotOf(event, element);
    if (press.brush === null && Math.hypot(at[0] - press.at[0], at[1] - press.at[1]) < STILL) return;
    press.brush = at;
    for (const i of this.#near(at, RADIUS)) press.points.add(i);
    this.owner().wake();
  }

  #up(event: PointerEvent): void {
    if (this.#press?.id !== event.pointerId) return;
    const points = [...this.#press.points];
    [this.#press, this.#given] = [null, points];
    if (points.length) this.owner().give(points);
    this.owner().wake();
  }

  /** The points within a distance of a place, the nearest first. */
  #near([x, y]: Spot, reach: number): number[] {
    const { plane, n } = this.owner();
    const found: [number, number][] = [];
    for (let i = 0; i < n; i += 1) {
      const [px, py] = plane.placeOf(i) ?? [Infinity, Infinity];
      const far = Math.hypot(px - x, py - y);
      if (far <= reach) found.push([far, i]);
    }
    return found.sort((a, b) => a[0] - b[0]).map(([, i]) => i);
  }
}

/** A place on the screen in the element's own CSS pixels, also where the page is scaled. */
function spotOf({ clientX, clientY }: PointerEvent, element: HTMLElement): Spot {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [((clientX - left) * element.clientWidth) / (width || 1), ((clientY - top) * element.clientHeight) / (height || 1)];
}
