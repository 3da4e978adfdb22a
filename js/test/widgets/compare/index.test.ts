// @vitest-environment jsdom
import "../../parts";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { renderCompare } from "../../../src/widgets/compare";
import { FakeModel } from "../../wire";
import { $, $$, click, host, mount, mountEach, press, root } from "../mounted";
import { makeCompare } from "./made";

const WORDS = {
  "compare.steps": "Step {step}: {parts}", "compare.clusters": "Clusters: {n}. {parts}", "compare.cut": "Cut. {parts}",
  "compare.label": "Comparison of {names}", "compare.next": "Next", "compare.end": "Done", "compare.status": "{step} of {last}",
};
const draw = (head = {}): FakeModel => {
  const model = new FakeModel({ shown: makeCompare(head), step: 0, future: false, widget: "compare", words: WORDS });
  mount(renderCompare, model);
  return model;
};
const sentences = (): string[] => $$(".tc-compare-sentence").map((one) => one.textContent!);

mountEach();

describe("stepping together", () => {
  it("moves each by its own frames, with its sentence under its name", () => {
    draw();
    expect(sentences()).toEqual(["Show: 6 points.", "Two Show: 6 points."]);
    press("ArrowRight");
    press("ArrowRight");
    expect(sentences()).toEqual(["Assign: all.", "Two Assign: 1 point changed."]);
    expect($$(".tc-plane").map((plane) => plane.getAttribute("aria-label"))).toEqual(sentences());
    click(".tc-primary");
    press("End");
    expect(sentences()).toEqual(["Stop: done.", "Two Stop: done."]);
    expect($(".tc-primary").textContent).toBe("Done");
    press("ArrowLeft");
    expect(sentences()).toEqual(["Assign: 1 point changed.", "Two Stop: done."]);
  });

  it("says a step of all in one sentence", () => {
    draw();
    press("ArrowRight");
    expect($(".tc-sentence").textContent).toBe("Step 1: One: Seed: 2. Two: Two Assign: all.");
  });

  it("says how many clusters trees have, and that the last step cuts", () => {
    draw({ clusters: [6, 5, 4, 3, 2] });
    expect($(".tc-sentence").textContent).toContain("Clusters: 6.");
    press("End");
    expect($(".tc-sentence").textContent).toContain("Cut.");
  });

  it("goes by keys from point to point, and to its cluster as points", () => {
    draw();
    press("End");
    press("i");
    vi.advanceTimersByTime(50);
    expect($$(".tc-card").every((card) => !card.hidden)).toBe(true);
    press("g");
    vi.advanceTimersByTime(50);
    expect($$(".tc-card").every((card) => card.hidden)).toBe(true);
  });

  it("has a name, turns regions off, and is accessible", async () => {
    draw();
    press("r");
    press("t");
    expect(root().getAttribute("aria-label")).toBe("Comparison of One, Two");
    vi.useRealTimers();
    const { violations } = await axe.run(host, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
