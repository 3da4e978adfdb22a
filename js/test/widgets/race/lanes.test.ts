// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { kmeans } from "../../../src/painters/kmeans";
import { raceLanes } from "../../../src/widgets/race/lanes";
import { screenOf } from "./fake_screen";
import { makeRace } from "./made";

beforeEach(() => { vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null); });
afterEach(() => { vi.restoreAllMocks(); });

it("each racer has its name, its plane and how far it is, and a new race takes their places", () => {
  const screen = screenOf();
  screen.session.subscribe(() => undefined);
  const lanes = raceLanes(screen, { kmeans });
  const said = (step: number): string[] => {
    screen.session.go(step);
    lanes.update();
    return [...lanes.element.querySelectorAll(".tc-race-status")].map((line) => line.textContent!);
  };
  expect(said(0)).toEqual(["race.lane.start", "race.lane.start"]);
  expect(said(2)).toEqual(["race.lane.inertia 16.5race.lane.batch.open 1 3", "race.lane.start"]);
  expect(said(5)).toEqual(["race.lane.inertia 11race.lane.ended.batch 3", "race.lane.inertia 10race.lane.ended.iteration 1"]);
  const more = makeRace(2);
  more.lanes.push(more.lanes[1]!);
  more.head.ends.push(more.head.ends[1]!);
  screen.model.receive("shown", more);
  lanes.update();
  expect([lanes.element.dataset["lanes"], lanes.element.querySelectorAll(".tc-plane").length]).toEqual(["3", 3]);
  lanes.end();
});
