// @vitest-environment jsdom
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { StaticModel } from "../../../src/core/static_model";
import type { Edit, Request } from "../../../src/core/types";
import { renderMetricLab } from "../../../src/widgets/metric_lab";
import { NOISE } from "../../../src/widgets/metric_lab/wire";
import { makeLab, makeState } from "./made";
import { FakeModel } from "../../wire";
import { $, $$, host, mount, mountEach, press, root } from "../mounted";

const traits = { lab: makeLab(), shown: makeState(), widget: "metric_lab", words: { "metric_lab.noise": "noise", "metric_lab.readonly": "No Python here.", "metric_lab.spoken": "{score} {now}, was {was}." } };
const live = (): FakeModel => {
  const model = new FakeModel({ ...traits, step: undefined });
  mount(renderMetricLab, model);
  return model;
};
const asked = (model: FakeModel): Edit | undefined => (model.get("request") as Request | undefined)?.edit;
const answer = (model: FakeModel): void => {
  const { id } = model.get("request") as Request;
  model.receive("shown", makeState({ id: id + 1, ack: id }));
};

mountEach();

describe("keys", () => {
  it("choose a cluster and give it the point that is lit", () => {
    const model = live();
    press("2");
    expect(root().dataset["chosen"]).toBe("1");
    press("i");
    press(" ");
    expect(asked(model)).toEqual({ kind: "assign", points: [0], cluster: 1 });
    answer(model);
    press("n");
    expect(root().dataset["chosen"]).toBe("3");
    press("-");
    expect(root().dataset["chosen"]).toBe(String(NOISE));
    press("9");
    expect(root().dataset["chosen"]).toBe(String(NOISE));
    press("Escape");
    press(" ");
    expect((model.get("request") as Request).id).toBe(1);
  });
  it.each([["s", { kind: "split", cluster: 0 }], ["m", { kind: "merge", cluster: 0, into: 1 }], ["h", { kind: "shuffle" }], ["e", { kind: "each_alone" }], ["o", { kind: "all_together" }], ["r", { kind: "reset" }]])("%s is a rule", (key, edit) => {
    const model = live();
    press(key);
    expect(asked(model)).toEqual(edit);
  });
  it("go back and forth", () => {
    mount(renderMetricLab, new StaticModel(traits));
    press("e");
    expect(root().dataset["clusters"]).toBe("24");
    press("z");
    expect(root().dataset["clusters"]).toBe("3");
    press("y");
    expect(root().dataset["clusters"]).toBe("24");
  });
  it("turn outlines and the brush on and off", () => {
    live();
    press("x");
    press("c");
    press("p");
    expect($$(".tc-experiment [aria-pressed]").slice(0, 2).map((one) => one.getAttribute("aria-pressed"))).toEqual(["true", "false"]);
  });
});

describe("a page", () => {
  it("says that it counts by itself, and tells the scores that moved", () => {
    mount(renderMetricLab, new StaticModel(traits));
    expect(host.textContent).toContain("No Python here.");
    $('[data-act="metric_lab.each_alone"]').click();
    expect($('[data-score="homogeneity"] b').textContent).toBe("▲ 1.000");
    vi.advanceTimersByTime(1100);
    expect($('[role="status"]').textContent).toContain("homogeneity 1.000, was 0.723.");
  });
  it("has nothing that axe minds", async () => {
    vi.useRealTimers();
    mount(renderMetricLab, new StaticModel({ ...traits, controls: "all" }));
    const { violations } = await axe.run(host, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
