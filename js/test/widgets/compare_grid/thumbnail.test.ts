// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import { decode } from "../../../src/core/trace";
import { drawCell, SIDE } from "../../../src/widgets/compare_grid/thumbnail";
import { makeWire } from "../../wire";

it("draws each point in its cluster's color, within the picture", () => {
  const trace = decode(makeWire(1));
  const drawn: [string, number, number][] = [];
  const context = { fillStyle: "", clearRect: () => undefined, fillRect(x: number, y: number) { drawn.push([this.fillStyle, x, y]); } };
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(context as never);
  drawCell(document.createElement("canvas"), trace, trace.frames - 1);
  const { clusters, noise } = trace.head;
  const labels = [...trace.labels(trace.frames - 1)!];
  expect(drawn.map(([color]) => color)).toEqual(labels.map((label) => clusters[label]?.color ?? noise));
  expect(drawn.every(([, x, y]) => x >= 0 && y >= 0 && x < SIDE && y < SIDE)).toBe(true);
  vi.restoreAllMocks();
});
