import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StepWriter } from "../../src/core/step_writer";
import { FakeModel } from "../wire";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function start() {
  const model = new FakeModel();
  const at = { step: 0 };
  return { model, at, writer: new StepWriter(model, () => at.step) };
}

describe("the step for Python", () => {
  it("is written within a tenth of a second, the last of a burst, also of one that never rests", () => {
    const { model, at, writer } = start();
    const written: unknown[] = [];
    for (at.step = 1; at.step <= 20; at.step += 1) {
      writer.write();
      vi.advanceTimersByTime(50);
      written.push(model.get("step"));
    }
    expect(written[1]).toBe(2);
    expect(written.at(-1)).toBe(20);
    expect(model.saved).toBe(10);
  });

  it("is written at once where it must be, and not twice", () => {
    const { model, at, writer } = start();
    at.step = 4;
    writer.write();
    writer.now();
    expect([model.get("step"), model.saved]).toEqual([4, 1]);
    vi.advanceTimersByTime(500);
    expect(model.saved).toBe(1);
  });

  it("is not written where it came back to what it was, or once it rests", () => {
    const { model, at, writer } = start();
    writer.write();
    vi.advanceTimersByTime(500);
    at.step = 2;
    writer.write();
    writer.rest();
    vi.advanceTimersByTime(500);
    expect([model.saved, model.get("step")]).toEqual([0, 0]);
  });
});
