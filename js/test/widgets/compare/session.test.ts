import { describe, expect, it, vi } from "vitest";
import { CompareSession } from "../../../src/widgets/compare/session";
import { FakeModel } from "../../wire";
import { makeCompare } from "./made";

describe("the session of a comparison", () => {
  it("says which frame each estimator shows", () => {
    const session = new CompareSession(new FakeModel({ shown: makeCompare(), step: 0 }));
    session.go(2);
    expect(session.shown.lanes.map((lane) => session.frame(lane))).toEqual([2, 4]);
    session.go(99);
    expect(session.step).toBe(5);
    expect(session.trace).toBe(session.shown.lanes[0]!.trace);
  });

  it("plays in a steady beat to the end", () => {
    vi.useFakeTimers();
    const session = new CompareSession(new FakeModel({ shown: makeCompare(), step: 0 }));
    session.move({ kind: "run" });
    vi.advanceTimersByTime(950);
    expect(session.step).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect([session.step, session.playing]).toEqual([5, false]);
    vi.useRealTimers();
  });
});
