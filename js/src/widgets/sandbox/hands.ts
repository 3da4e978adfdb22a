/** The tools that paint: what each does between a press and its release, in data units and from a seed. */
import { inData, inside } from "../../core/plane_gestures";
import { nearest, type Gesture, type Hand, type Scene, type Spot } from "../../core/plane_scene";
import { rounded, widthOf, type Point } from "./points";
import { gaussian, randomFrom, type Random } from "./random";

/** How a tool is set, and where its random numbers begin. */
export interface Setting {
  /** the circle's radius in hundredths of the plane's width */
  readonly size: number;
  /** points that the brush leaves in one place */
  readonly density: number;
  readonly seed: number;
  /** points that there are, those of strokes included whose answer has not come yet */
  readonly count: number;
  /** the points on screen are about to have other numbers or places: none can be named by its own */
  readonly renumbered: boolean;
  /** points that a drawing may have */
  readonly most: number;
}

export type HandName = "brush" | "put" | "erase" | "jitter" | "magnet";

/** Ways of the brush between two places where it leaves points, in its radius. */
const SPACING = 0.5;
/** How far points are shaken, and what share of the way to the magnet they go. */
const [SHAKE, PULL] = [0.25, 0.2];
/** CSS pixels around a point in which it is erased where the circle is smaller. */
const REACH = 4;

type Begin = (scene: Scene, at: Spot, setting: Setting) => Gesture | null;

/** The tools, which read their setting when they are pressed. */
export function hands(setting: () => Setting): Readonly<Record<HandName, Hand>> {
  const radius = (scene: Scene): number => radiusOf(scene, setting()) * scene.scale.unit;
  const hand = (begin: Begin): Hand =>
    ({ radius, begin: (scene, at) => begin(scene, at, setting()) });
  const named = (begin: Begin): Hand => hand((scene, at, now) => (now.renumbered ? null : begin(scene, at, now)));
  return {
    brush: hand(brush),
    put: { ...hand(put), radius: () => null },
    erase: named(erase),
    jitter: named((scene, at, now) => {
      const random = randomOf(now);
      return pushing(scene, at, now, (place, _, far) => {
        const [dx, dy] = gaussian(random);
        return [place[0] + SHAKE * far * dx, place[1] + SHAKE * far * dy];
      });
    }),
    magnet: named((scene, at, now) => pushing(scene, at, now, ([x, y], [cx, cy]) => [x + PULL * (cx - x), y + PULL * (cy - y)])),
  };
}

function radiusOf({ trace }: Scene, { size }: Setting): number {
  return (size / 100) * widthOf(trace.head.domain);
}

/** The same numbers for the same points: after an undo a stroke is as it was. */
function randomOf({ seed, count }: Setting): Random {
  return randomFrom(seed, count);
}

function brush(scene: Scene, pressed: Spot, setting: Setting): Gesture | null {
  if (!inside(scene.scale.box, pressed)) return null;
  const radius = radiusOf(scene, setting);
  const random = randomOf(setting);
  const { sketch, trace: { head: { domain } } } = scene;
  const drop = ([x, y]: Point): void => {
    for (let i = 0; i < setting.density && setting.count + sketch.added.length < setting.most; i += 1) {
      let off: Point;
      do off = gaussian(random).map((part) => (radius / 2) * part) as Point;
      while (Math.hypot(...off) > radius);
      sketch.added.push(rounded([x + off[0], y + off[1]], domain));
    }
  };
  const steps = along(scene, pressed, SPACING * radius, drop);
  return {
    move(at) {
      sketch.brush = { at, radius: radius * scene.scale.unit };
      steps(at);
    },
    end: () => (sketch.added.length === 0 ? null : { kind: "points_add", to: sketch.added }),
    adds: true,
  };
}

/** Do something at the first place and at equal distances along the way, however the pointer tells of it. */
function along(scene: Scene, pressed: Spot, spacing: number, act: (place: Point) => void): (at: Spot) => void {
  let last: Point = inData(scene, pressed);
  act(last);
  return (at) => {
    const to = inData(scene, at);
    for (;;) {
      const [dx, dy] = [to[0] - last[0], to[1] - last[1]];
      const far = Math.hypot(dx, dy);
      if (!(far >= spacing)) return;
      last = [last[0] + (dx * spacing) / far, last[1] + (dy * spacing) / far];
      act(last);
    }
  };
}

/** One point, which the pointer may still carry until it is let go. */
function put(scene: Scene, pressed: Spot, setting: Setting): Gesture | null {
  if (!inside(scene.scale.box, pressed) || setting.count >= setting.most) return null;
  const { sketch } = scene;
  const place = (at: Spot): void => { sketch.added = [rounded(inData(scene, at), scene.trace.head.domain)]; };
  place(pressed);
  return { move: place, end: () => ({ kind: "points_add", to: sketch.added }), adds: true };
}

function erase(scene: Scene, pressed: Spot, setting: Setting): Gesture {
  const { sketch, xy } = scene;
  const radius = Math.max(REACH, radiusOf(scene, setting) * scene.scale.unit);
  const gone = new Set<number>();
  const rub = (at: Spot): void => {
    sketch.brush = { at, radius };
    for (const i of under(xy, at, radius)) gone.add(i);
    sketch.doomed = [...gone];
  };
  rub(pressed);
  return { move: rub, end: () => (gone.size === 0 ? null : { kind: "points_delete", index: [...gone] }) };
}

/** Move the points under the circle, once where it is pressed and again along its way. */
function pushing(
  scene: Scene, pressed: Spot, setting: Setting, push: (place: Point, middle: Point, radius: number) => Point,
): Gesture {
  const { sketch, trace } = scene;
  const radius = radiusOf(scene, setting);
  const { domain } = trace.head;
  const places = Array.from({ length: trace.head.n }, (_, i): Point => [trace.points[2 * i]!, trace.points[2 * i + 1]!]);
  const act = (middle: Point): void => {
    places.forEach((place, i) => {
      if (Math.hypot(place[0] - middle[0], place[1] - middle[1]) > radius) return;
      places[i] = push(place, middle, radius);
      sketch.moved.set(i, rounded(places[i]!, domain));
    });
  };
  const steps = along(scene, pressed, SPACING * radius, act);
  return {
    move(at) {
      sketch.brush = { at, radius: radius * scene.scale.unit };
      steps(at);
    },
    end: () => (sketch.moved.size === 0 ? null : { kind: "points_move", index: [...sketch.moved.keys()], to: [...sketch.moved.values()] }),
  };
}

/** The pairs in `xy` within a radius of a place; where none is, the nearest that a finger would mean. */
function under(xy: Float32Array, at: Spot, radius: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < xy.length; i += 2) if (Math.hypot(xy[i]! - at[0], xy[i + 1]! - at[1]) <= radius) found.push(i >> 1);
  const near = found.length > 0 ? null : nearest(xy, at, REACH);
  return near === null ? found : [near];
}
