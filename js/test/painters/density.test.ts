// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { changed, densityPlan } from "../painter_wires";
import { stageFor } from "./stage";

afterEach(() => { vi.restoreAllMocks(); });

const white = [255, 255, 255];

describe("looks", () => {
  it("are filled for core points and hollow for border points, in the cluster's shape", () => {
    const seen = stageFor("density");
    seen.at(5);
    const looks = seen.looks();
    for (const [point, cluster, hollow] of [[0, 0, false], [1, 0, true], [2, 0, false], [3, 1, false], [4, 1, true], [5, 1, true]] as const) {
      expect(looks[point]!.shape).toBe(["circle", "square"][cluster]);
      expect(looks[point]!.fill).toEqual(hollow ? white : [[0, 114, 178], [230, 159, 0]][cluster]);
      if (hollow) expect(looks[point]!.outlineWidth).toBeGreaterThan(1);
      if (hollow) expect(looks[point]!.outline).not.toBeNull();
    }
  });

  it("are an x for noise and a faint dot for what is not reached", () => {
    const seen = stageFor("density");
    seen.at(3);
    const looks = seen.looks();
    expect(looks[6]!.shape).toBe("x");
    expect(looks[7]!.shape).toBe("circle");
    const faint = (fill: readonly number[]): number => fill.reduce((sum, v) => sum + v, 0);
    expect(faint(looks[7]!.fill)).toBeGreaterThan(faint([138, 143, 152]));
    expect(faint(looks[7]!.fill)).toBeLessThan(faint(white));
    expect(looks[3]).toEqual(looks[7]);
    expect(looks[6]!.fill).not.toEqual(looks[7]!.fill);
  });

  it("all wait before the first label", () => {
    const seen = stageFor("density");
    seen.at(0);
    expect(new Set(seen.looks()).size).toBe(1);
    seen.at(3);
    const waiting = seen.looks()[7];
    seen.at(0);
    expect(seen.looks()[0]).toEqual(waiting);
  });

  it("know noise and waiting where labels have two bytes, and a trace without clusters", () => {
    const { frames } = densityPlan;
    const none = stageFor({ ...densityPlan, k: 0, frames: [frames[0]!, { kind: "stop", labels: frames[5]!.labels!.map(() => 255) }] });
    none.at(1);
    expect(none.looks().map(({ shape }) => shape)).toEqual(new Array(8).fill("x"));
    const wide = stageFor("density");
    Object.assign(wide.trace.head, { label_bytes: 2 });
    vi.spyOn(wide.trace, "labels").mockReturnValue(Uint16Array.of(0, 0, 0, 1, 300, 254, 65535, 65534));
    wide.at(5);
    const looks = wide.looks();
    expect([looks[6]!.shape, looks[7]!.shape]).toEqual(["x", "circle"]);
    expect(looks[6]).not.toEqual(looks[7]);
  });

  it("are no x while points are only put in order", () => {
    const walk = { ...densityPlan.frames[3]!, kind: "visit" as const };
    const plan = changed({ ...densityPlan, frames: [densityPlan.frames[0]!, walk, { ...walk, kind: "assign" }] }, { curve: { kind: "reachability", title: "", param: null, at: null } });
    const seen = stageFor(plan);
    seen.at(1);
    expect(seen.looks().map(({ shape }) => shape)).not.toContain("x");
    expect(seen.looks()[6]!.fill).not.toEqual(seen.looks()[7]!.fill);
    seen.at(2);
    expect(seen.looks()[6]!.shape).toBe("x");
  });

  it("are all filled where nothing is known of cores", () => {
    const { core: _, ...fixed } = densityPlan.fixed!;
    const seen = stageFor({ ...densityPlan, fixed });
    seen.at(5);
    expect(seen.looks().filter(({ fill }) => String(fill) === String(white))).toEqual([]);
  });
});

describe("the point that is looked at", () => {
  it("has a circle of eps about it, as far as eps on the axes", () => {
    const seen = stageFor("density");
    for (const step of [1, 4]) {
      seen.at(step);
      const { scale, xy } = seen.scene(step);
      const { point, radius } = seen.trace.head.frames.focus[step]!;
      const [x, y, r] = seen.overlay("arc")[0]!.args as number[];
      expect([x, y]).toEqual([xy[2 * point!], xy[2 * point! + 1]]);
      expect(r).toBeCloseTo(radius! * scale.unit, 6);
      expect(r).toBeCloseTo(scale.x(radius!) - scale.x(0), 6);
    }
  });

  it("has a circle that grows while it glides", () => {
    const seen = stageFor("density");
    seen.at(0);
    const radii = [0, 0.4, 0.8, 1].map((t) => { seen.at(1, t); return seen.overlay("arc")[0]!.args[2] as number; });
    expect(radii).toEqual([...radii].sort((a, b) => a - b));
    expect(radii[0]).toBeLessThan(radii[3]!);
  });

  it("has no circle where it would lie: in a projection, and where eps has no end", () => {
    const arcs = (plan: typeof densityPlan): number[] => {
      const seen = stageFor(plan);
      seen.at(1);
      return seen.overlay("arc").map(({ args }) => args[2] as number);
    };
    const unit = stageFor("density").scene(0).scale.unit;
    const whole = arcs(densityPlan);
    expect(whole).toContain(1.5 * unit);
    expect(arcs(changed(densityPlan, { plane: false }))).toEqual(whole.slice(1));
    const endless = densityPlan.frames.map((f) => ({ ...f, ...(f.focus && { focus: { ...f.focus, radius: Infinity } }) }));
    expect(arcs({ ...densityPlan, frames: endless })).toEqual(whole.slice(1));
  });

  it("is joined to the points that it brings in", () => {
    const seen = stageFor("density");
    seen.at(4);
    const { xy } = seen.scene(4);
    expect(seen.overlay("lineTo").map(({ args }) => args)).toEqual([3, 4, 5].map((i) => [xy[2 * i], xy[2 * i + 1]]));
    seen.at(5);
    expect(seen.overlay("lineTo")).toEqual([]);
    expect(seen.overlay("arc")).toEqual([]);
  });
});
