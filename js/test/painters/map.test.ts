// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { ease, mix } from "../../src/core/motion";
import { stageFor } from "./stage";

afterEach(() => { vi.restoreAllMocks(); });

describe("a map", () => {
  const places = (seen: ReturnType<typeof stageFor>, step: number): number[][] => {
    const { scale } = seen.scene(step);
    const row = [...seen.trace.row("units", step)!];
    return [0, 1, 2].map((i) => [scale.x(row[2 * i]!), scale.y(row[2 * i + 1]!)]);
  };
  const close = (spots: unknown[][], wanted: number[][]): void => {
    expect(spots.length).toBe(wanted.length);
    spots.forEach((spot, i) => spot.forEach((v, axis) => expect(v).toBeCloseTo(wanted[i]![axis]!, 4)));
  };

  it("is not there before its units start", () => {
    const seen = stageFor("map");
    seen.at(0);
    expect(seen.overlay("lineTo")).toEqual([]);
  });

  it("joins units that are neighbors on the grid", () => {
    const seen = stageFor("map");
    seen.at(1);
    const [a, b, c] = places(seen, 1) as [number[], number[], number[]];
    close(seen.overlay("moveTo").map(({ args }) => args), [a, b]);
    close(seen.overlay("lineTo").map(({ args }) => args), [b, c]);
  });

  it("shows the way of each unit that a point pulls, and glides it", () => {
    const seen = stageFor("map");
    seen.at(2, 0.4);
    const [from, to] = [places(seen, 1), places(seen, 2)];
    const now = from.map((spot, i) => spot.map((v, axis) => mix(v, to[i]![axis]!, ease(0.4))));
    close(seen.overlay("moveTo").slice(2, 5).map(({ args }) => args), from);
    close(seen.overlay("lineTo").slice(2, 5).map(({ args }) => args), now);
    seen.at(3);
    expect(seen.overlay("lineTo").length).toBe(2);
  });

  it("colors units once they have clusters", () => {
    const seen = stageFor("map");
    seen.at(2);
    const discs = (): number => seen.overlay("arc").length;
    const plain = discs();
    seen.at(3);
    expect(seen.overlay("fill").map(({ style }) => style["fillStyle"])).toContain("rgba(0, 114, 178, 1)");
    expect(discs()).not.toBe(plain);
  });
});
