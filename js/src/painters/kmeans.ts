/** Draws k-means: points take the colour of the nearest center, centers move to the mean of their points. */
import { ease, part } from "../core/motion";
import type { Painter, PainterMaker, Scene, Stage } from "../core/plane_scene";
import { drawAxes, drawGrid } from "../marks/axes";
import { clean, makeInk, type Context, type Ink } from "../marks/brush";
import { drawArc, drawTrail } from "../marks/centers";
import { drawHistogram } from "../marks/histogram";
import { drawLinks, drawRings, MOST_LINKS, MOST_RINGS, sample, sampleAll, spreadOut, type LinkEnds } from "../marks/links";
import { PointLayer, pointRadius, pointRatio } from "../marks/points";
import { drawRegions, regionsOf } from "../marks/regions";
import { drawQuestion, drawSketch } from "../marks/sketches";
import {
  isFirstAssignment, lastMove, LINES_END, poseOf, RINGS_END, spotsAt, storyDuration, type Pose,
} from "./kmeans_pose";
import { paintCenters } from "./center_marks";
import { clusterLooks, heatLevels, heatLooks } from "./looks";

/** Lines drawn while centers move; fewer than at rest, for they are redrawn 60 times a second. */
const MOVING_LINKS = 500;

/** The points that an assigning frame changed, sampled once. */
interface Changes { step: number; first: boolean; lines: Int32Array; rings: Int32Array }

