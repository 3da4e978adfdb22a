/** A painter made of layers: what each algorithm shows beyond points and centers is a layer of its own. */
import { ease, mix } from "../core/motion";
import { embeddedPlaces, isEmbedded, placesAt } from "../core/plane_places";
import { centerSpots, type Painter, type PainterMaker, type Scene, type Stage } from "../core/plane_scene";
import { drawAxes, drawGrid } from "../marks/axes";
import { clean, makeInk, type Context, type Ink } from "../marks/brush";
import { drawHistogram } from "../marks/histogram";
import { PointLayer, pointRadius, pointRatio } from "../marks/points";
import { drawSketch } from "../marks/sketches";
import type { StampLook } from "../marks/stamps";
import { paintCenters } from "./center_marks";
import { clusterLooks } from "./looks";

/** What a layer is given. */
export interface Brush {
  context: Context;
  ink: Ink;
  /** of a point, in CSS pixels */
  radius: number;
  /** where the points are now: x, y in CSS pixels */
  xy: Float32Array;
  /** 0 to 1: how far the glide from `scene.from` is, eased */
  t: number;
}

export interface Cloud { labels: ArrayLike<number> | null; looks: StampLook[] }

export interface Layers {
  /** milliseconds that a step takes */
  glide: number;
  /** which look each point has; by default that of its cluster */
  cloud?(scene: Scene, ink: Ink, radius: number, ratio: number): Cloud;
  /** names what `ground` draws, so that it is drawn once */
  groundKey?(scene: Scene): string;
  /** under the points */
  ground?(scene: Scene, brush: Brush): void;
  /** over the points, under the centers */
  overlay?(scene: Scene, brush: Brush): void;
}

/** Make a painter of layers. */
export function layered(layers: Layers): PainterMaker {
  return (stage) => new LayeredPainter(stage, layers);
}

class LayeredPainter implements Painter {
  readonly #points: PointLayer;
  #ink: Ink | null = null;
  #radius = 3;
  #groundKey = "";
  #cloudKey = "";
  #placed: Float32Array | null = null;

  constructor(readonly stage: Stage, readonly layers: Layers) {
    this.#points = new PointLayer(stage.cloud);
  }

  /** A step glides; a jump is a cut, so that a cut line or a scrubber can be dragged. */
  duration(scene: Scene): number {
    return scene.step === scene.from + 1 ? this.layers.glide : 0;
  }

  reset(scene: Scene): void {
    const { width, height } = scene.scale;
    const { n } = scene.trace.head;
    this.#ink = makeInk(scene.theme, scene);
    this.#radius = pointRadius(n, Math.min(width, height));
    this.#groundKey = this.#cloudKey = "";
    this.#placed = null;
  }

  paint(scene: Scene): void {
    const ink = (this.#ink ??= makeInk(scene.theme, scene));
    const t = scene.t >= 1 ? 1 : ease(scene.t);
    const xy = placesAt(scene, t);
    if (xy !== this.#placed) {
      const { width, height } = scene.scale;
      this.#points.reset(xy, width, height, pointRatio(scene.trace.head.n, scene.ratio));
      this.#placed = xy;
      this.#cloudKey = "";
    }
    this.#paintGround(scene, ink, xy);
    this.#paintCloud(scene, ink, t);
    const context = clean(this.stage.overlay, scene.ratio);
    if (context === null) return;
    this.layers.overlay?.(scene, { context, ink, radius: this.#radius, xy, t });
    drawSketch(context, scene, ink, this.#radius);
    paintCenters(context, scene, ink, { spots: centersAt(scene, t), t });
  }

  #paintGround(scene: Scene, ink: Ink, xy: Float32Array): void {
    const { head } = scene.trace;
    const embedded = isEmbedded(scene, scene.step);
    const moving = xy !== scene.xy && xy !== embeddedPlaces(scene);
    const key = `${embedded} ${moving} ${scene.options.regions} ${this.layers.groundKey?.(scene) ?? ""}`;
    if (key === this.#groundKey) return;
    this.#groundKey = key;
    const context = clean(this.stage.ground, scene.ratio);
    if (context === null) return;
    if (!embedded) drawGrid(context, scene.scale, ink);
    if (!embedded && head.histogram) drawHistogram(context, scene.scale, head.histogram, ink);
    // what hangs on points waits until they have arrived
    if (!moving) this.layers.ground?.(scene, { context, ink, radius: this.#radius, xy, t: 1 });
    if (!embedded) drawAxes(context, scene.scale, { x: head.x.name, y: head.histogram?.name ?? head.y.name }, ink);
  }

  #paintCloud(scene: Scene, ink: Ink, t: number): void {
    const shown = t < 0.5 ? scene.from : scene.step;
    const key = `${shown} ${scene.trace.look ?? ""}`;
    if (key === this.#cloudKey) return;
    this.#cloudKey = key;
    const { ratio } = this.#points;
    const there = { ...scene, step: shown };
    const { labels, looks } = this.layers.cloud?.(there, ink, this.#radius, ratio)
      ?? { labels: scene.trace.labels(shown), looks: clusterLooks(scene.trace.head, ink, this.#radius * ratio, ratio) };
    this.#points.draw(labels, looks);
  }
}

/** Where the centers are on their way from one frame to the next. */
export function centersAt(scene: Scene, t: number): Float32Array {
  const to = centerSpots({ ...scene, preview: null });
  if (t >= 1 || scene.trace.centers(scene.from) === null) return to;
  const from = centerSpots({ ...scene, step: scene.from, preview: null });
  return to.map((spot, i) => (Number.isNaN(from[i]) ? spot : mix(from[i]!, spot, t)));
}
