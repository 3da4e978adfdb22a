/** How points look: by cluster, grey before they have one, and by their chance of being drawn while seeding. */
import type { Head } from "../core/types";
import { blend, isFaint, outlineOn, parseColor, type Rgb } from "../marks/color";
import type { Ink } from "../marks/brush";
import type { StampLook } from "../marks/stamps";

/** More points than this touch each other anyway: a rim of ground around each would eat them. */
const MOST_WITH_HALO = 4000;
/** More points than this overlap so much that the size of one says little. */
const MANY = 10_000;
/** Steps from the least to the greatest chance. */
export const HEAT_LEVELS = 12;

/** Looks of the clusters of a trace, the last one for points that have none. `radius` in device pixels. */
export function clusterLooks(head: Head, ink: Ink, radius: number, ratio: number): StampLook[] {
  const looks = head.clusters.map(({ color, shape, ring }): StampLook => {
    const fill = parseColor(color);
    return {
      ...plain(head, ink, ratio),
      shape,
      radius,
      fill,
      outline: ring ? ink.fg : isFaint(fill, ink.bg) ? outlineOn(fill, ink.bg) : null,
      outlineWidth: Math.max(0.7 * ratio, (ring ? 0.34 : 0.24) * radius),
    };
  });
  return [...looks, { ...plain(head, ink, ratio), radius: 0.85 * radius }];
}

/** Looks of the chances, the least first: larger and stronger is likelier. */
export function heatLooks(head: Head, ink: Ink, radius: number, ratio: number): StampLook[] {
  const [least, most] = head.n <= MANY ? [0.6, 1.75] : [0.8, 1.25];
  const weak: Rgb = blend(ink.muted, ink.bg, 0.5);
  const looks = Array.from({ length: HEAT_LEVELS }, (_, level): StampLook => {
    const share = level / (HEAT_LEVELS - 1);
    return {
      ...plain(head, ink, ratio),
      radius: radius * (least + (most - least) * share),
      fill: share < 0.5 ? blend(weak, ink.muted, 2 * share) : blend(ink.muted, ink.fg, 2 * share - 1),
    };
  });
  return [...looks, ...looks.slice(0, 1)];
}

/** The level of each weight (0 to 255). */
export function heatLevels(weights: Uint8Array): Uint8Array {
  return weights.map((weight) => Math.floor((weight * HEAT_LEVELS) / 256));
}

function plain(head: Head, ink: Ink, ratio: number): StampLook {
  return {
    shape: "circle",
    radius: 1,
    fill: parseColor(head.noise),
    outline: null,
    outlineWidth: 0,
    halo: head.n <= MOST_WITH_HALO ? ink.bg : null,
    haloWidth: 0.9 * ratio,
  };
}
