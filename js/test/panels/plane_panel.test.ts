// @vitest-environment jsdom
import { expect, it } from "vitest";
import type { Aim } from "../../src/core/highlight";
import type { Plane } from "../../src/core/plane";
import { planePanel } from "../../src/panels/plane_panel";

it("what is pointed at elsewhere lights up on the plane", () => {
  const lit: (Aim | null)[] = [];
  const plane = { element: document.createElement("div"), light: (aim: Aim | null) => { lit.push(aim); } } as unknown as Plane;
  const panel = planePanel(plane);
  panel.light!({ kind: "point", point: 1 });
  panel.light!(null);
  expect(lit).toEqual([{ kind: "point", point: 1 }, null]);
  expect(panel.element.contains(plane.element)).toBe(true);
});
