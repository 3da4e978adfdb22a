// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import { Highlight, type Aim } from "../../src/core/highlight";
import { barAim, pointsAt } from "../../src/panels/pointing";

function made(open?: (aim: Aim) => boolean): { highlight: Highlight; send(type: string, x: number, pointerType?: string): void } {
  const element = document.createElement("div");
  vi.spyOn(element, "getBoundingClientRect").mockReturnValue({ left: 10, top: 0, width: 200, height: 100 } as DOMRect);
  vi.spyOn(element, "clientWidth", "get").mockReturnValue(100); // the page is scaled by two
  vi.spyOn(element, "clientHeight", "get").mockReturnValue(50);
  const highlight = new Highlight();
  pointsAt(element, highlight, { find: (x) => (x < 0 ? null : { kind: "point", point: Math.round(x) }), ...(open ? { open } : {}) });
  return {
    highlight,
    send: (type, x, pointerType = "mouse") => element.dispatchEvent(Object.assign(new MouseEvent(type, { clientX: x, bubbles: true }), { pointerType })),
  };
}

it("the mouse passes over what lies there, in the element's own pixels", () => {
  const { highlight, send } = made();
  send("pointermove", 50);
  expect(highlight.aim).toEqual({ kind: "point", point: 20 });
  send("pointerleave", 0);
  expect(highlight.aim).toBeNull();
});

it("a tap keeps it, a second one lets go, and one on nothing does too", () => {
  const { highlight, send } = made();
  send("click", 50, "touch");
  expect(highlight.kept).toEqual({ kind: "point", point: 20 });
  send("click", 50, "touch");
  expect(highlight.kept).toBeNull();
  send("click", 50, "touch");
  send("click", 0, "touch");
  expect(highlight.kept).toBeNull();
});

it("a click opens what leads somewhere; a finger lights it first", () => {
  const opened: Aim[] = [];
  const { highlight, send } = made((aim) => opened.push(aim) > 0);
  send("click", 50, "touch");
  expect([opened.length, highlight.kept]).toEqual([0, { kind: "point", point: 20 }]);
  send("click", 50, "touch");
  send("click", 90);
  expect(opened).toEqual([{ kind: "point", point: 20 }, { kind: "point", point: 40 }]);
});

it("one bar is its point, several in one pixel are a set", () => {
  expect([barAim([], ""), barAim([4], ""), barAim([4, 5], "2 points")])
    .toEqual([null, { kind: "point", point: 4 }, { kind: "points", points: [4, 5], text: "2 points" }]);
});
