/** Centers that are pictures: where each picture stands on the plane, so that none hides another. */
import { mix } from "./motion";
import { centerSpots, type PlaneTrace, type Scene, type Spot } from "./plane_scene";
import { markSize } from "./scales";

export interface Tiles {
  /** CSS pixels, the frame not counted */
  width: number;
  height: number;
  /** x, y of the middle of each picture; NaN where there is none */
  spots: Float32Array;
}

/** The longer side of a picture on the usual plane. */
const SIDE = 34;
/** Share of the plane that pictures may cover, and the least side that shows something. */
const MOST_COVERED = 0.16;
const LEAST_SIDE = 18;
/** CSS pixels of frame around a picture, and between two frames. */
export const FRAME = 4;
const GAP = 2;
const ROUNDS = 90;

/** Rows and columns of the centers' pictures; null where they are none. */
export function pictureShape({ head }: PlaneTrace): readonly [rows: number, columns: number] | null {
  const shape = head.blocks?.["pictures"]?.shape;
  return shape ? [shape[0]!, shape[1]!] : null;
}

/** The pictures of a frame, row after row, cluster after cluster; null where it has none. */
export function picturesAt(trace: PlaneTrace, step: number): Uint8Array | null {
  return pictureShape(trace) && (trace.row("pictures", step) as Uint8Array | null);
}

/** Where the pictures stand while the centers are at `now`; null where there are none, or no room for them. */
export function tilesAt(scene: Scene, now = centerSpots(scene), t = 1): Tiles | null {
  const to = restingTiles(scene, scene.step);
  if (to === null || t >= 1 || scene.from === scene.step) return to && { ...to, spots: shifted(now, to.offsets) };
  const from = restingTiles({ ...scene, preview: null }, scene.from)?.offsets;
  const offsets = to.offsets.map((offset, i) => mix(Number.isFinite(from?.[i]) ? from![i]! : offset, offset, t));
  return { ...to, spots: shifted(now, offsets) };
}

/** The cluster whose picture lies at a place. */
export function tileAt(scene: Scene, [x, y]: Spot): number | null {
  const tiles = tilesAt(scene);
  if (tiles === null) return null;
  for (let i = 0; i < tiles.spots.length; i += 2) {
    const [dx, dy] = [tiles.spots[i]! - x, tiles.spots[i + 1]! - y];
    if (Math.abs(dx) <= tiles.width / 2 + FRAME && Math.abs(dy) <= tiles.height / 2 + FRAME) return i >> 1;
  }
  return null;
}

function shifted(now: Float32Array, offsets: Float32Array): Float32Array {
  return now.map((place, i) => place + (offsets[i] ?? NaN));
}

function restingTiles(scene: Scene, step: number): (Tiles & { offsets: Float32Array }) | null {
  const shape = pictureShape(scene.trace);
  const { scale } = scene;
  if (shape === null || picturesAt(scene.trace, step) === null) return null;
  const spots = centerSpots({ ...scene, step });
  let n = 0;
  for (let i = 0; i < spots.length; i += 2) n += Number.isFinite(spots[i]) ? 1 : 0;
  const side = Math.min(SIDE * markSize(scale), Math.sqrt((MOST_COVERED * scale.width * scale.height) / Math.max(1, n)) - 2 * FRAME);
  if (n === 0 || side < LEAST_SIDE) return null;
  const longer = Math.max(...shape);
  const [height, width] = [(side * shape[0]) / longer, (side * shape[1]) / longer];
  const apart = apartFrom(spots, width + 2 * FRAME + GAP, height + 2 * FRAME + GAP, scale.box);
  return { width, height, spots: apart, offsets: apart.map((place, i) => place - spots[i]!) };
}

/** Move rectangles about some places as little as it takes that no two overlap and all are in the box. */
export function apartFrom(
  spots: Float32Array, width: number, height: number, box: { left: number; top: number; right: number; bottom: number },
): Float32Array {
  const places = Float32Array.from(spots);
  const there = Array.from({ length: spots.length >> 1 }, (_, i) => i).filter((i) => Number.isFinite(spots[2 * i]));
  const keep = (i: number): void => {
    places[2 * i] = Math.max(box.left + width / 2, Math.min(box.right - width / 2, places[2 * i]!));
    places[2 * i + 1] = Math.max(box.top + height / 2, Math.min(box.bottom - height / 2, places[2 * i + 1]!));
  };
  there.forEach(keep);
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let a = 0; a < there.length; a += 1) {
      for (let b = a + 1; b < there.length; b += 1) moved = part(places, there[a]!, there[b]!, width, height) || moved;
    }
    if (!moved) break;
    there.forEach(keep);
  }
  return places;
}

/** Push two rectangles that overlap apart, each by half of the way; true where they did. */
function part(places: Float32Array, a: number, b: number, width: number, height: number): boolean {
  const [dx, dy] = [places[2 * b]! - places[2 * a]!, places[2 * b + 1]! - places[2 * a + 1]!];
  const [over, up] = [width - Math.abs(dx), height - Math.abs(dy)];
  if (over <= 0.01 || up <= 0.01) return false;
  const across = over / width < up / height;
  const push = ((across ? over : up) / 2 + 0.01) * ((across ? dx : dy) < 0 ? -1 : 1);
  const axis = across ? 0 : 1;
  places[2 * a + axis]! -= push;
  places[2 * b + axis]! += push;
  return true;
}
