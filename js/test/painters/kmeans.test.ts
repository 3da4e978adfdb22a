// @vitest-environment jsdom
import "../parts";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Painter, Scene, Stage } from "../../src/core/plane_scene";
import { painters } from "../../src/painters";
import { fakeContext } from "../marks/fake_context";
import { madeTrace } from "./made";
import { madeScene } from "./scene";

const trace = madeTrace();

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
