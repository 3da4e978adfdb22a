/** The picture: an open box with three axes, the points in it, the centers, and a note on what is pointed at. */
import { el } from "../../core/dom";
import { readTheme, type Theme } from "../../core/plane_theme";
import { pixelRatio } from "../../core/theme";
import { standing } from "./wire";
import { centered, degrees, projection, turnKey, type Project, type Turn } from "../../core/turn";
import { drawBox, type AxisText } from "../../marks/box3d";
import { drawRinged } from "../../marks/cloud3d";
import { StampedCloud, type PointKind } from "../../marks/cloud_stamps";
import { blend, css, parseColor } from "../../marks/color";
import { LOOKS, Motion } from "./motion";
import { axisName, groupName, plain, SIDES, type Scatter3dScreen, type Side } from "./screen";
import { makeTip, type Target } from "./tip";
import type { Panel } from "../../panels/panel";
import { turnByPointer } from "../../panels/turn_pointer";

/** Room around the cube for names of axes, in CSS pixels. */
const MARGIN = 24;
/** The side of a picture on which marks and letters have their usual size. */
const USUAL = 460;
/** CSS pixels from a point in which it is meant. */
const REACH = 9;

export interface CloudView extends Panel {
  readonly turn: Turn;
  /** the side that is looked at */
  side(): Side | null;
  look(side: Side): void;
  /** the theme is another one, or the page is printed: draw at once, for no animation frame may come */
  redraw(): void;
  /** turn by a key; false for another key */
  key(key: string, far: boolean): (() => void) | null;
  end(): void;
}

export function cloudView(screen: Scatter3dScreen): CloudView {
  const view = new View(screen);
  return {
    element: view.element, update: () => view.update(), light: () => view.motion.wake(), side: () => view.side(), look: (side) => view.look(side), redraw: () => view.redraw(),
    key: (key, far) => view.key(key, far), end: () => view.end(), get turn() { return view.motion.look.turn; },
  };
}

class View {
  readonly element: HTMLElement;
  readonly motion: Motion;
  readonly #stage: HTMLElement;
  readonly #sheet = el("canvas", { class: "tc-layer", role: "img" });
  /** drawn apart and laid on the sheet: one canvas to show is less work for the browser than three */
  readonly #points = new StampedCloud(el("canvas"));
  readonly #tip;
  readonly #sizes: ResizeObserver | null;
  #theme: Theme | null = null;
  #hover: Target | null = null;
  /** CSS pixels; asked for where they change, for asking in each frame would lay the page out anew */
  #width = 0;
  #height = 0;

  constructor(readonly screen: Scatter3dScreen) {
    const hint = screen.words("scatter3d.turn");
    this.#tip = makeTip(screen);
    this.#stage = el("div", { class: "tc-s3-view", title: hint }, this.#sheet, this.#tip.element);
    this.element = el("div", { class: "tc-picture" }, this.#stage);
    this.motion = new Motion((moving) => this.#paint(moving));
    this.#sizes = typeof ResizeObserver === "function" ? new ResizeObserver(() => this.#measure()) : null;
    this.#sizes?.observe(this.#stage);
    turnByPointer(this.#stage, (yaw, pitch) => this.#turnBy(yaw, pitch), (event) => {
      const found = this.#find(event);
      screen.choose(found && "point" in found ? found.point : null);
    });
    this.#stage.addEventListener("pointermove", (event) => this.#point(event.buttons || event.pointerType === "touch" ? null : this.#find(event)));
    this.#stage.addEventListener("pointerleave", () => this.#point(null));
  }

  update(): void {
    const { spin } = this.screen.switches;
    if (this.motion.spinning && !spin) this.#describe();
    this.motion.spinning = spin;
    this.motion.wake();
  }

  redraw(): void {
    this.#theme = null;
    this.#measure();
    this.#paint(false);
  }

  side(): Side | null {
    const { turn } = this.motion.look;
    return SIDES.find((side) => LOOKS[side].turn.yaw === turn.yaw && LOOKS[side].turn.pitch === turn.pitch) ?? null;
  }

  look(side: Side): void {
    this.screen.setSwitches({ spin: false });
    this.motion.to(LOOKS[side]);
  }

  key(key: string, far: boolean): (() => void) | null {
    const next = turnKey(key, this.motion.look.turn, far);
    return next && (() => {
      this.screen.setSwitches({ spin: false });
      this.motion.set(next);
    });
  }

  end(): void {
    this.motion.stop();
    this.#sizes?.disconnect();
  }

  #measure(): void {
    [this.#width, this.#height] = [this.#stage.clientWidth, this.#stage.clientHeight];
    this.motion.wake();
  }

  #turnBy(yaw: number, pitch: number): void {
    if (this.screen.switches.spin) this.screen.setSwitches({ spin: false });
    this.motion.by(yaw, pitch);
  }

