// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Painter, Scene, Stage } from "../../src/core/plane_scene";
import { painters } from "../../src/painters";
import { isFirstAssignment, lastMove, poseOf, spotsAt, storyDuration, storyOf } from "../../src/painters/kmeans_pose";
import { HEAT_LEVELS, heatLevels } from "../../src/painters/looks";
import { fakeContext } from "../marks/fake_context";
import { madeTrace } from "./made";
import { madeScene } from "./scene";

const trace = madeTrace();

describe("stories", () => {
  it("are told by the verb of the next frame, and are a jump elsewhere", () => {
    const stories = [[0, 1], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7], [4, 3], [0, 4], [2, 2]].map(([a, b]) => storyOf(trace, a as number, b as number));
    expect(stories).toEqual(["seed", "first", "update", "assign", "relocate", "jump", "jump", "jump", "rest"]);
  });

  it("take time only where something moves", () => {
    expect(storyDuration(madeScene(4, { from: 3, t: 0 }))).toBeGreaterThanOrEqual(350);
    expect(storyDuration(madeScene(4, { from: 3, t: 0 }))).toBeLessThanOrEqual(450);
    expect(storyDuration(madeScene(7, { from: 6, t: 0 }))).toBe(0);
    expect(storyDuration(madeScene(4))).toBe(0);
  });

  it("know the first assignment and the last move", () => {
    expect([3, 5].map((step) => isFirstAssignment(trace, step))).toEqual([true, false]);
    expect([0, 2, 3, 4, 5, 6, 7].map((step) => lastMove(trace, step))).toEqual([null, null, null, 4, 4, 6, 6]);
  });
});

describe("poses", () => {
  it("glide from one frame's centers to the next one's", () => {
    const at = (t: number): Float32Array => poseOf(madeScene(4, { from: 3, t })).centers;
    const scene = madeScene(4);
    expect(at(0)).toEqual(spotsAt(scene, 3));
    expect(at(1)).toEqual(spotsAt(scene, 4));
    expect(at(0.5)[2]).toBeCloseTo(((at(0)[2] as number) + (at(1)[2] as number)) / 2, 3);
  });

  it("recolour points only once the lines have arrived", () => {
    const shown = [0, 0.3, 0.7, 1].map((t) => poseOf(madeScene(5, { from: 4, t })).shown);
    expect(shown).toEqual([4, 4, 5, 5]);
  });

  it("let a center appear where there was none", () => {
    const pose = poseOf(madeScene(1, { from: 0, t: 0.2 }));
    expect(Number.isNaN(pose.centers[0])).toBe(false);
    expect(Number.isNaN(pose.centers[2])).toBe(true);
    expect(pose.appear).toBeLessThan(1);
  });

  it("take the relocated center along an arc, and the one in the hand where the hand is", () => {
    const pose = poseOf(madeScene(6, { from: 5, t: 0.5 }));
    const [a, b] = [spotsAt(madeScene(6), 5), spotsAt(madeScene(6), 6)];
    expect(Math.abs((pose.centers[1] as number) - ((a[1] as number) + (b[1] as number)) / 2)).toBeGreaterThan(5);
    const held = madeScene(5, { preview: { cluster: 1, to: [2, 3] } });
    expect(poseOf(held).centers[2]).toBeCloseTo(held.scale.x(2));
  });
});

describe("heat", () => {
  it("has a level for every weight", () => {
    expect([...heatLevels(Uint8Array.of(0, 128, 255))]).toEqual([0, HEAT_LEVELS / 2, HEAT_LEVELS - 1]);
  });
});

describe("the painter", () => {
  let fakes: ReturnType<typeof fakeContext>[] = [];
  let painter: Painter;
  const paint = (scene: Scene): void => {
    for (const { calls } of fakes) calls.length = 0;
    painter.paint(scene);
  };
  const start = (scene: Scene): void => { painter.reset(scene); paint(scene); };
  beforeEach(() => {
    const layers = [0, 1, 2].map(() => document.createElement("canvas"));
    fakes = layers.map((layer) => {
      const fake = fakeContext();
      vi.spyOn(layer, "getContext").mockReturnValue(fake.context as never);
      return fake;
    });
    const [ground, cloud, overlay] = layers as [HTMLCanvasElement, HTMLCanvasElement, HTMLCanvasElement];
    const stage: Stage = { ground, cloud, overlay };
    painter = (painters["kmeans"] as (stage: Stage) => Painter)(stage);
  });
  const count = (layer: number, name: string): number => fakes[layer]?.named(name).length ?? 0;

  it("draws every frame at every moment", () => {
    start(madeScene(0));
    for (let step = 1; step < trace.head.frames.kind.length; step += 1) {
      for (const t of [0, 0.25, 0.65, 0.9, 1]) {
        paint(madeScene(step, { from: t < 1 ? step - 1 : step, t }));
        expect(count(2, "clearRect")).toBe(1);
      }
    }
  });

  it("names every center that is there", () => {
    start(madeScene(1));
    expect(fakes[2]?.named("fillText").map(({ args }) => args[0])).toEqual(["A"]);
    paint(madeScene(5));
    expect(fakes[2]?.named("fillText").map(({ args }) => args[0])).toEqual(["A", "B"]);
  });

  it("leaves the ground and the cloud alone when nothing on them changed", () => {
    start(madeScene(4));
    paint(madeScene(4, { picked: 1 }));
    expect([count(0, "clearRect"), count(1, "putImageData")]).toEqual([0, 0]);
    paint(madeScene(4, { preview: { cluster: 0, to: [5, 5] } }));
    expect([count(0, "clearRect"), count(1, "putImageData")]).toEqual([1, 0]);
    paint(madeScene(5));
    expect(count(1, "putImageData")).toBe(1);
  });

  it("tints regions only where they are true and asked for", () => {
    start(madeScene(5));
    expect(count(0, "fill")).toBe(2);
    start(madeScene(5, { trace: madeTrace({ plane: false }) }));
    expect(count(0, "fill")).toBe(0);
    start(madeScene(5, { options: { regions: false, links: true, tool: "centers", readonly: false } }));
    expect(count(0, "fill")).toBe(0);
  });
});
