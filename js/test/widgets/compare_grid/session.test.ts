import { describe, expect, it, vi } from "vitest";
import { GridSession } from "../../../src/widgets/compare_grid/session";
import { makeGrid } from "./made";

describe("the steps of a grid", () => {
  it("go through all cells, or along those that are pinned", () => {
    const session = new GridSession(makeGrid());
    session.follow([0, 1, 2, 3, 4, 5]);
    session.along.go(4);
    expect([session.step, session.along.step, session.along.last]).toEqual([4, 4, 5]);
    session.follow([1, 4]);
    expect(session.along.step).toBe(1);
    session.along.go(-3);
    expect(session.step).toBe(1);
    session.along.move({ kind: "to", step: 1 });
    expect(session.step).toBe(4);
    session.follow([0, 3]);
    expect(session.step).toBe(3);
  });

  it("play along what is pinned, and begin again at its end", () => {
    vi.useFakeTimers();
    const session = new GridSession(makeGrid());
    session.follow([2, 5]);
    session.along.move({ kind: "run" });
    vi.advanceTimersByTime(950);
    expect([session.step, session.playing]).toEqual([5, false]);
    session.along.move({ kind: "run" });
    expect([session.step, session.playing]).toEqual([2, true]);
    session.along.move({ kind: "stop" });
    vi.useRealTimers();
  });
});
