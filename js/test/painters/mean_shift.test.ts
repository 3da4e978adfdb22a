// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { ease, mix } from "../../src/core/motion";
import { stageFor } from "./stage";

afterEach(() => { vi.restoreAllMocks(); });

/** Where seeds are drawn: every second disc is the dot itself. */
function dots(seen: ReturnType<typeof stageFor>): number[][] {
  return seen.overlay("arc").slice(0, 6).filter((_, i) => i % 2 === 1).map(({ args }) => (args as number[]).slice(0, 2));
}

describe("seeds", () => {
  const places = (seen: ReturnType<typeof stageFor>, step: number): number[][] => {
    const { scale } = seen.scene(step);
    const row = [...seen.trace.row("seeds", step)!];
    return [0, 1, 2].map((i) => [scale.x(row[2 * i]!), scale.y(row[2 * i + 1]!)]);
  };

  it("stand where the frame has them, with the way they came", () => {
    const seen = stageFor("mean_shift");
    for (const step of [0, 1, 2, 3]) {
      seen.at(step);
      expect(dots(seen)).toEqual(places(seen, step));
      expect(seen.overlay("lineTo").slice(0, 3).map(({ args }) => args)).toEqual(places(seen, step));
      expect(seen.overlay("moveTo").slice(0, 3).map(({ args }) => args)).toEqual(places(seen, Math.max(0, step - 1)));
    }
  });

  it("glide from frame to frame", () => {
    const seen = stageFor("mean_shift");
    seen.at(1);
    seen.at(2, 0.4);
    const [from, to] = [places(seen, 1), places(seen, 2)];
    dots(seen).forEach((spot, i) => spot.forEach((v, axis) => expect(v).toBeCloseTo(mix(from[i]![axis]!, to[i]![axis]!, ease(0.4)), 6)));
  });

  it("are gone once points have clusters; centers are named in their place", () => {
    const seen = stageFor("mean_shift");
    const names = (): unknown[] => seen.overlay("fillText").map(({ args }) => args[0]);
    seen.at(2);
    expect(names()).toEqual([]);
    seen.at(4);
    expect(seen.overlay("moveTo")).toEqual([]);
    expect(names()).toEqual(["A", "B"]);
  });

});
