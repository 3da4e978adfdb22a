import { describe, expect, it } from "vitest";
import { Highlight } from "../../../src/core/highlight";
import { clusterAim, LaneHighlight } from "../../../src/widgets/compare/lane_highlight";
import { decodeCompare } from "../../../src/widgets/compare/wire";
import { makeCompare } from "./made";

const lane = decodeCompare(makeCompare()).lanes[1]!;
const words = (key: string, values: Record<string, unknown> = {}): string => `${key} ${Object.values(values).join(" ")}`;

describe("what one plane points at", () => {
  it("tells a cluster as its points, with its letter and estimator", () => {
    expect(clusterAim(words, lane, 2, 0)).toEqual({ kind: "points", points: [0, 1], text: "compare.cluster B Two 2" });
  });

  it("is told to all planes, a point as it is", () => {
    const shared = new Highlight();
    const own = new LaneHighlight(shared, (cluster) => clusterAim(words, lane, 2, cluster));
    own.pass({ kind: "point", point: 3 });
    expect(shared.aim).toEqual({ kind: "point", point: 3 });
    expect(own.aim).toBe(shared.aim);
    own.keep({ kind: "cluster", cluster: 0 });
    expect(shared.kept).toMatchObject({ kind: "points", points: [0, 1] });
    expect(own.kept).toBe(shared.kept);
    own.toggle({ kind: "cluster", cluster: 0 });
    expect(shared.kept).toBeNull();
    own.hold(true);
    own.keep({ kind: "point", point: 1 });
    expect(shared.aim).toBeNull();
  });
});
