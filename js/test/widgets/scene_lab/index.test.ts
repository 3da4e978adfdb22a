// @vitest-environment jsdom
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { StaticModel } from "../../../src/core/static_model";
import type { Edit, ModelLike, Request } from "../../../src/core/types";
import { renderSceneLab } from "../../../src/widgets/scene_lab";
import { makeLegend, makeScene } from "./made";
import { FakeModel } from "../../wire";
import { $, $$, click, host, mount, mountEach, press as pressed, root, unmount } from "../mounted";

const WORDS = {
  "scene.unnamed": "cluster {id}", "scene.noname": "unnamed", "scene.pixel": "{row} {column} {x} {y} {cluster}", "scene.pixel.nodata": "{row} {column} no data",
  "scene.pixel.rounded": "±{most}", "scene.merge.into": "into {cluster}", "scene.layer.band": "{name} alone", "scene.layer.true": "true", "scene.layer.classes": "classes",
  "scene.layer.truth": "known", "scene.swipe.at": "{percent} percent", "scene.cluster.lit": "{cluster}: {n} {share}", "scene.caption": "{n} clusters: {first} {share} {second} {other}",
  "scene.near": "{cluster} near {other} {far}", "scene.status.merged": "{n} left, {merged} away", "scene.readonly": "No Python here.", "scene.truth": "truth", "scene.clusters.n": "{n} clusters",
};
const traits = (more: Record<string, unknown> = {}): Record<string, unknown> => ({ scene: makeScene(), shown: makeLegend(), pixel: {}, widget: "scene_lab", words: WORDS, ...more });
const make = (more: Record<string, unknown> = {}): FakeModel => new FakeModel({ ...traits(more), step: undefined });
function draw<M extends ModelLike>(model: M): M {
  mount(renderSceneLab, model);
  return model;
}
/** What is pointed at is lit in the next frame. */
const frame = (): void => { vi.advanceTimersByTime(40); };
const press = (...given: Parameters<typeof pressed>): void => { pressed(...given); frame(); };
const asked = (model: FakeModel): Edit | undefined => (model.get("request") as Request | undefined)?.edit;
const rows = (): string[] => $$(".tc-sc-list li").map((row) => row.textContent!);
const note = (): string => $(".tc-sc-note").textContent!;
const choose = (id: number): void => { $$(".tc-sc-list li").find((row) => row.querySelector("b")!.textContent === String(id))!.click(); frame(); };

mountEach();

describe("the line", () => {
  it.each([["ArrowRight", {}, "52"], ["ArrowLeft", { shiftKey: true }, "40"], ["Home", {}, "0"], ["End", {}, "100"]])("%s moves it", (key, more, at) => {
    draw(make());
    press(key, root(), more);
    expect($("[role=slider]").getAttribute("aria-valuenow")).toBe(at);
    expect($$(".tc-sc-image")[1]!.style.clipPath).toContain("inset");
  });
  it("is not there without clusters", () => {
    draw(make({ scene: makeScene({ ids: new DataView(new ArrayBuffer(0)), counts: new DataView(new ArrayBuffer(0)), means: new DataView(new ArrayBuffer(0)), truth: null }), shown: makeLegend({ group: [], names: [], colors: [] }) }));
    expect($("[role=slider]")).toBeNull();
    expect($(".tc-sc-list")).toBeNull();
    press("ArrowRight");
    press("i");
    expect($(".tc-sc-spot").hidden).toBe(false);
  });
});

describe("bands", () => {
  it("are chosen by chips and by a key; classes come when they are asked for", () => {
    draw(make());
    const shown = (): string => $(".tc-sc-chips [aria-pressed=true]").textContent!;
    expect($$(".tc-sc-chips button").map((chip) => chip.textContent)).toEqual(["true", "red", "nir"]);
    expect(shown()).toBe("true");
    $$(".tc-sc-chips button")[2]!.click();
    expect($(".tc-sc-left").textContent).toBe("nir alone");
    press("b");
    expect(shown()).toBe("true");
    expect(host.textContent).not.toMatch(/sea|land/);
    press("a");
    expect($$(".tc-sc-chips button").at(-1)!.textContent).toBe("classes");
    expect($$(".tc-sc-accuracy td").map((cell) => cell.textContent)).toEqual(["0.0 %", "85.7 %", "57.1 %"]);
    expect($$(".tc-sc-confusion tbody tr")).toHaveLength(3);
    press("b", root(), { shiftKey: true });
    expect(shown()).toBe("classes");
    press("a");
    expect(shown()).toBe("true");
    expect(host.textContent).not.toMatch(/sea|land/);
  });
  it("fade by a key", () => {
    draw(make());
    press("o");
    expect($$(".tc-sc-image")[1]!.style.opacity).toBe("0.6");
  });
});

