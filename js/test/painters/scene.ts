import { emptySketch, noQuestion, type Scene } from "../../src/core/plane_scene";
import { planeScale } from "../../src/core/scales";
import { madeTrace } from "./made";

/** A scene at rest on a frame of the made trace, on a plane of 400 x 300. */
export function madeScene(step: number, change: Partial<Scene> = {}): Scene {
  const trace = change.trace ?? madeTrace();
  const scale = planeScale(trace.head.domain, 400, 300);
  return {
    trace, from: step, step, t: 1, scale, ratio: 1, hand: null, picked: null, hover: null, preview: null,
    theme: {
      bg: "rgb(255, 255, 255)", fg: "rgb(31, 35, 40)", muted: "rgb(89, 99, 110)", grid: "rgb(225, 228, 232)",
      accent: "rgb(9, 105, 218)", font: "sans-serif",
    },
    xy: trace.points.map((value, i) => (i % 2 === 0 ? scale.x(value) : scale.y(value))),
    options: { regions: true, links: false, tool: "centers", readonly: false },
    sketch: emptySketch(), question: noQuestion(),
    ...change,
  };
}
