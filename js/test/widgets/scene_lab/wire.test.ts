import { describe, expect, it } from "vitest";
import { decodeScene } from "../../../src/widgets/scene_lab/wire";
import { makeScene } from "./made";

describe("the wire of a scene", () => {
  it("is decoded: bits, bytes and numbers", () => {
    const scene = decodeScene(makeScene());
    expect([...scene.valid]).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
    expect([...scene.counts]).toEqual([2, 3, 2]);
    expect(scene.bands[1]!.values[2]).toBe(0.75);
    expect([...scene.truth!.table]).toEqual([2, 0, 1, 2, 0, 2]);
    expect(decodeScene(makeScene({ truth: null })).truth).toBeNull();
  });
});
