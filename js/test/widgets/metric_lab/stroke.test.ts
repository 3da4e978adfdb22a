// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { Plane } from "../../../src/core/plane";
import { Stroke } from "../../../src/widgets/metric_lab/stroke";
import { fakeContext } from "../../marks/fake_context";

const PLACES = [[50, 50], [60, 50], [120, 50], [200, 200]] as const;

function made(): { element: HTMLElement; given: number[][]; stroke: Stroke; owner: { fixed: boolean } } {
  const given: number[][] = [];
  const element = document.createElement("div");
  const owner = { plane: { placeOf: (i: number) => PLACES[i]! } as unknown as Plane, n: 4, fixed: false, color: "#0072b2", give: (points: number[]) => { given.push(points); }, wake: () => undefined };
  Object.defineProperties(element, { clientWidth: { value: 300 }, clientHeight: { value: 300 } });
  element.getBoundingClientRect = () => ({ left: 0, top: 0, width: 300, height: 300 }) as DOMRect;
  return { element, given, owner, stroke: new Stroke(() => owner, element) };
}
const send = (element: HTMLElement, type: string, x: number, y: number): void => {
  const event = new MouseEvent(type, { clientX: x, clientY: y, button: 0 });
  Object.assign(event, { pointerId: 1, isPrimary: true });
  element.dispatchEvent(event);
};
const drawn = (stroke: Stroke): number => {
  const { context, named } = fakeContext();
  stroke.paint({ xy: Float32Array.from(PLACES.flat()) } as never, { context, ink: { bg: [255, 255, 255], fg: [0, 0, 0] }, radius: 4 } as never);
  return named("arc").length;
};

describe("a stroke", () => {
  it("gives the point that is pressed, the nearest one", () => {
    const { element, given, stroke } = made();
    send(element, "pointerdown", 58, 52);
    send(element, "pointermove", 59, 52);
    send(element, "pointerup", 59, 52);
    send(element, "lostpointercapture", 59, 52);
    expect(given).toEqual([[1]]);
    expect(drawn(stroke)).toBe(2);
    stroke.drop();
    expect(drawn(stroke)).toBe(0);
  });
  it("gives all points that come under the brush, each once", () => {
    const { element, given, stroke } = made();
    send(element, "pointerdown", 20, 50);
    for (const x of [45, 60, 90, 120, 50]) send(element, "pointermove", x, 50);
    expect(drawn(stroke)).toBe(7);
    send(element, "pointerup", 50, 50);
    expect(given.map((points) => points.sort())).toEqual([[0, 1, 2]]);
  });
  it("is none on empty ground, where it's taken away, where labels are fixed, and once it ended", () => {
    const { element, given, stroke, owner } = made();
    send(element, "pointerdown", 280, 20);
    send(element, "pointerup", 280, 20);
    send(element, "pointerdown", 50, 50);
    send(element, "pointercancel", 50, 50);
    send(element, "pointerup", 50, 50);
    owner.fixed = true;
    send(element, "pointerdown", 50, 50);
    send(element, "pointerup", 50, 50);
    owner.fixed = false;
    stroke.end();
    send(element, "pointerdown", 50, 50);
    send(element, "pointerup", 50, 50);
    expect(given).toEqual([]);
  });
});
