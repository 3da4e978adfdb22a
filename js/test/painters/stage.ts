import "../parts";
import { vi } from "vitest";
import type { Painter, Scene } from "../../src/core/plane_scene";
import { decode, type Trace } from "../../src/core/trace";
import { PointLayer } from "../../src/marks/points";
import type { StampLook } from "../../src/marks/stamps";
import { painters } from "../../src/painters";
import { fakeContext, type Call } from "../marks/fake_context";
import { plans, wireOf, type Plan } from "../painter_wires";
import { madeScene } from "./scene";

/** What is seen of one painter: what each canvas was last asked for, and how the points were drawn. */
export interface Seen {
  trace: Trace;
  /** paint a frame gliding from the one before, or at rest */
  at(step: number, t?: number, change?: Partial<Scene>): void;
  duration(from: number, step: number): number;
  /** calls since a canvas was last cleared */
  ground(name?: string): Call[];
  overlay(name?: string): Call[];
  /** the last drawing of the points: the look of each, and where it was drawn */
  looks(): StampLook[];
  places(): number[];
  scene(step: number): Scene;
}

const { draw, reset } = PointLayer.prototype;
const STYLES: Record<string, string[]> = { stroke: ["strokeStyle", "lineWidth", "globalAlpha"], fill: ["fillStyle", "globalAlpha"], fillText: ["fillStyle", "font", "globalAlpha"] };

/** What calls draw: styles where they are seen, and nothing that only prepares. */
export function picture(calls: Call[]): unknown[] {
  return calls.filter(({ name }) => !/^(setTransform|setLineDash|measureText)$/.test(name))
    .map(({ name, args, style }) => [name, ...args, ...(STYLES[name] ?? []).map((key) => style[key])]);
}

interface Drawn { labels: number[] | null; looks: StampLook[]; xy: number[] }
/** How the points of each canvas were last drawn. */
const drawings = new WeakMap<HTMLCanvasElement, Drawn>();

function watchPoints(): void {
  vi.spyOn(PointLayer.prototype, "draw").mockImplementation(function (this: PointLayer, labels, looks) {
    Object.assign(drawings.get(this.canvas)!, { labels: labels && Array.from(labels), looks });
    draw.call(this, labels, looks);
  });
  vi.spyOn(PointLayer.prototype, "reset").mockImplementation(function (this: PointLayer, xy, ...size) {
    drawings.set(this.canvas, { labels: null, looks: [], xy: [...xy] });
    reset.call(this, xy, ...size);
  });
}

/** Start a painter on a made trace. */
export function stageFor(plan: Plan | string): Seen {
  const trace = decode(wireOf(typeof plan === "string" ? plans[plan]! : plan));
  const layers = [0, 1, 2].map(() => document.createElement("canvas"));
  const fakes = layers.map((layer) => {
    const fake = fakeContext();
    vi.spyOn(layer, "getContext").mockReturnValue(fake.context as never);
    return fake;
  });
  const [ground, cloud, overlay] = layers as [HTMLCanvasElement, HTMLCanvasElement, HTMLCanvasElement];
  const painter: Painter = painters[trace.head.painter]!({ ground, cloud, overlay });
  watchPoints();
  const rest = madeScene(0, { trace });
  const scene = (step: number): Scene => ({ ...rest, from: step, step });
  let started = false;
  const last = (i: number, name?: string): Call[] => {
    const { calls } = fakes[i]!;
    const since = calls.slice(calls.findLastIndex((call) => call.name === "clearRect") + 1);
    return name === undefined ? since : since.filter((call) => call.name === name);
  };
  return {
    trace, scene,
    at: (step, t = 1, change = {}) => {
      const now = { ...scene(step), from: t < 1 ? step - 1 : step, t, ...change };
      if (!started) painter.reset(now);
      started = true;
      painter.paint(now);
    },
    duration: (from, step) => painter.duration({ ...scene(step), from, t: 0 }),
    ground: (name) => last(0, name),
    overlay: (name) => last(2, name),
    looks: () => Array.from({ length: trace.head.n }, (_, i) => {
      const { labels, looks } = drawings.get(cloud)!;
      return looks[Math.min(labels?.[i] ?? Infinity, looks.length - 1)]!;
    }),
    places: () => drawings.get(cloud)!.xy,
  };
}