class KMeansPainter implements Painter {
  readonly #stage: Stage;
  readonly #points: PointLayer;
  #ink: Ink | null = null;
  #radius = 3;
  #groundKey = "";
  #cloudKey = "";
  #changes: Changes | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#points = new PointLayer(stage.cloud);
  }

  duration(scene: Scene): number {
    return storyDuration(scene);
  }

  reset(scene: Scene): void {
    const { width, height } = scene.scale;
    const { n } = scene.trace.head;
    this.#ink = makeInk(scene.theme, scene);
    this.#radius = pointRadius(n, Math.min(width, height));
    this.#points.reset(scene.xy, width, height, pointRatio(n, scene.ratio));
    this.#groundKey = this.#cloudKey = "";
    this.#changes = null;
  }

  paint(scene: Scene): void {
    const ink = (this.#ink ??= makeInk(scene.theme, scene));
    const pose = poseOf(scene);
    this.#paintGround(scene, pose, ink);
    this.#paintCloud(scene, pose, ink);
    this.#paintOverlay(scene, pose, ink);
  }

  #paintGround(scene: Scene, pose: Pose, ink: Ink): void {
    const { head } = scene.trace;
    const tinted = head.plane && scene.options.regions;
    const strength = scene.trace.labels(pose.shown) === null ? 0.55 : 1;
    const key = tinted ? `${strength}:${pose.centers.join()}` : "bare";
    if (key === this.#groundKey) return;
    this.#groundKey = key;
    const context = clean(this.#stage.ground, scene.ratio);
    if (context === null) return;
    drawGrid(context, scene.scale, ink);
    if (tinted) drawRegions(context, regionsOf(pose.centers, scene.scale.box, scene.scale.aspect), head.clusters, ink, strength);
    if (head.histogram) drawHistogram(context, scene.scale, head.histogram, ink);
    drawAxes(context, scene.scale, { x: head.x.name, y: head.histogram?.name ?? head.y.name }, ink);
  }

  #paintCloud(scene: Scene, pose: Pose, ink: Ink): void {
    const { trace } = scene;
    const { head } = trace;
    const { ratio } = this.#points;
    const heat = head.frames.weights[pose.shown] ?? -1;
    const key = `${heat} ${head.frames.labels[pose.shown] ?? -1}`;
    if (key === this.#cloudKey) return;
    this.#cloudKey = key;
    const weights = heat < 0 ? null : trace.weights(pose.shown);
    if (weights !== null) {
      this.#points.draw(heatLevels(weights), heatLooks(head, ink, this.#radius * ratio, ratio));
    } else {
      this.#points.draw(trace.labels(pose.shown), clusterLooks(head, ink, this.#radius * ratio, ratio));
    }
  }

  #paintOverlay(scene: Scene, pose: Pose, ink: Ink): void {
    const context = clean(this.#stage.overlay, scene.ratio);
    if (context === null) return;
    this.#paintLinks(context, scene, pose, ink);
    this.#paintTrails(context, scene, pose, ink);
    this.#paintRings(context, scene, pose, ink);
    drawSketch(context, scene, ink, this.#radius);
    this.#paintCenters(context, scene, pose, ink);
    drawQuestion(context, scene.question, scene, ink, this.#radius);
  }

  #paintLinks(context: Context, scene: Scene, pose: Pose, ink: Ink): void {
    const { trace, xy, t } = scene;
    const { head } = trace;
    const labels = trace.labels(pose.shown);
    const still: LinkEnds = { from: null, fromLabels: null, to: pose.centers, toLabels: labels ?? [], t: 1 };
    const moving = pose.story === "update" || pose.story === "relocate";
    if (labels !== null && (scene.options.links || moving)) {
      const all = sampleAll(head.n, pose.story === "rest" ? MOST_LINKS : MOVING_LINKS);
      const alpha = scene.options.links ? 0.3 : 0.35 * Math.sin(Math.PI * t);
      drawLinks(context, all, xy, still, head.clusters, ink, alpha);
    }
    if (head.frames.kind[scene.step] !== "assign" || pose.story === "jump") return;
    const { first, lines, rings } = this.#changesOf(scene);
    const next = trace.labels(scene.step);
    if (next === null) return;
    if (pose.story === "rest") {
      if (!first) drawLinks(context, rings, xy, still, head.clusters, ink, 0.55);
      return;
    }
    const ends: LinkEnds = {
      from: pose.before, fromLabels: first ? null : trace.labels(scene.from),
      to: pose.centers, toLabels: next, t: ease(part(t, 0, LINES_END)),
    };
    const fade = first ? 1 - part(t, LINES_END, 1) : 1 - 0.4 * part(t, LINES_END, 1);
    drawLinks(context, lines, xy, ends, head.clusters, ink, Math.min(1, 6 * t) * fade * (first ? 0.4 : 0.8));
  }

  #paintTrails(context: Context, scene: Scene, pose: Pose, ink: Ink): void {
    const move = lastMove(scene.trace, scene.step);
    if (move === null || scene.preview !== null) return;
    const origin = spotsAt(scene, move - 1);
    const jumper = scene.trace.head.frames.kind[move] === "relocate" ? scene.trace.head.frames.focus[move]?.cluster : undefined;
    const alpha = pose.story === "jump" ? part(scene.t, 0.6, 1) : 1;
    for (let i = 0; i < pose.centers.length; i += 2) {
      const [x0, y0] = [origin[i] as number, origin[i + 1] as number];
      const [x, y] = [pose.centers[i] as number, pose.centers[i + 1] as number];
      if (i !== 2 * (jumper ?? -1)) drawTrail(context, x0, y0, x, y, ink, alpha);
      else if (move === scene.step && pose.story !== "jump") {
        const to = spotsAt(scene, move);
        drawArc(context, x0, y0, to[i] as number, to[i + 1] as number, pose.story === "relocate" ? ease(scene.t) : 1, ink);
      }
    }
  }

  #paintRings(context: Context, scene: Scene, pose: Pose, ink: Ink): void {
    const { frames } = scene.trace.head;
    const kind = frames.kind[scene.step];
    if (pose.story === "jump" || kind === "show" || kind === "stop") return;
    const radius = this.#radius + 3.2 * ink.size;
    if (kind === "assign") {
      const { first, rings } = this.#changesOf(scene);
      if (!first) drawRings(context, rings, scene.xy, radius, ink, ease(part(scene.t, LINES_END, RINGS_END)));
    } else {
      const lit = sample(frames.focus[scene.step]?.points ?? [], MOST_RINGS);
      drawRings(context, lit, scene.xy, radius, ink, part(scene.t, 0, 0.3));
    }
  }

  #paintCenters(context: Context, scene: Scene, pose: Pose, ink: Ink): void {
    const lit = this.#litCenter(scene);
    paintCenters(context, scene, ink, {
      spots: pose.centers,
      t: scene.t >= 1 ? 1 : ease(scene.t),
      appear: (cluster) => (Number.isNaN(pose.before[2 * cluster] ?? NaN) ? pose.appear : 1),
      halo: (cluster) => (cluster === scene.picked || cluster === lit || cluster === scene.preview?.cluster ? 1 : cluster === scene.hover ? 0.5 : 0),
    });
  }

  /** The center that a seeding or relocating frame is about. */
  #litCenter(scene: Scene): number | null {
    const { frames } = scene.trace.head;
    const kind = frames.kind[scene.step];
    return kind === "seed" || kind === "relocate" ? (frames.focus[scene.step]?.cluster ?? null) : null;
  }

  #changesOf(scene: Scene): Changes {
    const { trace, step } = scene;
    if (this.#changes?.step === step) return this.#changes;
    const first = isFirstAssignment(trace, step);
    const changed = trace.changed(step);
    const most = trace.head.n > 5000 ? MOVING_LINKS : MOST_LINKS;
    const lines = first ? sampleAll(trace.head.n, most) : sample(changed, most);
    const rings = first ? new Int32Array(0) : spreadOut(changed, scene.xy, 1.9 * this.#radius + 6.5);
    this.#changes = { step, first, lines, rings };
    return this.#changes;
  }
}

export const kmeans: PainterMaker = (stage) => new KMeansPainter(stage);
