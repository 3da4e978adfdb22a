// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import { emptySketch, type Scene, type Spot } from "../../../src/core/plane_scene";
import type { Edit } from "../../../src/core/types";
import { hands, type HandName } from "../../../src/widgets/sandbox/hands";
import { madeTrace } from "../../painters/made";
import { madeScene } from "../../painters/scene";

const setting = { size: 6, density: 3, seed: 0, count: 6, renumbered: false, most: 5000 };
let scene: Scene;
const tools = hands(() => setting);

beforeEach(() => {
  Object.assign(setting, { size: 6, density: 3, seed: 0, count: 6, renumbered: false, most: 5000 });
  const trace = madeTrace();
  trace.head.domain = [0, 10, 0, 10];
  scene = madeScene(0, { trace });
});

const at = (x: number, y: number): Spot => [scene.scale.x(x), scene.scale.y(y)];

/** Press, go along places in data units, and let go. */
function stroke(name: HandName, ...places: Spot[]): Edit | null {
  scene.sketch = emptySketch();
  const [first, ...rest] = places.map((place) => at(...place));
  const gesture = tools[name].begin(scene, first!);
  for (const spot of rest) gesture?.move(spot);
  return gesture?.end([first!, ...rest].at(-1)!) ?? null;
}

const added = (edit: Edit | null): Spot[] => (edit as Extract<Edit, { kind: "points_add" }>).to;

describe("the brush", () => {
  it("leaves points within its circle, as many on the same way however the pointer tells of it", () => {
    const coarse = added(stroke("brush", [2, 2], [8, 2]));
    const fine = added(stroke("brush", [2, 2], ...Array.from({ length: 60 }, (_, i): Spot => [2 + 0.1 * (i + 1), 2])));
    expect(fine.length).toBe(coarse.length);
    expect(coarse.length).toBe(3 * 21);
    for (const [x, y] of coarse) {
      expect(Math.abs(y - 2)).toBeLessThanOrEqual(0.6);
      expect(x).toBeGreaterThan(1.3);
    }
  });

  it("is repeated by the same seed and changed by another", () => {
    const first = added(stroke("brush", [5, 5]));
    expect(added(stroke("brush", [5, 5]))).toEqual(first);
    setting.seed = 1;
    expect(added(stroke("brush", [5, 5]))).not.toEqual(first);
  });

  it("follows size and density, and stops where the plane is full", () => {
    setting.density = 10;
    expect(added(stroke("brush", [5, 5]))).toHaveLength(10);
    setting.size = 20;
    expect(tools.brush.radius(scene)).toBeCloseTo(2 * scene.scale.unit);
    setting.most = setting.count + 4;
    expect(added(stroke("brush", [5, 5], [9, 5]))).toHaveLength(4);
    setting.most = setting.count;
    expect(stroke("brush", [5, 5])).toBeNull();
    expect(tools.brush.begin(scene, [-5, -5])).toBeNull();
  });
});

describe("the other tools", () => {
  it("put one point, where it is let go", () => {
    expect(stroke("put", [3, 3], [4, 4.5])).toEqual({ kind: "points_add", to: [[expect.closeTo(4, 2), expect.closeTo(4.5, 2)]] });
    expect(tools.put.radius(scene)).toBeNull();
    setting.most = setting.count;
    expect(stroke("put", [3, 3])).toBeNull();
  });

  it("erase what comes under them, each once", () => {
    const [x, y] = [scene.trace.points[0]!, scene.trace.points[1]!];
    const edit = stroke("erase", [x, y], [x + 0.1, y], [x, y]) as Extract<Edit, { kind: "points_delete" }>;
    expect(edit.kind).toBe("points_delete");
    expect(edit.index).toContain(0);
    expect(new Set(edit.index).size).toBe(edit.index.length);
    expect(stroke("erase", [-40, -40])).toBeNull();
  });

  it("name no point where all are about to have other numbers", () => {
    const [x, y] = [scene.trace.points[0]!, scene.trace.points[1]!];
    setting.renumbered = true;
    for (const name of ["erase", "jitter", "magnet"] as const) expect(stroke(name, [x, y])).toBeNull();
    expect(stroke("brush", [x, y])).not.toBeNull();
  });

  it("jitter and pull the points under their circle alone", () => {
    const [x, y] = [scene.trace.points[0]!, scene.trace.points[1]!];
    const shaken = stroke("jitter", [x, y]) as Extract<Edit, { kind: "points_move" }>;
    expect(shaken.index).toContain(0);
    expect(shaken.index.length).toBeLessThan(scene.trace.head.n);
    expect(stroke("jitter", [x, y])).toEqual(shaken);
    const middle: Spot = [x + 0.4, y];
    const pulled = stroke("magnet", middle) as Extract<Edit, { kind: "points_move" }>;
    const to = pulled.to[pulled.index.indexOf(0)]!;
    expect(to[0]).toBeCloseTo(x + 0.2 * 0.4, 2);
    expect(scene.sketch.moved.size).toBe(pulled.index.length);
    expect(stroke("magnet", [30, 30])).toBeNull();
  });
});
