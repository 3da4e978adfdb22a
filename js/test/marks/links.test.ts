import { describe, expect, it } from "vitest";
import { makeInk } from "../../src/marks/brush";
import { drawLinks, drawRings, linkEnd, MOST_RINGS, sample, sampleAll, spreadOut } from "../../src/marks/links";
import { madeScene } from "../painters/scene";
import { fakeContext } from "./fake_context";

const scene = madeScene(5);
const ink = makeInk(scene.theme, scene);
const looks = scene.trace.head.clusters;

describe("links and rings", () => {
  it("are sampled evenly and never past their limit", () => {
    expect([...sample([1, 2, 3], 10)]).toEqual([1, 2, 3]);
    expect([...sampleAll(10, 5)]).toEqual([0, 2, 4, 6, 8]);
    const xy = Float32Array.from({ length: 20_000 }, () => 300 * Math.random());
    const all = Array.from({ length: 10_000 }, (_, i) => i);
    expect(spreadOut(all, xy, 10).length).toBeLessThanOrEqual(MOST_RINGS);
    expect(spreadOut([4, 7], xy, 1e6)).toHaveLength(2);
  });

  const xy = Float32Array.of(0, 0);
  const ends = { from: Float32Array.of(10, 0, 0, 10), fromLabels: [0], to: Float32Array.of(10, 0, 0, 20), toLabels: [1] };
  it("glide from the old center to the new, or grow from the point at the first assignment", () => {
    expect(linkEnd(0, 1, xy, { ...ends, t: 0 })).toEqual([10, 0]);
    expect(linkEnd(0, 1, xy, { ...ends, t: 1 })).toEqual([0, 20]);
    expect(linkEnd(0, 1, xy, { ...ends, fromLabels: [255], t: 0 })).toEqual([0, 0]);
  });

  it("skip centers that are not there and draw one stroke for each cluster", () => {
    const { context, named } = fakeContext();
    drawLinks(context, Int32Array.of(0), xy, { ...ends, t: 1 }, looks, ink, 1);
    expect(named("stroke")).toHaveLength(1);
    drawLinks(context, Int32Array.of(0), xy, { ...ends, from: null, to: Float32Array.of(NaN, NaN, NaN, NaN), t: 1 }, looks, ink, 1);
    drawLinks(context, new Int32Array(0), xy, { ...ends, t: 1 }, looks, ink, 1);
    expect(named("stroke")).toHaveLength(1);
    drawRings(context, Int32Array.of(0), xy, 5, ink, 0);
    expect(named("arc")).toHaveLength(0);
    drawRings(context, Int32Array.of(0), xy, 5, ink, 1);
    expect(named("arc")).toHaveLength(2);
  });
});
