// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { renderScatter3d } from "../../../src/widgets/scatter3d";
import { FakeModel } from "../../wire";
import { $, $$, mount, mountEach, press, root } from "../mounted";

const view = (array: ArrayBufferView): DataView => new DataView(array.buffer, array.byteOffset, array.byteLength);
const WORDS = {
  "scatter3d.about.row": "Row {row}:", "scatter3d.caption.row": "{values}; in {name}.", "scatter3d.caption.group": "{size} of {n} ({share}); {means}.",
  "scatter3d.group": "{name} (label {label})", "scatter3d.status": "{yaw} {pitch}", "scatter3d.status.front": "{x} by {y}", "scatter3d.row": "Row {row}",
};
const axis = (short: string, unit = ""): object => ({ name: short, short, unit, low: 0, high: 10, mean: 4 });
const group = (name: string, label: string, size: number): object => ({
  name, label, size, color: "#0072b2", shape: "circle", noise: false, mean: [1, 2, 3.25], low: [0, 0, 0], high: [5, 5, 5],
});

function draw(more: Record<string, unknown> = {}): FakeModel {
  const model = new FakeModel({
    widget: "scatter3d", words: WORDS,
    cloud: {
      title: "<b>x</b>", n: 4, shown: 4, labeled: true, axes: [axis("Age", "years"), axis("Pay"), axis("Score")], index: null, notices: [],
      groups: [group("A", "0", 3), group("<i>B</i>", "", 1)], centers: [],
      points: view(new Float64Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0])), member: view(new Uint8Array([0, 1, 0, 0])), rows: view(new Int32Array([0, 1, 2, 3])), ...more,
    },
  });
  mount(renderScatter3d, model);
  return model;
}
const caption = (): string => $(".tc-sentence").textContent ?? "";

mountEach();

describe("a cluster", () => {
  it("is singled out by key and by its button, and let go by both", () => {
    draw();
    press("1");
    expect(root().dataset.single).toBe("0");
    expect($$(".tc-s3-group")[0]!.getAttribute("aria-pressed")).toBe("true");
    expect(caption()).toBe("A (label 0): 3 of 4 (75 %); Age 1 years, Pay 2, Score 3.3.");
    $$(".tc-s3-group")[1]!.click();
    expect(root().dataset.single).toBe("1");
    press("0");
    expect(root().dataset.single).toBe("");
    press("7");
    expect(root().dataset.single).toBe("");
  });

  it("has its name as text, whatever it holds", () => {
    draw();
    expect($$(".tc-s3-group b").map((each) => each.textContent)).toEqual(["A", "<i>B</i>"]);
    expect($(".tc-title").textContent).toBe("<b>x</b>");
    expect($$("i").some((each) => each.textContent === "B")).toBe(false);
  });
});

describe("a row", () => {
  it("is gone to by keys, within the cluster that is singled out", () => {
    draw();
    press("PageDown");
    expect(caption()).toBe("Row 0: Age 0 years, Pay 1, Score 2; in A (label 0).");
    press("1");
    press("PageDown");
    expect(root().dataset.row).toBe("2");
    press("End");
    press("PageDown");
    expect(root().dataset.row).toBe("3");
    press("Home");
    expect(root().dataset.row).toBe("0");
    press("2"); // of another cluster
    expect(root().dataset.row).toBe("");
  });

  it("has the name that it was given", () => {
    draw({ index: ["ann", "bob", "cy", "di"] });
    press("End");
    expect(caption()).toContain("Row di:");
  });
});

describe("the cube", () => {
  it("takes arrows, and they go no further; it leaves other keys alone", () => {
    draw();
    expect(press("ArrowRight")).toBe(false);
    expect(press("q")).toBe(true);
  });

  it("looks from each side in turn", () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }));
    draw();
    vi.advanceTimersByTime(50);
    press("v");
    vi.advanceTimersByTime(50);
    expect(root().dataset.side).toBe("front");
    expect($(".tc-status").textContent).toBe("Age by Score");
    press(" ");
    expect($('[data-act="scatter3d.spin"]').getAttribute("aria-pressed")).toBe("false"); // less motion is asked for
  });

  it("shows an error of Python and lets it be closed", () => {
    const model = draw();
    model.receive("problem", { ack: 0, what: "Wrong.", where: "", why: "", fix: "" });
    expect($("[role=alert]").textContent).toContain("Wrong.");
    $("[role=alert] button").click();
    expect($("[role=alert]").hidden).toBe(true);
  });

  it("draws nothing once Python has closed it", () => {
    mount(renderScatter3d, new FakeModel({ widget: "scatter3d", cloud: {} }));
    expect(root()).toBeNull();
  });
});
