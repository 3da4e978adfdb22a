// @vitest-environment jsdom
import "../parts";
import { describe, expect, it, vi } from "vitest";
import { renderStepper } from "../../src/widgets/stepper";
import { givePictures } from "../widgets/stepper/fake_screen";
import { plans, wireOf } from "../painter_wires";
import { FakeModel, makeWire } from "../wire";
import { $, $$, click, mount, mountEach, press, root } from "../widgets/mounted";

// a Stepper stands for every widget: all are built by the same Shell
const draw = (values: Record<string, unknown> = {}): FakeModel => {
  const model = new FakeModel(values);
  mount(renderStepper, model);
  vi.advanceTimersByTime(2000);
  return model;
};
const experiment = (): HTMLElement => $(".tc-experiment");
const inExperiment = (act: string): boolean => $(`[data-act='${act}']`).closest(".tc-experiment") !== null;

mountEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  givePictures(480);
});

describe("the order of parts", () => {
  it("is header, sentence, steps, experiment, picture", () => {
    draw();
    const order = [".tc-head", ".tc-sentence", ".tc-primary", ".tc-experiment", ".tc-picture", ".tc-side", ".tc-frame > .tc-notes", ".tc-foot"].map($);
    order.slice(1).forEach((part, i) => expect(order[i]!.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy());
  });

  it("leaves few buttons in view, and all else in the experiment", () => {
    draw();
    const seen = $$("button, input, select").filter((part) => part.closest("[hidden], .tc-hidden") === null);
    expect(seen.map((part) => part.dataset.act ?? part.getAttribute("type"))).toEqual(
      ["transport.back", "transport.next", "transport.run", "range", "control.experiment", "transport.full"]);
    for (const act of ["transport.first", "transport.undo", "transport.redo", "control.fresh", "control.table", "control.help", "control.future"]) expect(inExperiment(act)).toBe(true);
  });
});

describe("the experiment", () => {
  it("opens and closes by its button and by a key", () => {
    draw();
    const button = $("[data-act='control.experiment']");
    expect([experiment().hidden, button.getAttribute("aria-expanded")]).toEqual([true, "false"]);
    click("[data-act='control.experiment']");
    expect([experiment().hidden, button.getAttribute("aria-expanded")]).toEqual([false, "true"]);
    press("x");
    expect(experiment().hidden).toBe(true);
  });

  it("is open where Python says so, at first and later", () => {
    const model = draw({ controls: "all" });
    expect(experiment().hidden).toBe(false);
    model.receive("controls", null);
    expect(experiment().hidden).toBe(true);
    model.receive("controls", "all");
    expect(experiment().hidden).toBe(false);
  });

  it("leaves the control of the lesson's parameter beside the steps", () => {
    draw({ controls: "n_clusters" });
    const [k, seed] = $$("input[type=number]");
    expect(experiment().hidden).toBe(true);
    expect(k!.closest(".tc-transport")).not.toBeNull();
    expect(seed!.closest(".tc-experiment")).not.toBeNull();
    expect($$("input[type=number][title='Number of clusters']")).toHaveLength(1);
  });
});

describe("room", () => {
  it("is kept for the longest sentence and the longest name of a step", () => {
    draw();
    expect($(".tc-caption [data-longest]").dataset.longest).toBe("Assign: 1 point changed.");
    const width = $(".tc-primary").dataset.longest;
    press("End");
    expect($(".tc-primary").dataset.longest).toBe(width);
  });

  it("is kept for a question while questions are asked", () => {
    draw();
    const room = $(".tc-ask-room");
    expect(room.hidden).toBe(true);
    press("a");
    expect([room.hidden, $(".tc-ask").hidden]).toEqual([false, true]);
    press("Home");
    press("ArrowRight");
    press("ArrowRight");
    expect([room.hidden, $(".tc-ask").hidden]).toEqual([false, false]);
    press("a");
    expect(room.hidden).toBe(true);
  });

  it("is not taken by an error, which lies over the picture", () => {
    const model = draw();
    model.receive("problem", { ack: 0, what: "Too many", where: "", why: "", fix: "" });
    expect($("[role=alert]").closest(".tc-over")).not.toBeNull();
    $("[role=alert] button").click();
    expect($("[role=alert]").hidden).toBe(true);
  });
});

describe("the future", () => {
  const curve = (): number => $$(".tc-objective .tc-dot").length;

  it("is not drawn before its step, nor after going back", () => {
    draw();
    expect([curve(), $(".tc-future")]).toEqual([0, null]);
    press("ArrowRight");
    press("ArrowRight");
    expect(curve()).toBe(1);
    press("End");
    expect(curve()).toBe(3);
    press("Home");
    expect(curve()).toBe(0);
  });

  it("is drawn by a switch, or where Python says so", () => {
    const model = draw();
    click("[data-act='control.future']");
    expect(curve()).toBe(3);
    model.receive("future", false);
    expect(curve()).toBe(0);
    model.receive("future", true);
    expect([curve(), $("[data-act='control.future']").getAttribute("aria-pressed")]).toEqual([3, "true"]);
  });

  it("of other starts is told at the end", () => {
    draw({ trace: makeWire(1, { objective: { name: "Inertia", best: 5, legend: "" } }) });
    expect($(".tc-best")).toBeNull();
    press("End");
    expect($(".tc-best")).not.toBeNull();
  });

  it("of a condensed tree comes split by split", () => {
    draw({ trace: wireOf(plans["edges"]!), words: { "condensed.alt": "{nodes} {clusters}" } });
    const said = (): string => $(".tc-condensed canvas").getAttribute("aria-label")!;
    const seen = [said()];
    while ($(".tc-primary").getAttribute("aria-disabled") !== "true") {
      press("ArrowRight");
      seen.push(said());
    }
    expect(seen[0]).toBe("0 0");
    expect(seen.at(-1)).toBe("3 2");
    const known = seen.map((text) => Number(text.split(" ")[0]));
    expect([...known].sort((a, b) => a - b)).toEqual(known);
  });
});

describe("a change of theme", () => {
  it("draws the panels anew too", async () => {
    draw();
    vi.useRealTimers();
    const sentence = $(".tc-sentence b");
    sentence.textContent = "?";
    document.body.setAttribute("data-jp-theme-light", "false");
    await new Promise((done) => { setTimeout(done, 50); });
    expect([root().dataset.theme, sentence.textContent]).toEqual(["dark", "Show:"]);
    document.body.removeAttribute("data-jp-theme-light");
  });
});
