import { describe, expect, it } from "vitest";
import { StaticModel } from "../../src/core/static_model";

describe("the model of a page without Python", () => {
  it("has the traits it was made with, and can only be read", () => {
    const model = new StaticModel({ trace: 1, readonly: false });
    expect([model.get("trace"), model.get("readonly"), model.get("other")]).toEqual([1, true, undefined]);
  });

  it("keeps what it is told, and tells those who listen to that trait", () => {
    const model = new StaticModel({ step: 0, k: 2 });
    const heard: unknown[] = [];
    const ear = (): void => { heard.push(model.get("step")); };
    model.on("change:step", ear);
    model.on("change:step", ear);
    model.set("step", 3);
    model.set("k", 5);
    model.off("change:step", ear);
    model.set("step", 4);
    model.save_changes();
    expect([heard, model.get("step"), model.get("k")]).toEqual([[3], 4, 5]);
    model.off("change:other", ear);
  });

  it("shares nothing with the state it was made from", () => {
    const traits = { step: 0 };
    new StaticModel(traits).set("step", 9);
    expect(traits.step).toBe(0);
  });
});
