/** Draws a mixture: points in the blended colours of the components that share them, ellipses that move and turn. */
import { mix } from "../core/motion";
import type { Scene } from "../core/plane_scene";
import type { Ink } from "../marks/brush";
import { drawTrail } from "../marks/centers";
import { blend, outlineOn } from "../marks/color";
import { drawEllipses } from "../marks/ellipses";
import { drawBells } from "../marks/histogram";
import { centersAt, layered, type Brush, type Cloud } from "./layered";
import { clusterLooks } from "./looks";

/** Shares of the second component from which a point takes on its colour, in 65535ths, and how far. */
const LEVELS = [[6682, 0.3], [21_074, 0.5]] as const;
/** With more components than this a point shows its strongest alone: blends can't be told apart. */
const MOST_BLENDED = 8;

function cloud({ trace, step }: Scene, ink: Ink, radius: number, ratio: number): Cloud {
  const looks = clusterLooks(trace.head, ink, radius * ratio, ratio);
  const responsibilities = trace.row("responsibilities", step);
  const k = looks.length - 1;
  if (responsibilities === null || k > MOST_BLENDED || trace.labels(step) === null) return { labels: trace.labels(step), looks };
  const quiet = looks.pop()!;
  const blended = looks.flatMap((a) => looks.flatMap((b) => LEVELS.map(([, share]) => ({
    ...a, fill: blend(a.fill, b.fill, share), outline: outlineOn(b.fill, ink.bg), outlineWidth: Math.max(ratio, 0.34 * a.radius),
  }))));
  const indices = new Uint16Array(trace.head.n);
  for (let i = 0; i < indices.length; i += 1) indices[i] = lookOf(responsibilities, i, k);
  return { labels: indices, looks: [...looks, ...blended, quiet] };
}

/** The look of point i: that of its strongest component, or a blend of the strongest two. */
function lookOf(responsibilities: ArrayLike<number>, i: number, k: number): number {
  let [first, second] = [0, -1];
  for (let j = 1; j < k; j += 1) {
    const share = responsibilities[i * k + j]!;
    if (share > responsibilities[i * k + first]!) { second = first; first = j; }
    else if (second < 0 || share > responsibilities[i * k + second]!) second = j;
  }
  const level = LEVELS.findLastIndex(([least]) => second >= 0 && responsibilities[i * k + second]! >= least);
  return level < 0 ? first : k + (first * k + second) * LEVELS.length + level;
}

function overlay(scene: Scene, { context, ink, t }: Brush): void {
  const { trace, from, step, scale } = scene;
  const to = trace.row("ellipses", step);
  const centers = centersAt(scene, t);
  if (trace.head.frames.kind[step] === "update") {
    const origin = centersAt({ ...scene, step: Math.max(0, step - 1), from: Math.max(0, step - 1) }, 1);
    for (let i = 0; i < centers.length; i += 2) drawTrail(context, origin[i]!, origin[i + 1]!, centers[i]!, centers[i + 1]!, ink);
  }
  if (to === null || !scene.options.regions) return;
  const before = trace.row("ellipses", from) ?? to;
  const { clusters, histogram } = trace.head;
  if (histogram) {
    const shares = trace.row("mixture_weights", step)!;
    const were = trace.row("mixture_weights", from) ?? shares;
    const bells = clusters.map((_, j) => ({
      weight: mix(were[j]!, shares[j]!, t), mean: scale.invert(centers[2 * j]!, 0)[0], variance: mix(before[3 * j]!, to[3 * j]!, t),
    }));
    return drawBells(context, scale, histogram, bells, clusters, ink);
  }
  clusters.forEach(({ color }, j) => {
    const part = (i: number): number => mix(before[3 * j + i]!, to[3 * j + i]!, t);
    const [ux, uy] = scale.units;
    drawEllipses(context, centers[2 * j]!, centers[2 * j + 1]!, [part(0) * ux * ux, part(1) * ux * uy, part(2) * uy * uy], color, ink);
  });
}

export const mixture = layered({ glide: 480, cloud, overlay });