describe("a pixel", () => {
  it("is reached by keys, tells where it is and asks Python for its exact bands", () => {
    const model = draw(make());
    press("i");
    expect(note()).toBe("1 2 300,075 3,499,955 cluster 1 ±0.01");
    press("ArrowLeft");
    press("ArrowUp");
    expect(note()).toContain("0 1 ");
    expect($(".tc-sc-values tbody tr").textContent).toBe("○0.000.75");
    vi.advanceTimersByTime(200);
    expect(asked(model)).toEqual({ kind: "pixel", row: 0, column: 1 });
    model.receive("pixel", { ack: (model.get("request") as Request).id, row: 0, column: 1, values: [0.004, 0.756] });
    expect(note()).not.toContain("±");
    press("Escape");
    expect($(".tc-sc-spot").hidden).toBe(true);
  });
  it("without data says so", () => {
    draw(make());
    press("i");
    press("ArrowRight");
    expect(note()).toBe("1 3 no data");
  });
});

describe("the legend, live", () => {
  it("asks Python and shows what Python answers", () => {
    const model = draw(make());
    expect(rows()).toEqual(["0unnamed29 %", "1unnamed43 %", "2unnamed29 %"]);
    expect($<HTMLInputElement>(".tc-sc-field").disabled).toBe(true);
    choose(1);
    expect($(".tc-sc-near").textContent).toContain("cluster 1 near cluster 2");
    const field = $<HTMLInputElement>(".tc-sc-field");
    field.value = "crop";
    press("Enter", field);
    expect(asked(model)).toEqual({ kind: "rename", cluster: 1, name: "crop" });
    field.dispatchEvent(new Event("change")); // as the field is left
    model.receive("shown", makeLegend({ id: 2, ack: 1, names: ["cluster 0", "crop", "cluster 2"] }));
    expect(rows()[1]).toBe("1crop43 %");
    expect(field.value).toBe("crop");
    expect((model.get("request") as Request).id).toBe(1);
    click("[data-act='scene.merge']");
    expect(asked(model)).toEqual({ kind: "merge", cluster: 1, into: 2 });
    model.receive("shown", makeLegend({ id: 3, ack: 2, group: [0, 2, 2] }));
    frame();
    expect(rows()).toEqual(["0unnamed29 %", "2unnamed71 %"]);
    expect($("[aria-current]").textContent).toContain("2");
    press("z");
    expect(rows()[1]).toBe("1crop43 %");
    expect(asked(model)).toEqual({ kind: "restore" });
    const color = $<HTMLInputElement>(".tc-sc-color");
    color.value = "#123456";
    color.dispatchEvent(new Event("change"));
    expect(root().getAttribute("aria-busy")).toBe("true");
  });
  it("is walked by keys, and hostile names are text", () => {
    draw(make({ shown: makeLegend({ names: ["<img src=x onerror=alert(1)>", "b", "c"] }) }));
    press("ArrowDown");
    press("ArrowDown");
    expect($("[aria-current]").textContent).toContain("1b");
    expect($(".tc-sc-veil").hidden).toBe(false);
    press("ArrowUp");
    expect(host.querySelector("img")).toBeNull();
    press("n");
    expect((document.activeElement as HTMLElement).className).toContain("tc-sc-field");
  });
});

describe("a page without Python", () => {
  it("names, recolors, merges and undoes by itself", () => {
    draw(new StaticModel(traits()));
    expect(host.textContent).toContain("No Python here.");
    choose(2);
    const field = $<HTMLInputElement>(".tc-sc-field");
    field.value = "sand";
    press("Enter", field);
    expect(rows()[2]).toBe("2sand29 %");
    const color = $<HTMLInputElement>(".tc-sc-color");
    color.value = "#123456";
    color.dispatchEvent(new Event("change"));
    expect($$(".tc-sc-list .tc-sc-chip")[2]!.style.background).toMatch(/#123456|rgb\(18, 52, 86\)/);
    $<HTMLSelectElement>(".tc-sc-into").value = "0";
    click("[data-act='scene.merge']");
    expect(rows()).toEqual(["0unnamed57 %", "1unnamed43 %"]);
    expect($(".tc-status").textContent).toBe("2 left, 1 away");
    click("[data-act='scene.undo']");
    click("[data-act='scene.undo']");
    expect(rows()[2]).toBe("2sand29 %");
    press("z");
    expect(rows()[2]).toBe("2unnamed29 %");
    press("y");
    expect(rows()[2]).toBe("2sand29 %");
  });
});

it("follows Python's show_truth, leaves nothing behind, and has no barriers", async () => {
  const model = draw(make());
  model.receive("show_truth", true);
  expect($$(".tc-sc-confusion tbody tr")).toHaveLength(3);
  vi.useRealTimers();
  const found = await axe.run(host, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
  expect(found.violations.map(({ id, nodes }) => [id, nodes[0]!.html])).toEqual([]);
  unmount();
  expect(model.listeners).toBe(0);
}, 30_000);
