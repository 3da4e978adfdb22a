/**
 * The plane: four canvases over one another with one scale, one animation loop and one scene.
 * It knows no algorithm; a painter, found by the name in the trace's head, draws the scene.
 */
import { el } from "./dom";
import type { Aim } from "./highlight";
import { createLoop, ease, pacedDuration, reducedMotion, type Loop } from "./motion";
import { KeyCursor } from "./plane_cursor";
import { PlanePointer, type PointerOwner } from "./plane_pointer";
import {
  beyond, emptySketch, noQuestion,
  type Hand, type LightPainter, type Painter, type Painters, type PlaneTrace, type Scene, type Spot, type Stage,
} from "./plane_scene";
import { placesAt } from "./plane_places";
import { readTheme } from "./plane_theme";
import { EQUAL, scaleOf, scaleOnItsWay, shiftsBetween, type PlaneScale, type Shift } from "./scales";
import { onPaper, pixelRatio } from "./theme";
import type { PlaneHost, PlaneOptions } from "./types";

export interface Plane {
  /** fills its container's width and keeps its own height; fills its container in full screen */
  readonly element: HTMLElement;
  /** take another trace, at rest on the frame where it lands */
  setTrace(trace: PlaneTrace): void;
  /** draw the same points with other labels: the scale, the places and the frame stay */
  recolor(trace: PlaneTrace): void;
  /** show a frame; `animate` glides from the frame shown before */
  show(step: number, animate: boolean): void;
  /** `hand` is the widget's own tool, for the tool "hand" */
  setOptions(options: PlaneOptions, hand?: Hand | null): void;
  /** the pointer that keys move */
  readonly cursor: KeyCursor;
  /** light the center that the keyboard has picked */
  pickCenter(cluster: number | null): void;
  /** show the features longer or shorter, before they are fitted so */
  stretch(factors: readonly [number, number]): void;
  /** null before the first trace */
  scale(): PlaneScale | null;
  /** show a center elsewhere, before it is committed */
  preview(cluster: number, to: Spot): void;
  /** the marks of a question: points to ring, the guessed place, the true place */
  mark(points: number[], at: Spot | null, truth: Spot | null): void;
  /** ring the point that a question is about, so that it can't be missed; null takes the ring away */
  ring(point: number | null): void;
  /** while on, a press is an answer */
  ask(on: boolean): void;
  /** show what the learner points at */
  light(aim: Aim | null): void;
  /** where a point is, in CSS pixels of the plane */
  placeOf(point: number): Spot | null;
  /** the point nearest to a place from which a learner goes right and up; null where none lies that way */
  pointBeyond(point: number, right: number, up: number): number | null;
  /** the theme or the place on the page is another one */
  redraw(): void;
  destroy(): void;
}

const LAYER = "position:absolute;inset:0;width:100%;height:100%;pointer-events:none;";
const FRAME = "position:relative;display:block;width:100%;overflow:hidden;user-select:none;-webkit-user-select:none;";
/** Milliseconds in which points go to where another scaling has them, and the most points that do. */
const [RESCALE, MOST_RESCALED] = [700, 10_000];
const START: PlaneOptions = { regions: true, links: false, tool: "centers", readonly: true };

/** Make a plane that draws with one of `painters` and tells `host` what the learner does on it. */
export function createPlane(host: PlaneHost, painters: Painters, lights: LightPainter): Plane {
  return new LayeredPlane(host, painters, lights);
}

class LayeredPlane implements Plane, PointerOwner {
  readonly element: HTMLElement;
  readonly cursor = new KeyCursor(this);
  readonly #stage: Stage;
  readonly #lights: HTMLCanvasElement;
  readonly #painters: Painters;
  readonly #paintLights: LightPainter;
  readonly #pointer: PlanePointer;
  readonly #loop: Loop;
  readonly #watchers: { disconnect(): void }[] = [];
  #painter: Painter | null = null;
  #scene: Scene | null = null;
  #aim: Aim | null = null;
  #ringed: number | null = null;
  readonly #ring = el("div", { class: "tc-ring", hidden: true, "aria-hidden": "true" });
  #options = START;
  #hand: Hand | null = null;
  #stretch: readonly [number, number] = [1, 1];
  #asking = false;
  /** false while scrolled out of sight: then nothing is drawn until it comes back */
  #visible = true;
  /** the painter's caches are of another trace, size or theme */
  #stale = true;
  #glide = { start: 0, duration: 0 };
  /** the points are on their way to where another scaling has them */
  #rescale: { shifts: readonly [Shift, Shift]; start: number; t: number } | null = null;
  /** when the last glide was asked for */
  #glidedAt = -Infinity;

