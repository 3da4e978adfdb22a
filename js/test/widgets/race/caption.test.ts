// @vitest-environment jsdom
import { expect, it } from "vitest";
import { captionAt, hasEnded, longestCaption } from "../../../src/widgets/race/caption";
import { screenOf } from "./fake_screen";

it("nothing of the end is told before it, unless it is asked for", () => {
  const screen = screenOf();
  const told = (): string => { screen.session.go(1); return captionAt(screen); };
  expect(told()).toBe("race.caption 10 race.part.now Quick 22race.and race.part.start Full");
  screen.setSwitches({ future: true });
  expect(told()).toBe("race.caption 10 race.part.above Quick 22 100race.and race.part.start Full");
});

it("the last word is who ends lowest, and room is kept for the longest", () => {
  const screen = screenOf();
  screen.session.go(4);
  expect(captionAt(screen)).toContain("race.part.done Quick 11");
  screen.session.go(5);
  expect(captionAt(screen)).toBe("race.caption 100 race.part.over Quick 11 10race.and race.part.ended Full 10");
  expect(screen.session.race.lanes.map((lane) => hasEnded(lane, 2))).toEqual([false, true]);
  expect(longestCaption(screen).length).toBeGreaterThan(captionAt(screen).length - 10);
});
