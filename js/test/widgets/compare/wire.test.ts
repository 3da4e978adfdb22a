import { describe, expect, it } from "vitest";
import { countsOf, decodeCompare } from "../../../src/widgets/compare/wire";
import { makeCompare } from "./made";

describe("a comparison from Python", () => {
  const { lanes } = decodeCompare(makeCompare());

  it("has the rows of each trace", () => {
    expect(lanes.map(({ rows }) => rows?.id)).toEqual([1, 1]);
  });

  it("has no rows where none are sent", () => {
    expect(decodeCompare({ ...makeCompare(), rows: [] }).lanes[0]!.rows).toBeNull();
  });

  it("counts clusters and noise once there are labels", () => {
    expect(countsOf(lanes[0]!, 1)).toBeNull();
    expect(countsOf(lanes[0]!, 2)).toEqual({ clusters: 2, noise: 0 });
    const { none } = lanes[0]!.trace;
    const trace = { ...lanes[0]!.trace, labels: () => new Uint8Array([0, none, none]), sizes: () => [1, 0] };
    expect(countsOf({ ...lanes[0]!, trace }, 2)).toEqual({ clusters: 1, noise: 2 });
  });
});
