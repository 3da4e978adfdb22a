/** What each tool does between a press and its release. A gesture changes the scene; its end asks for an edit. */
import { emptySketch, nearest, type Gesture, type Scene, type Spot } from "./plane_scene";
import type { Box } from "./scales";

/** CSS pixels: less is a click, not a drag. */
export const STILL = 4;
/** CSS pixels around a point in which the "move" tool takes hold of it. */
export const POINT_REACH = 22;
export const BRUSH_RADIUS = 18;
const SPRAY_SPREAD = 9;
const SPRAY_STEP = 7;
/** Points that one stroke can add. */
const SPRAY_MOST = 400;

/** Drag a center; what was between the pointer and the center stays between them. */
export function dragCenter(scene: Scene, cluster: number, center: Spot, pressed: Spot): Gesture {
  const grip: Spot = [center[0] - pressed[0], center[1] - pressed[1]];
  let moved = false;
  return {
    move(at) {
      moved ||= far(at, pressed);
      if (moved) scene.preview = { cluster, to: inData(scene, [at[0] + grip[0], at[1] + grip[1]]) };
    },
    end(at) {
      this.move(at);
      return moved && scene.preview !== null ? { kind: "center_move", cluster, to: scene.preview.to } : null;
    },
  };
}

/** Spray points, a few for every few pixels of the way. */
export function spray(scene: Scene, pressed: Spot): Gesture {
  const { sketch } = scene;
  let last = pressed;
  const drop = (at: Spot): void => {
    for (let i = 0; i < 2 && sketch.added.length < SPRAY_MOST; i += 1) {
      const [dx, dy] = gaussian();
      sketch.added.push(inData(scene, [at[0] + SPRAY_SPREAD * dx, at[1] + SPRAY_SPREAD * dy]));
    }
  };
  drop(pressed);
  return {
    move(at) {
      if (Math.hypot(at[0] - last[0], at[1] - last[1]) < SPRAY_STEP) return;
      last = at;
      drop(at);
    },
    end: () => ({ kind: "points_add", to: sketch.added }),
  };
}

export function dragPoint(scene: Scene, index: number, pressed: Spot): Gesture {
  const { sketch } = scene;
  let moved = false;
  return {
    move(at) {
      moved ||= far(at, pressed);
      if (moved) sketch.moving = { index, to: inData(scene, at) };
    },
    end(at) {
      this.move(at);
      return sketch.moving === null ? null : { kind: "point_move", index, to: sketch.moving.to };
    },
  };
}

/** Rub out the points that come under the brush. */
export function erase(scene: Scene, pressed: Spot): Gesture {
  const { sketch, xy } = scene;
  const taken = new Uint8Array(xy.length >> 1);
  const rub = (at: Spot): void => {
    sketch.brush = { at, radius: BRUSH_RADIUS };
    for (let i = 0; i < taken.length; i += 1) {
      const dx = (xy[2 * i] as number) - at[0];
      const dy = (xy[2 * i + 1] as number) - at[1];
      if (taken[i] === 0 && dx * dx + dy * dy <= BRUSH_RADIUS * BRUSH_RADIUS) {
        taken[i] = 1;
        sketch.doomed.push(i);
      }
    }
  };
  rub(pressed);
  return {
    move: rub,
    end() {
      sketch.brush = null;
      return sketch.doomed.length === 0 ? null : { kind: "points_delete", index: sketch.doomed };
    },
  };
}

/** The gesture that a press at `pressed` begins with the present tool, or null. */
export function beginGesture(scene: Scene, pressed: Spot, centers: Float32Array, reach: number): Gesture | null {
  const { added, pending } = scene.sketch;
  scene.sketch = { ...emptySketch(), pending: [...pending, ...added] };
  switch (scene.options.tool) {
    case "centers": {
      const cluster = nearest(centers, pressed, reach);
      if (cluster === null) return null;
      return dragCenter(scene, cluster, [centers[2 * cluster] as number, centers[2 * cluster + 1] as number], pressed);
    }
    case "look":
      return null;
    case "draw":
      return inside(scene.scale.box, pressed) ? spray(scene, pressed) : null;
    case "move": {
      const index = nearest(scene.xy, pressed, POINT_REACH);
      return index === null ? null : dragPoint(scene, index, pressed);
    }
    case "delete":
      return erase(scene, pressed);
    case "hand":
      return scene.hand?.begin(scene, pressed) ?? null;
  }
}

/** The circle around the pointer that a tool works in; null for none. */
export function brushAt(scene: Scene, at: Spot): Scene["sketch"]["brush"] {
  const { options: { tool }, hand } = scene;
  const radius = tool === "delete" ? BRUSH_RADIUS : tool === "hand" ? hand?.radius(scene) : null;
  return radius == null ? null : { at, radius };
}

export function inside(box: Box, [x, y]: Spot): boolean {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

export function far(a: Spot, b: Spot): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) >= STILL;
}

/** A place in CSS pixels as data units, held within the box. */
export function inData({ scale }: Scene, [x, y]: Spot): Spot {
  const { left, right, top, bottom } = scale.box;
  return scale.invert(Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y)));
}

/** Two independent normal numbers (Box and Muller). */
function gaussian(): Spot {
  const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
  const angle = 2 * Math.PI * Math.random();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
