import { describe, expect, it } from "vitest";
import { planeScale } from "../../src/core/scales";
import { drawAxes, fitText } from "../../src/marks/axes";
import { makeInk } from "../../src/marks/brush";
import { arcPoint, drawCenter, drawTrail } from "../../src/marks/centers";
import { contrast, inkOn, isFaint, outlineOn, parseColor } from "../../src/marks/color";
import { drawLinks, drawRings, linkEnd, MOST_RINGS, sample, sampleAll, spreadOut } from "../../src/marks/links";
import { regionsOf } from "../../src/marks/regions";
import { drawQuestion, drawSketch } from "../../src/marks/sketches";
import { madeScene } from "../painters/scene";
import { fakeContext } from "./fake_context";

const HUES = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];
const scene = madeScene(5);
const ink = makeInk(scene.theme, scene);
const looks = scene.trace.head.clusters;

describe("colours", () => {
  it("are read from every form that a theme comes in", () => {
    expect(parseColor("#fff")).toEqual([255, 255, 255]);
    expect(parseColor(" #0072B2 ")).toEqual([0, 114, 178]);
    expect(parseColor("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
    expect(parseColor("url(javascript:0)", [9, 9, 9])).toEqual([9, 9, 9]);
  });

  it.each(HUES)("%s: letters reach 4.5:1 or the better of black and white, outlines 3:1 on both themes", (hue) => {
    const color = parseColor(hue);
    expect(contrast(inkOn(color), color)).toBeGreaterThanOrEqual(3.5);
    for (const ground of [[255, 255, 255], [17, 20, 25]] as const) {
      expect(contrast(outlineOn(color, ground), ground)).toBeGreaterThanOrEqual(3);
      if (!isFaint(color, ground)) expect(outlineOn(color, ground)).toEqual(color);
    }
  });

  it("know the faint hues of a light page", () => {
    expect(HUES.filter((hue) => isFaint(parseColor(hue), [255, 255, 255]))).toEqual(expect.arrayContaining(["#e69f00", "#56b4e9", "#f0e442"]));
  });
});

describe("regions", () => {
  const box = { left: 0, top: 0, right: 100, bottom: 50 };
  const area = (polygon: [number, number][]): number =>
    Math.abs(polygon.reduce((sum, [x, y], i) => { const [u, v] = polygon[(i + 1) % polygon.length] ?? [0, 0]; return sum + x * v - u * y; }, 0)) / 2;

  it.each([
    ["one", [30, 20]], ["two", [30, 20, 70, 30]], ["on a line", [10, 10, 20, 10, 90, 10]],
    ["many", [10, 10, 80, 40, 50, 25, 95, 5]], ["one outside", [10, 10, 400, 10]], ["one absent", [10, 10, NaN, NaN, 60, 20]],
    ["two on one spot", [10, 10, 10, 10, 60, 20]], ["all on one spot", [10, 10, 10, 10, 10, 10]],
  ] as const)("of %s fill the box without overlap", (_, centers) => {
    const regions = regionsOf(Float32Array.from(centers), box);
    expect(regions.reduce((sum, { polygon }) => sum + area(polygon), 0)).toBeCloseTo(5000, 3);
  });

  it("leave out absent centers and give a shared spot to the first", () => {
    expect(regionsOf(Float32Array.of(NaN, NaN, 5, 5, 5, 5, 80, 20), box).map(({ cluster }) => cluster)).toEqual([1, 3]);
    expect(regionsOf(new Float32Array(0), box)).toEqual([]);
  });
});

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

describe("centers and trails", () => {
  it("draw the letter in an ink that reads on the disc", () => {
    const { context, named } = fakeContext();
    drawCenter(context, 10, 10, { name: "B", color: "#f0e442", shape: "star" }, 12, ink);
    expect(named("fillText")[0]?.args[0]).toBe("B");
    expect(named("fillText")[0]?.style["fillStyle"]).toBe("rgba(26, 26, 26, 1)");
  });

  it("leave no trail where nothing moved or nothing was", () => {
    const { context, calls } = fakeContext();
    drawTrail(context, 5, 5, 6, 5, ink);
    drawTrail(context, NaN, NaN, 60, 5, ink);
    expect(calls).toHaveLength(0);
    drawTrail(context, 5, 5, 60, 5, ink);
    expect(calls.length).toBeGreaterThan(0);
    expect(context.globalAlpha).toBe(1);
  });

  it("take an arc that starts and ends where it must", () => {
    expect(arcPoint(1, 2, 30, 40, 0)).toEqual([1, 2]);
    expect(arcPoint(1, 2, 30, 40, 1)).toEqual([30, 40]);
  });
});

describe("axes", () => {
  const scale = planeScale([0, 10, 0, 10], 300, 240);
  it("draw names as text, whatever is in them", () => {
    const { context, named } = fakeContext();
    drawAxes(context, scale, { x: "<img src=x onerror=alert(1)>\n", y: "" }, ink);
    expect(named("fillText")[0]?.args[0]).toMatch(/^<img/);
  });

  it("shorten long names and leave out numbers under them", () => {
    const { context, named } = fakeContext();
    expect(fitText(context, "a".repeat(1000), 60)).toBe("aaaaaaaaa…");
    expect(fitText(context, "abc", 2)).toBe("");
    drawAxes(context, scale, { x: "n".repeat(15), y: "" }, ink);
    const long = named("fillText").length;
    drawAxes(context, scale, { x: "", y: "" }, ink);
    expect(named("fillText").length - long).toBeGreaterThan(long);
  });
});

describe("sketches and questions", () => {
  it("draw nothing when there is nothing", () => {
    const { context, named } = fakeContext();
    drawSketch(context, scene, ink, 3);
    drawQuestion(context, scene.question, scene, ink, 3);
    expect([...named("stroke"), ...named("fill")]).toHaveLength(0);
  });

  it("draw every kind of unfinished work and every mark", () => {
    const { context, named } = fakeContext();
    const sketch = { added: [[1, 1], [2, 2]] as [number, number][], moving: { index: 0, to: [3, 3] as [number, number] }, brush: { at: [50, 50] as [number, number], radius: 18 }, doomed: [1] };
    drawSketch(context, { ...scene, sketch }, ink, 3);
    expect(named("fill").length).toBeGreaterThanOrEqual(4);
    const before = named("stroke").length;
    drawQuestion(context, { points: [0], guess: [1, 1], truth: [2, 2] }, scene, ink, 3);
    expect(named("stroke").length).toBeGreaterThan(before + 4);
  });
});
