import { describe, expect, it } from "vitest";
import type { Level } from "../../src/core/levels";
import { lookAt } from "../../src/core/look";
import { decode } from "../../src/core/trace";
import { changed, densityPlan, wireOf } from "../painter_wires";

const look = (name: string) => ({ name, color: "#000000", shape: "circle" as const });
const fit = decode(wireOf(changed(densityPlan, { more_clusters: [look("C"), look("D")] })));
const level = (...labels: number[]): Level => ({
  labels: Int32Array.from(labels), core: new Uint8Array(8), clusters: Math.max(...labels) + 1, noise: labels.filter((label) => label < 0).length,
});
const at = (found: Level, before = fit) => lookAt(fit, before, 5, { param: "eps", value: 2, level: found, sentence: "At eps = 2: so." }).trace;

describe("a look", () => {
  it("keeps the colours of the clusters that it matches", () => {
    expect([...at(level(1, 1, 1, 0, 0, 0, 0, -1)).labels(5)!]).toEqual([0, 0, 0, 1, 1, 1, 1, 255]);
    expect([...at(level(0, 0, 0, 0, 0, 0, 0, 0)).labels(5)!]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("gives new clusters new colours, and they keep them from level to level", () => {
    const first = at(level(0, 0, 0, 1, 1, 1, 2, 3));
    expect([...first.labels(5)!]).toEqual([0, 0, 0, 1, 1, 1, 2, 3]);
    expect([...at(level(0, 0, 0, 1, 1, 1, -1, 2), first).labels(5)!]).toEqual([0, 0, 0, 1, 1, 1, 255, 3]);
  });

  it("changes its step alone, and not the fit", () => {
    const seen = at(level(0, 0, 0, 0, 0, 0, 0, 0));
    expect(seen.sizes(5)).toEqual([8, 0]);
    expect(seen.labels(4)).toEqual(fit.labels(4));
    expect([...fit.labels(5)!]).toEqual([0, 0, 0, 1, 1, 1, 255, 255]);
    expect([seen.head.frames.caption[5], fit.head.frames.caption[5]]).toEqual(["At eps = 2: so.", "Step 5: stop."]);
    expect([...seen.row("core", 5)!]).toEqual(Array(8).fill(0));
  });
});
