import { describe, expect, it } from "vitest";
import { decodeScan, nearestStep } from "../../../src/widgets/k_lab/wire";
import { makeScanWire } from "./made";

describe("a scan on the wire", () => {
  it("is a trace whose frames are the ks, and the silhouettes of each", () => {
    const scan = decodeScan(makeScanWire())!;
    expect(scan.k).toEqual([1, 2, 4]);
    expect(scan.trace.frames).toBe(3);
    expect([...scan.trace.labels(1)!]).toEqual([0, 0, 0, 1, 1, 1]);
    const { start, clusters } = scan.silhouettes[2]!;
    const scored = clusters.reduce((sum, cluster) => sum + cluster.scored, 0);
    expect(start + scored).toBe(scan.values.length);
    expect([...scan.values].slice(0, 2)).toEqual([expect.closeTo(0.8), expect.closeTo(0.75)]);
  });

  it("is none where none was made", () => {
    expect([decodeScan(undefined), decodeScan({})]).toEqual([null, null]);
  });
});

it("the nearest k is found, the first of two that are as near", () => {
  expect([0, 2, 3.4, 9].map((k) => nearestStep([1, 3, 4], k))).toEqual([0, 0, 1, 2]);
});
