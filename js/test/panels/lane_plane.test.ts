// @vitest-environment jsdom
import "../parts";
import { describe, expect, it, vi } from "vitest";
import { Highlight } from "../../src/core/highlight";
import { decode } from "../../src/core/trace";
import { painters } from "../../src/painters";
import { paintLights } from "../../src/painters/lights";
import { lanePlane } from "../../src/panels/lane_plane";
import { makeWire } from "../wire";

const make = (first: boolean, announce: (text: string) => void) => {
  const trace = decode(makeWire());
  const screen = { words: (key: string) => key, switches: { regions: true, equal: false }, announce };
  const lane = lanePlane(screen, { painters, lights: paintLights, highlight: new Highlight(), first, now: () => ({ trace, step: 0, rows: null }) });
  document.body.append(lane.picture.element);
  lane.plane.setTrace(trace);
  return { lane, screen };
};

describe("a plane among others", () => {
  it("follows the switches that all share", () => {
    const { lane, screen } = make(true, () => undefined);
    const options = vi.spyOn(lane.plane, "setOptions");
    screen.switches = { regions: false, equal: true };
    lane.follow();
    expect(options).toHaveBeenCalledWith(expect.objectContaining({ regions: false, readonly: true, tool: "look", axes: { equal: true, handles: false, bare: false } }));
    lane.plane.destroy();
  });

  it("is heard where it is the first", () => {
    for (const first of [true, false]) {
      const announce = vi.fn();
      const { lane } = make(first, announce);
      lane.picture.light?.({ kind: "point", point: 1 });
      expect(announce).toHaveBeenCalledTimes(first ? 1 : 0);
      lane.plane.destroy();
    }
  });
});
