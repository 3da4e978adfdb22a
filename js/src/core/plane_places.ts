/** Where the points stand on the plane at a frame: at their places in the data, or in an embedding. */
import { mix } from "./motion";
import type { Scene } from "./plane_scene";

export function isEmbedded(scene: Scene, step: number): boolean {
  return scene.trace.head.frames.focus[step]?.embedded === true;
}

/** Where the points are: in the plane, in an embedding, or on the way from one to the other. */
export function placesAt(scene: Scene, t: number): Float32Array {
  const [before, now] = [isEmbedded(scene, scene.from), isEmbedded(scene, scene.step)];
  if (!before && !now) return scene.xy;
  const there = embeddedPlaces(scene);
  if (t >= 1 || before === now) return now ? there : scene.xy;
  const share = now ? t : 1 - t;
  return scene.xy.map((from, i) => mix(from, there[i]!, share));
}

const placesOf = new WeakMap<Float32Array, Float32Array>();

/** The embedding in CSS pixels, worked out once for each layout of the plane. */
export function embeddedPlaces({ xy, trace, scale }: Scene): Float32Array {
  let places = placesOf.get(xy);
  if (!places) {
    const values = trace.row("embedding", 0) ?? [];
    places = xy.map((_, i) => (i % 2 === 0 ? scale.x(values[i]!) : scale.y(values[i]!)));
    placesOf.set(xy, places);
  }
  return places;
}
