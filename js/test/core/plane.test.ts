// @vitest-environment jsdom
/** What the plane shows and when it draws. */
import { describe, expect, it, vi } from "vitest";
import type { PlaneTrace } from "../../src/core/plane_scene";
import type { Scaling } from "../../src/core/types";
import { madeTrace } from "../painters/made";
import { OPTIONS, painted, plane, pointer, queue, reduceMotion, resized, run, scene, sighted, stagePlane } from "./plane_stage";

stagePlane();

describe("frames", () => {
  it("says what it shows", () => {
    expect(plane.element.getAttribute("role")).toBe("img");
    expect(plane.element.getAttribute("aria-label")).toBe("assign 5");
  });

  it("starts where the trace says and refuses a painter that nobody wrote", () => {
    plane.setTrace(madeTrace({ initial_step: 99 }));
    run();
    expect(painted.at(-1)?.step).toBe(7);
    expect(() => plane.setTrace(madeTrace({ painter: "nobody" }))).toThrow("nobody");
  });

  it("glides from the frame shown before, and rests at the end", () => {
    painted.length = 0;
    plane.show(6, true);
    run(600);
    expect(painted[0]).toMatchObject({ from: 5, step: 6, t: 0 });
    expect(painted.at(-1)).toEqual({ from: 6, step: 6, t: 1 });
    expect(painted.length).toBeGreaterThan(20);
    expect(queue).toHaveLength(0);
  });

  it("cuts when not asked to glide or when the system asks for less motion", () => {
    painted.length = 0;
    plane.show(4, false);
    run(100);
    reduceMotion();
    plane.show(5, true);
    run(100);
    expect(painted).toEqual([{ from: 4, step: 4, t: 1 }, { from: 5, step: 5, t: 1 }]);
  });

  it("ends every glide of a fast player", () => {
    for (const step of [1, 2, 3, 4, 5]) { plane.show(step, true); run(200); }
    expect(painted.filter(({ t, step }) => t === 1 && step < 5 && step > 1).map(({ step }) => step)).toEqual([2, 3, 4]);
  });
});

describe("the ring of a question", () => {
  it("stands about its point, moves with it, and goes", () => {
    const ring = plane.element.querySelector<HTMLElement>(".tc-ring")!;
    const place = (point: number): string => `translate(${scene.xy[2 * point]}px, ${scene.xy[2 * point + 1]}px)`;
    expect(ring.hidden).toBe(true);
    plane.ring(1);
    expect([ring.hidden, ring.style.transform]).toEqual([false, place(1)]);
    plane.stretch([1, 3]);
    run();
    expect(ring.style.transform).toBe(place(1));
    plane.ring(null);
    expect(ring.hidden).toBe(true);
  });
});

describe("axes", () => {
  it("stretch under the learner's hand, and stand as they are with another trace", () => {
    const [x, y] = [scene.xy[0]!, scene.xy[1]!];
    const unit = scene.scale.units;
    plane.stretch([1, 3]);
    run();
    expect(scene.scale.units[1] / scene.scale.units[0]).toBeCloseTo((3 * unit[1]) / unit[0]);
    expect([scene.xy[0], scene.xy[1]]).not.toEqual([x, y]);
    painted.length = 0;
    plane.stretch([1, 3]);
    run();
    expect(painted).toEqual([]);
    plane.setTrace(madeTrace());
    run();
    expect([scene.xy[0], scene.xy[1]]).toEqual([x, y]);
  });

  describe("of features that are scaled otherwise", () => {
    const scaling = (features: "given" | "standardized"): Scaling => ({ features, factors: [1, 1], handles: [true, true], names: [], why: "", code: "" });
    /** The same points with features a quarter as wide, and half as high: their places on the picture. */
    const scaled = (features: "given" | "standardized", bend = 0): PlaneTrace => {
      const trace = madeTrace({ scaling: scaling(features), domain: features === "given" ? [0, 10, 0, 10] : [0, 2.5, 0, 5] });
      const points = trace.points.map((value, i) => (features === "given" ? value : value / (i % 2 ? 2 : 4) + bend * value * value));
      return { ...trace, points };
    };
    const places = (): number[] => [...scene.xy].map((place) => Math.round(place));
    const turn = (next: PlaneTrace): number[][] => {
      plane.setTrace(scaled("given"));
      run();
      plane.setTrace(next);
      const seen: number[][] = [];
      for (let i = 0; i < 60; i += 1) { run(); seen.push(places()); }
      return seen;
    };

    it("let the points go to their places, and all else with them", () => {
      plane.setTrace(scaled("given"));
      run();
      const before = places();
      const seen = turn(scaled("standardized"));
      seen[0]!.forEach((at, i) => expect(Math.abs(at - before[i]!)).toBeLessThanOrEqual(1));
      const end = seen.at(-1)!;
      expect(end).not.toEqual(before);
      expect(new Set(seen.map(String)).size).toBeGreaterThan(20);
      // each on its way, never past its place
      for (const one of seen) one.forEach((at, i) => expect(at).toBeLessThanOrEqual(1 + Math.max(before[i]!, end[i]!)));
      expect(scene.scale.invert(scene.scale.x(0.25), 0)[0]).toBeCloseTo(0.25, 9);
      expect(queue).toHaveLength(0);
    });

    it("cut where the system asks for less motion", () => {
      reduceMotion();
      expect(new Set(turn(scaled("standardized")).map(String)).size).toBe(1);
    });

    it("cut where they do not go in one way along each axis", () => {
      expect(new Set(turn(scaled("standardized", 0.01)).map(String)).size).toBe(1);
      expect(new Set(turn({ ...scaled("given"), points: scaled("given").points.map((value) => value / 2) }).map(String)).size).toBe(1);
    });

    it("stop under a hand that stretches them", () => {
      plane.setTrace(scaled("given"));
      run();
      plane.setTrace(scaled("standardized"));
      run(100);
      plane.stretch([1, 2]);
      run();
      const there = places();
      run(300);
      expect(places()).toEqual(there);
    });
  });

  it("fill the picture where they need not be equal", () => {
    plane.setOptions({ ...OPTIONS, axes: { equal: false, handles: true } });
    run();
    expect(scene.scale.aspect).not.toBe(1);
    expect(scene.scale.box.left).toBeGreaterThan(60);
  });
});

describe("a plane that can't be seen", () => {
  it("draws nothing while scrolled away and catches up when it comes back", () => {
    plane.show(6, true);
    sighted([{ isIntersecting: false }]);
    painted.length = 0;
    plane.show(7, true);
    run(500);
    expect(painted).toEqual([]);
    sighted([{ isIntersecting: true }]);
    run(100);
    expect(painted).toEqual([{ from: 7, step: 7, t: 1 }]);
  });

  it("stops when it is detached and draws at once when it has a size again", () => {
    plane.show(6, true);
    plane.element.remove();
    run(100);
    expect(queue).toHaveLength(0);
    document.body.append(plane.element);
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(300);
    painted.length = 0;
    resized();
    expect(painted).toEqual([{ from: 6, step: 6, t: 1 }]);
    expect(scene.scale.width).toBe(300);
  });

  it("is silent once destroyed", () => {
    plane.show(6, true);
    painted.length = 0;
    plane.destroy();
    plane.show(7, true);
    plane.redraw();
    pointer("pointerdown", 10, 10);
    run(100);
    expect(painted).toEqual([]);
  });
});
