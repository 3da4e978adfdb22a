import { describe, expect, it } from "vitest";
import { makeInk } from "../../src/marks/brush";
import { arcPoint, drawCenter, drawTrail } from "../../src/marks/centers";
import { madeScene } from "../painters/scene";
import { fakeContext } from "./fake_context";

const scene = madeScene(5);
const ink = makeInk(scene.theme, scene);

describe("centers and trails", () => {
  it("draw the letter in an ink that reads on the disc", () => {
    const { context, named } = fakeContext();
    drawCenter(context, 10, 10, { name: "B", color: "#f0e442", shape: "star" }, 12, ink);
    expect(named("fillText")[0]?.args[0]).toBe("B");
    expect(named("fillText")[0]?.style["fillStyle"]).toBe("rgba(26, 26, 26, 1)");
  });

  it("leave no trail where nothing moved or nothing was", () => {
    const { context, calls } = fakeContext();
    drawTrail(context, 5, 5, 6, 5, ink);
    drawTrail(context, NaN, NaN, 60, 5, ink);
    expect(calls).toHaveLength(0);
    drawTrail(context, 5, 5, 60, 5, ink);
    expect(calls.length).toBeGreaterThan(0);
    expect(context.globalAlpha).toBe(1);
  });

  it("take an arc that starts and ends where it must", () => {
    expect(arcPoint(1, 2, 30, 40, 0)).toEqual([1, 2]);
    expect(arcPoint(1, 2, 30, 40, 1)).toEqual([30, 40]);
  });
});