  #point(target: Target | null): void {
    if (JSON.stringify(target) === JSON.stringify(this.#hover)) return;
    this.#hover = target;
    const { cloud, highlight } = this.screen;
    const group = target && "center" in target ? cloud.centers[target.center]!.group : -1;
    highlight.pass(target === null ? null : "point" in target ? { kind: "point", point: target.point } : group < 0 ? null : { kind: "cluster", cluster: group });
    this.#stage.classList.toggle("tc-s3-found", target !== null);
    this.motion.wake();
  }

  /** The center or point at a place, the nearest to the eye among those that are close. */
  #find({ clientX, clientY }: MouseEvent): Target | null {
    const { left, top } = this.#stage.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top];
    const { cloud, single } = this.screen;
    const project = this.#project();
    const center = cloud.centers.findIndex((each) => {
      const [px, py] = project(...standing(each.at));
      return (single === null || single === each.group) && Math.hypot(px - x, py - y) < REACH;
    });
    if (center >= 0) return { center };
    const { seen, depths, radius } = this.#points;
    let [best, least] = [-1, Infinity];
    for (let i = 0; i < depths.length; i += 1) {
      if (single !== null && cloud.member[i] !== single) continue;
      const far = Math.hypot(seen[2 * i]! - x, seen[2 * i + 1]! - y);
      if (far < REACH + radius && far - 4 * depths[i]! < least) [best, least] = [i, far - 4 * depths[i]!];
    }
    return best < 0 ? null : { point: best };
  }

  #project(): Project {
    const { turn, flat } = this.motion.look;
    return centered(projection(turn, this.#width, this.#height, MARGIN * this.#size(), flat), this.#width, this.#height);
  }

  #size(): number {
    return Math.min(1.7, Math.max(1, Math.min(this.#width, this.#height) / USUAL));
  }

  #paint(moving: boolean): void {
    const { screen } = this;
    const [width, height] = [this.#width, this.#height];
    this.#theme ??= readTheme(this.#stage);
    screen.turned();
    if (!moving) this.#describe();
    if (width === 0) return;
    const ratio = moving && this.motion.late ? 1 : pixelRatio();
    const project = this.#project();
    this.#points.resize(width, height, ratio, screen.cloud.shown);
    this.#points.draw(screen.cloud.at, screen.cloud.member, this.#kinds(), project, parseColor(this.#theme.bg));
    const context = clear(this.#sheet, width, height, ratio);
    if (context) {
      this.#drawGround(context, project, this.#theme);
      context.drawImage(this.#points.canvas, 0, 0, width, height);
      this.#drawOver(context, project, this.#theme);
    }
    this.#placeTip();
  }

  #kinds(): PointKind[] {
    const { cloud } = this.screen;
    const single = this.#focus();
    return cloud.groups.map(({ color, shape, ring }, group) => ({ color: parseColor(color), shape, ring, faded: single !== null && single !== group }));
  }

  /** The group that stands out: the one that is pointed at, else the one singled out. */
  #focus(): number | null {
    const { highlight, single } = this.screen;
    return highlight.aim?.kind === "cluster" ? highlight.aim.cluster : single;
  }

  #drawGround(context: CanvasRenderingContext2D, project: Project, theme: Theme): void {
    const [first, second, third] = this.screen.cloud.axes;
    const text = (axis: typeof first, turned = false): AxisText => {
      const ends = [plain(axis.low, axis), plain(axis.high, axis)] as const;
      return { name: axisName(axis), brief: axis.short, ends: turned ? [ends[1], ends[0]] : ends };
    };
    const soft = css(blend(parseColor(theme.grid), parseColor(theme.bg), 0.72));
    const { turn, flat } = this.motion.look;
    drawBox(context, project, turn, flat, [text(first), text(third), text(second, true)], soft, theme, { size: this.#size(), width: this.#width, height: this.#height });
  }

  #drawOver(context: CanvasRenderingContext2D, project: Project, theme: Theme): void {
    const { cloud, chosen } = this.screen;
    const single = this.#focus();
    const size = this.#size();
    const placed = cloud.centers.map((center) => ({ center, seen: project(...standing(center.at)) })).sort((a, b) => a.seen[2] - b.seen[2]);
    for (const { center, seen: [x, y, , scale] } of placed) {
      context.globalAlpha = single === null || single === center.group ? 1 : 0.3;
      drawRinged(context, { color: center.color, shape: center.shape, radius: 10 * size }, x, y, scale, theme);
    }
    context.globalAlpha = 1;
    const hover = this.#hover && "point" in this.#hover ? this.#hover.point : null;
    for (const [i, wide] of [[chosen, 2.5], [hover, 1.5]] as const) {
      if (i === null) continue;
      const { seen, radius } = this.#points;
      context.beginPath();
      context.arc(seen[2 * i]!, seen[2 * i + 1]!, radius + 5, 0, 2 * Math.PI);
      context.strokeStyle = theme.fg;
      context.lineWidth = wide;
      context.stroke();
    }
  }

  /** The note stands at what is pointed at, else at the chosen point, and moves with it. */
  #placeTip(): void {
    const { chosen, cloud } = this.screen;
    const target = this.#hover ?? (chosen === null ? null : { point: chosen });
    if (target === null) return this.#tip.hide();
    const { seen } = this.#points;
    const at = "point" in target ? [seen[2 * target.point]!, seen[2 * target.point + 1]!] as const
      : this.#project()(...standing(cloud.centers[target.center]!.at));
    this.#tip.show(target, at[0], at[1]);
  }

  #describe(): void {
    const { cloud, words, single } = this.screen;
    const { yaw, pitch } = this.motion.look.turn;
    const of = single === null ? words("scatter3d.alt.all") : groupName(this.screen, single);
    const [x, y, z] = cloud.axes.map(axisName) as [string, string, string];
    this.#sheet.setAttribute("aria-label", words("scatter3d.alt", {
      n: cloud.shown.toLocaleString("en"), x, y, z, of, yaw: degrees(yaw), pitch: degrees(pitch),
    }));
  }
}

/** An empty context in CSS pixels; null where there is no canvas (a test's document). */
function clear(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): CanvasRenderingContext2D | null {
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) [canvas.width, canvas.height] = [across, down];
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  if (context) context.lineJoin = "round";
  return context;
}