  constructor(readonly host: PlaneHost, painters: Painters, lights: LightPainter) {
    this.#painters = painters;
    this.#paintLights = lights;
    const layer = (): HTMLCanvasElement => el("canvas", { style: LAYER, "aria-hidden": "true" });
    this.#stage = { ground: layer(), cloud: layer(), overlay: layer() };
    this.#lights = layer();
    this.element = el(
      "div", { class: "tc-plane", role: "img", style: FRAME },
      this.#stage.ground, this.#stage.cloud, this.#stage.overlay, this.#lights, this.#ring,
    );
    this.#loop = createLoop((now) => this.#paint(now));
    this.#pointer = new PlanePointer(this);
    this.#watch();
  }

  scene(): Scene | null {
    return this.#scene;
  }

  scale(): PlaneScale | null {
    return this.#scene?.scale ?? null;
  }

  asking(): boolean {
    return this.#asking;
  }

  wake(): void {
    if (this.#visible) this.#loop.wake();
  }

  setTrace(trace: PlaneTrace): void {
    const maker = this.#painters[trace.head.painter];
    if (maker === undefined) throw new Error(`no painter named ${trace.head.painter}`);
    const before = this.#scene;
    const sketch = this.#pointer.adds && before ? before.sketch : emptySketch();
    sketch.pending = [];
    this.#settle();
    this.#stretch = [1, 1];
    // a painter keeps what it drew its points with: an answer to an edit comes with the same looks
    if (this.#scene?.trace.head.painter !== trace.head.painter) this.#painter = maker(this.#stage);
    const step = Math.min(Math.max(0, trace.head.initial_step), trace.head.frames.kind.length - 1);
    this.#scene = {
      trace, from: step, step, t: 1, xy: new Float32Array(0), ratio: 1, options: this.#options, hand: this.#hand,
      scale: scaleOf(trace.head, 4, 3), theme: this.#scene?.theme ?? readTheme(this.element),
      picked: this.#scene?.picked ?? null, hover: null, preview: null,
      sketch, question: noQuestion(),
    };
    this.#layout();
    if (before !== null) this.#glideFrom(before, this.#scene);
    this.#settle();
    this.#describe(this.#scene);
    this.#pointer.refresh();
    this.wake();
  }

  recolor(trace: PlaneTrace): void {
    const scene = this.#scene;
    if (scene === null || scene.trace === trace) return;
    scene.trace = trace;
    this.#describe(scene);
    this.wake();
  }

  show(step: number, animate: boolean): void {
    const scene = this.#scene;
    if (scene === null) return;
    scene.from = animate ? scene.step : step;
    scene.step = step;
    scene.t = 0;
    scene.preview = null;
    this.#settle();
    const now = performance.now();
    const wanted = animate && this.#moves() ? (this.#painter?.duration(scene) ?? 0) : 0;
    const duration = pacedDuration(wanted, now - this.#glidedAt);
    if (animate) this.#glidedAt = now;
    // the first frame of the glide starts the clock, so that a late one doesn't swallow the glide
    this.#glide = { start: -1, duration };
    if (duration === 0) this.#rest(scene);
    this.#describe(scene);
    this.wake();
  }

  stretch(factors: readonly [number, number]): void {
    if (factors[0] === this.#stretch[0] && factors[1] === this.#stretch[1]) return;
    this.#stretch = factors;
    this.#rescale = null;
    this.#pointer.drop();
    this.#layout();
    this.wake();
  }

  setOptions(options: PlaneOptions, hand: Hand | null = null): void {
    const { axes } = this.#options;
    const changedTool = options.tool !== this.#options.tool || options.readonly !== this.#options.readonly || hand !== this.#hand;
    this.#options = { ...options };
    this.#hand = hand;
    const scene = this.#scene;
    if (scene !== null) {
      scene.options = this.#options;
      scene.hand = hand;
      if (changedTool) {
        this.#pointer.drop();
        scene.hover = null;
        scene.preview = null;
        this.cursor.restore(scene);
      }
      if (axes?.equal !== options.axes?.equal || axes?.handles !== options.axes?.handles) this.#layout();
    }
    this.#pointer.refresh();
    this.wake();
  }

  pickCenter(cluster: number | null): void {
    if (this.#scene === null || this.#scene.picked === cluster) return;
    this.#scene.picked = cluster;
    this.wake();
  }

  preview(cluster: number, to: Spot): void {
    if (this.#scene === null) return;
    this.#scene.preview = { cluster, to };
    this.#rest(this.#scene);
    this.wake();
  }

  mark(points: number[], at: Spot | null, truth: Spot | null): void {
    if (this.#scene === null) return;
    this.#scene.question = { points, guess: at, truth };
    this.wake();
  }

  ring(point: number | null): void {
    this.#ringed = point;
    this.#placeRing();
  }

  ask(on: boolean): void {
    if (this.#asking === on) return;
    this.#asking = on;
    this.host.highlight.hold(on);
    this.#pointer.drop();
    if (this.#scene !== null) this.#scene.hover = null;
    this.#pointer.refresh();
    this.wake();
  }

  light(aim: Aim | null): void {
    this.#aim = aim;
    if (this.#scene !== null && this.#scene.xy.length > 0) this.#paintLights(this.#lights, this.#scene, aim);
  }

  placeOf(point: number): Spot | null {
    if (this.#scene === null) return null;
    const xy = placesAt(this.#scene, 1);
    return 2 * point + 1 < xy.length ? [xy[2 * point]!, xy[2 * point + 1]!] : null;
  }

  pointBeyond(point: number, right: number, up: number): number | null {
    return this.#scene && beyond(placesAt(this.#scene, 1), point, right, -up);
  }

  redraw(): void {
    if (this.#scene === null) return;
    this.#rescale = null;
    this.#scene.theme = readTheme(this.element);
    this.#layout();
    if (!onPaper()) return this.wake();
    // on paper there is no animation frame, and what was scrolled out of sight is seen
    this.#rest(this.#scene);
    this.#paint(performance.now());
    this.#flatten(this.#scene);
  }

  destroy(): void {
    this.#loop.stop();
    this.#pointer.destroy();
    if (this.#asking) this.host.highlight.hold(false);
    for (const watcher of this.#watchers) watcher.disconnect();
    this.#visible = false;
    this.#scene = null;
    this.#painter = null;
    this.element.remove();
  }

  /** Follow the size and whether the plane can be seen; JupyterLab detaches and re-attaches outputs. */
  #watch(): void {
    if (typeof ResizeObserver === "function") {
      const sizes = new ResizeObserver(() => this.#resized());
      sizes.observe(this.element);
      this.#watchers.push(sizes);
    }
    if (typeof IntersectionObserver === "function") {
      const sight = new IntersectionObserver((entries) => this.#sighted(entries.at(-1)?.isIntersecting ?? true));
      sight.observe(this.element);
      this.#watchers.push(sight);
    }
  }

  #resized(): void {
    const scene = this.#scene;
    const sameSize = scene?.scale.width === this.element.clientWidth && scene.scale.height === this.element.clientHeight;
    if (scene === null || this.element.clientWidth === 0 || (sameSize && !this.#stale)) return;
    scene.theme = readTheme(this.element);
    this.#rescale = null;
    this.#layout();
    // canvases lose their pixels with their size: draw now, before the browser shows them empty
    this.#paint(performance.now());
  }

  #sighted(visible: boolean): void {
    this.#visible = visible;
    if (visible) return this.wake();
    this.#loop.stop();
    if (this.#scene === null) return;
    this.#rest(this.#scene);
    if (this.#rescale === null) return;
    this.#rescale = null;
    this.#layout();
  }

  #moves(): boolean {
    return this.#visible && !document.hidden && this.element.isConnected && !reducedMotion();
  }

  /** Let the points go to where another scaling has them, where all go in one way along each axis. */
  #glideFrom(before: Scene, { trace: { head }, xy }: Scene): void {
    this.#rescale = null;
    const [was, now] = [before.trace.head.scaling, head.scaling];
    const same = was === undefined || now === undefined || (was.features === now.features && String(was.factors) === String(now.factors));
    if (same || xy.length > 2 * MOST_RESCALED || !this.#moves()) return;
    const shifts = shiftsBetween(xy, before.xy);
    if (shifts === null) return;
    this.#rescale = { shifts, start: -1, t: 0 };
    this.#layout();
  }

  /** What was held isn't any more, but for a stroke that adds points: another frame or trace is shown. */
  #settle(): void {
    if (this.#pointer.adds) return;
    this.#pointer.drop();
    if (this.#scene !== null) this.cursor.restore(this.#scene);
  }

  #rest(scene: Scene): void {
    scene.t = 1;
    scene.from = scene.step;
    this.#glide = { start: 0, duration: 0 };
  }

  /** Find the scale and the points' places for the present size. */
  #layout(): void {
    const scene = this.#scene;
    const { clientWidth: width, clientHeight: height } = this.element;
    this.#stale = true;
    if (scene === null || width === 0 || height === 0) return;
    const { trace } = scene;
    scene.scale = scaleOf(trace.head, width, height, { ...EQUAL, ...this.#options.axes, stretch: this.#stretch });
    if (this.#rescale !== null) scene.scale = scaleOnItsWay(scene.scale, this.#rescale.shifts, this.#rescale.t);
    scene.ratio = pixelRatio();
    const { points } = trace;
    const xy = new Float32Array(points.length);
    for (let i = 0; i < xy.length; i += 2) {
      xy[i] = scene.scale.x(points[i] as number);
      xy[i + 1] = scene.scale.y(points[i + 1] as number);
    }
    scene.xy = xy;
    const [across, down] = [Math.round(width * scene.ratio), Math.round(height * scene.ratio)];
    for (const canvas of [this.#stage.ground, this.#stage.overlay, this.#lights]) {
      if (canvas.width === across && canvas.height === down) continue;
      canvas.width = across;
      canvas.height = down;
    }
    this.#placeRing();
    this.host.laidOut?.();
  }

  #placeRing(): void {
    const at = this.#ringed === null ? null : this.placeOf(this.#ringed);
    this.#ring.hidden = at === null;
    if (at !== null) this.#ring.style.transform = `translate(${at[0]}px, ${at[1]}px)`;
  }

  /** Draw one animation frame; true while the glide goes on. */
  #paint(now: number): boolean {
    const scene = this.#scene;
    if (scene === null || this.#painter === null) return false;
    if (!this.element.isConnected || this.element.clientWidth === 0) {
      this.#rest(scene);
      return false;
    }
    if (scene.xy.length !== scene.trace.points.length) this.#layout();
    this.#goOn(now);
    if (this.#stale) {
      this.#painter.reset(scene);
      this.#stale = false;
    }
    if (this.#glide.duration > 0) {
      if (this.#glide.start < 0) this.#glide.start = now;
      scene.t = Math.min(1, Math.max(0, (now - this.#glide.start) / this.#glide.duration));
      if (scene.t === 1) this.#rest(scene);
    }
    this.#painter.paint(scene);
    // what is pointed at may have moved, and a canvas loses what was on it with its size
    if (this.#aim !== null) this.#paintLights(this.#lights, scene, this.#aim);
    return scene.t < 1 || this.#rescale !== null;
  }

  /** A little nearer to where another scaling has the points. */
  #goOn(now: number): void {
    const way = this.#rescale;
    if (way === null) return;
    if (way.start < 0) way.start = now;
    const part = (now - way.start) / RESCALE;
    if (part >= 1) this.#rescale = null;
    else way.t = ease(Math.max(0, part));
    this.#layout();
  }

  /** Lay all on the uppermost canvas, opaque: Chromium prints one that was drawn for paper without its transparency. */
  #flatten({ theme }: Scene): void {
    const { ground, cloud, overlay } = this.#stage;
    const context = overlay.getContext("2d");
    if (context === null || overlay.width === 0) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "destination-over";
    for (const canvas of [cloud, ground]) if (canvas.width > 0) context.drawImage(canvas, 0, 0, overlay.width, overlay.height);
    context.fillStyle = theme.bg;
    context.fillRect(0, 0, overlay.width, overlay.height);
    context.globalCompositeOperation = "source-over";
  }

  #describe(scene: Scene): void {
    this.element.setAttribute("aria-label", scene.trace.head.frames.caption[scene.step] ?? "");
  }
}
