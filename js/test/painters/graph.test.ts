// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { graphPlan } from "../painter_wires";
import { stageFor } from "./stage";

afterEach(() => { vi.restoreAllMocks(); });

describe("points that change their cluster", () => {
  it("are ringed, in the embedding too", () => {
    const seen = stageFor("graph");
    const rings = (): unknown[] => seen.overlay("arc").map(({ args }) => args.slice(0, 2));
    seen.at(4);
    expect(rings()).toEqual([]);
    seen.at(5);
    const places = seen.places();
    expect(rings()).toEqual([[places[12], places[13]], [places[12], places[13]]]);
    expect(graphPlan.frames[5]!.focus!.points).toEqual([6]);
  });
});
