import { describe, expect, it } from "vitest";
import { planeScale } from "../../src/core/scales";
import { drawAxes, fitText } from "../../src/marks/axes";
import { makeInk } from "../../src/marks/brush";
import { madeScene } from "../painters/scene";
import { fakeContext } from "./fake_context";

const scene = madeScene(5);
const ink = makeInk(scene.theme, scene);

describe("axes", () => {
  const scale = planeScale([0, 10, 0, 10], 300, 240);
  it("draw names as text, whatever is in them", () => {
    const { context, named } = fakeContext();
    drawAxes(context, scale, { x: "<img src=x onerror=alert(1)>\n", y: "" }, ink);
    expect(named("fillText")[0]?.args[0]).toMatch(/^<img/);
  });

  it("shorten long names and leave out numbers under them", () => {
    const { context, named } = fakeContext();
    expect(fitText(context, "a".repeat(1000), 60)).toBe("aaaaaaaaa…");
    expect(fitText(context, "abc", 2)).toBe("");
    drawAxes(context, scale, { x: "n".repeat(15), y: "" }, ink);
    const long = named("fillText").length;
    drawAxes(context, scale, { x: "", y: "" }, ink);
    expect(named("fillText").length - long).toBeGreaterThan(long);
  });
});
