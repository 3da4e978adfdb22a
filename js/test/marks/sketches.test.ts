import { describe, expect, it } from "vitest";
import { makeInk } from "../../src/marks/brush";
import { drawQuestion, drawSketch } from "../../src/marks/sketches";
import { madeScene } from "../painters/scene";
import { fakeContext } from "./fake_context";

const scene = madeScene(5);
const ink = makeInk(scene.theme, scene);

describe("sketches and questions", () => {
  it("draw nothing when there is nothing", () => {
    const { context, named } = fakeContext();
    drawSketch(context, scene, ink, 3);
    drawQuestion(context, scene.question, scene, ink, 3);
    expect([...named("stroke"), ...named("fill")]).toHaveLength(0);
  });

  it("draw every kind of unfinished work and every mark", () => {
    const { context, named } = fakeContext();
    const sketch = { added: [[1, 1], [2, 2]] as [number, number][], pending: [], moved: new Map(), moving: { index: 0, to: [3, 3] as [number, number] }, brush: { at: [50, 50] as [number, number], radius: 18 }, doomed: [1] };
    drawSketch(context, { ...scene, sketch }, ink, 3);
    expect(named("fill").length).toBeGreaterThanOrEqual(4);
    const before = named("stroke").length;
    drawQuestion(context, { points: [0], guess: [1, 1], truth: [2, 2] }, scene, ink, 3);
    expect(named("stroke").length).toBeGreaterThan(before + 4);
  });
});
