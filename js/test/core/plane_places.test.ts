import { expect, it } from "vitest";
import { embeddedPlaces, isEmbedded, placesAt } from "../../src/core/plane_places";
import { decode } from "../../src/core/trace";
import { plans, wireOf } from "../painter_wires";
import { madeScene } from "../painters/scene";

const scene = { ...madeScene(0, { trace: decode(wireOf(plans.graph!)) }) };
const moved = scene.trace.head.frames.focus.findIndex((focus) => focus?.embedded);

it("points go from the data to the embedding, and stay there", () => {
  expect(isEmbedded(scene, moved)).toBe(true);
  expect(placesAt(scene, 1)).toBe(scene.xy);
  const there = { ...scene, from: moved - 1, step: moved };
  expect(placesAt(there, 1)).toBe(embeddedPlaces(scene));
  const half = placesAt(there, 0.5);
  expect(half[0]).toBeCloseTo((scene.xy[0]! + embeddedPlaces(scene)[0]!) / 2, 3);
});
