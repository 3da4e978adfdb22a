// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from "vitest";
import type { Aim } from "../../src/core/highlight";
import type { Plane } from "../../src/core/plane";
import type { Spot } from "../../src/core/plane_scene";
import { decode } from "../../src/core/trace";
import { planePanel } from "../../src/panels/plane_panel";
import { makeWire } from "../wire";

const trace = decode(makeWire());
let lit: (Aim | null)[] = [];
let said: string[] = [];
let spot: Spot = [100, 80];
let step = 4;

function panel(): ReturnType<typeof planePanel> {
  const plane = { element: document.createElement("div"), light: (aim: Aim | null) => { lit.push(aim); }, placeOf: () => spot } as unknown as Plane;
  vi.spyOn(plane.element, "clientWidth", "get").mockReturnValue(300);
  vi.spyOn(plane.element, "clientHeight", "get").mockReturnValue(200);
  return planePanel(plane, {
    words: (key, values = {}) => [key, ...Object.values(values)].join(" "), hint: "hint", announce: (text) => { said.push(text); },
    now: () => ({ trace, step, rows: null }),
  });
}

const cardOf = (element: HTMLElement): HTMLElement => element.querySelector<HTMLElement>(".tc-card")!;

beforeEach(() => {
  [lit, said, spot, step] = [[], [], [100, 80], 4];
  vi.restoreAllMocks();
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(120);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(60);
});

it("what is pointed at elsewhere lights up on the plane", () => {
  const { light } = panel();
  light!({ kind: "point", point: 1 });
  light!(null);
  expect(lit).toEqual([{ kind: "point", point: 1 }, null]);
});

it("a point's card stands beside it, and goes with it", () => {
  const { element, light } = panel();
  expect(cardOf(element).hidden).toBe(true);
  light!({ kind: "point", point: 1 });
  expect(cardOf(element).hidden).toBe(false);
  expect(cardOf(element).textContent).toContain("card.row 1");
  expect([cardOf(element).style.left, cardOf(element).style.top]).toEqual(["116px", "50px"]);
  light!(null);
  expect(cardOf(element).hidden).toBe(true);
});

it("the card never covers its point", () => {
  const { element, light } = panel();
  for (const [x, y] of [[5, 5], [295, 195], [150, 100], [150, 10], [10, 190], [290, 20]] as const) {
    spot = [x, y];
    light!({ kind: "point", point: 1 });
    const { left, top } = cardOf(element).style;
    const [l, t] = [parseFloat(left), parseFloat(top)];
    expect(x > l && x < l + 120 && y > t && y < t + 60).toBe(false);
  }
});

it("is told once for each thing pointed at, and not again at each step", () => {
  const { light } = panel();
  light!({ kind: "point", point: 2 });
  step = 5;
  light!({ kind: "point", point: 2 });
  expect(said).toEqual([expect.stringMatching(/^card\.row 2/)]);
  light!({ kind: "points", points: [0, 1], text: "A bar." });
  light!({ kind: "cluster", cluster: 1 });
  expect(said.slice(1)).toEqual(["A bar.", "look.cluster B 3"]);
});

it("a line under the plane says what can be pointed at, and what a set is", () => {
  const { element, light } = panel();
  const line = element.querySelector(".tc-look")!;
  expect(line.textContent).toBe("hint");
  light!({ kind: "points", points: [0, 1], text: "A bar." });
  expect(line.textContent).toBe("A bar.");
  light!(null);
  expect(line.textContent).toBe("hint");
});
