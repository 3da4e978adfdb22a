// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { makeInk } from "../../src/marks/brush";
import { paintCenters } from "../../src/painters/center_marks";
import { centerSpots } from "../../src/core/plane_scene";
import { pictured } from "../core/pictured";
import { fakeContext } from "../marks/fake_context";
import { madeScene } from "./scene";

describe("centers", () => {
  it("are discs with letters", () => {
    const [scene, { context, named }] = [madeScene(5), fakeContext()];
    paintCenters(context, scene, makeInk(scene.theme, scene), { spots: centerSpots(scene), t: 1 });
    expect(named("fillText").map(({ args }) => args[0])).toEqual(["A", "B"]);
    expect(named("fillRect")).toHaveLength(0);
  });

  it("are pictures in frames where they are some; the lit one has a halo", () => {
    const [scene, { context, named }] = [madeScene(5, { trace: pictured() }), fakeContext()];
    paintCenters(context, scene, makeInk(scene.theme, scene), { spots: centerSpots(scene), t: 1, halo: (cluster) => cluster });
    expect(named("fillRect")).toHaveLength(8);
    expect(named("strokeRect")).toHaveLength(2);
    expect(named("fillText").map(({ args }) => args[0])).toEqual(["A", "B"]);
  });
});
