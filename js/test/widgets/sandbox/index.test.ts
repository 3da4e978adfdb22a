// @vitest-environment jsdom
import "../../parts";
import "../../../src/parts/sandbox";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import type { Request } from "../../../src/core/types";
import { renderStepper } from "../../../src/widgets/stepper";
import { plans, wireOf } from "../../painter_wires";
import { $, $$, click, host, mount, mountEach, press, root } from "../mounted";
import { givePictures } from "../stepper/fake_screen";
import { FakeModel, makeWire } from "../../wire";
import { blankWire, DRAWING, WORDS } from "./made";

mountEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  givePictures(480);
});

function draw(values: Record<string, unknown> = {}): FakeModel {
  const model = new FakeModel({ trace: makeWire(), sandbox: DRAWING, words: WORDS, step: 5, ...values });
  mount(renderStepper, model);
  vi.advanceTimersByTime(2000);
  return model;
}

const asked = (model: FakeModel): unknown => (model.get("request") as Request | undefined)?.edit;
const page = (): FakeModel => draw({ readonly: true, sandbox: { ...DRAWING, blank: blankWire(), shapes: { blobs_2: new DataView(Float32Array.of(1, 1.5, 2, 2.5).buffer) } } });

function pick(selector: string, value: string): void {
  const select = $<HTMLSelectElement>(selector);
  select.value = value;
  select.dispatchEvent(new Event("change"));
}

describe("a Sandbox", () => {
  it("is a Stepper with tools, and a mere Stepper has none", () => {
    draw();
    expect($$(".tc-paint-tools button").map((one) => one.textContent)).toHaveLength(7);
    expect($(".tc-line code").textContent).toBe(DRAWING.line);
    expect($$(".tc-experiment-controls select")).toHaveLength(0);
    host.replaceChildren();
    mount(renderStepper, new FakeModel({ words: WORDS }));
    expect($(".tc-sandbox")).toBeNull();
  });

  it("asks for shapes, noise, an empty plane and another estimator", () => {
    const model = draw();
    pick(".tc-sandbox select[aria-label]", "blobs_2");
    expect(asked(model)).toEqual({ kind: "preset", name: "blobs_2" });
    model.receive("trace", makeWire(2, { ack: 1 }));
    click("[data-act='sandbox.noise']");
    expect(asked(model)).toMatchObject({ kind: "points_add" });
    const { to } = asked(model) as { to: [number, number][] };
    expect(to).toHaveLength(25);
    for (const [x, y] of to) expect(x >= 0 && x <= 10 && y >= 0 && y <= 1).toBe(true);
    model.receive("trace", makeWire(3, { ack: 2 }));
    click("[data-act='sandbox.clear']");
    expect(asked(model)).toEqual({ kind: "points_set", to: [] });
    model.receive("trace", makeWire(4, { ack: 3 }));
    pick(".tc-picked select", "DBSCAN");
    expect(asked(model)).toEqual({ kind: "estimator", name: "DBSCAN" });
  });

  it("paints by keys alone: a pointer is shown, moved and pressed", () => {
    const model = draw();
    press("p");
    press("ArrowRight");
    press("Enter");
    expect(asked(model)).toMatchObject({ kind: "points_add" });
    expect((asked(model) as { to: unknown[] }).to).toHaveLength(3);
  });

  it("shows the panels of the painter that another estimator brings", () => {
    const model = draw();
    expect($(".tc-tree")).toBeNull();
    model.receive("trace", wireOf(plans.tree!, 2));
    expect($(".tc-tree")).not.toBeNull();
    model.receive("trace", wireOf(plans.density!, 3));
    expect($(".tc-tree")).toBeNull();
  });

  it("tells how many points came and went", () => {
    const model = draw();
    const wire = makeWire(2, { n: 4 });
    model.receive("trace", { ...wire, points: new DataView(wire.points.buffer, 0, 32) });
    vi.advanceTimersByTime(2000);
    expect(root().textContent).toContain("2 points taken away, 4 left.");
    model.receive("trace", makeWire(3));
    vi.advanceTimersByTime(2000);
    expect(root().textContent).toContain("2 points added, 6 in all.");
  });

  it("has nothing that axe minds", async () => {
    draw();
    vi.useRealTimers();
    click("[data-act='sandbox.files']");
    const off = Object.fromEntries(["color-contrast", "region", "empty-table-header", "nested-interactive"].map((rule) => [rule, { enabled: false }]));
    expect((await axe.run(host, { rules: off })).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  });
});

describe("a page without Python", () => {
  it("paints, undoes and says that fits need Python", () => {
    page();
    expect(root().textContent).toContain("no Python");
    press("p");
    press("Enter");
    expect($(".tc-sentence").textContent).toContain("Painted: 9 points.");
    pick(".tc-sandbox select[aria-label]", "blobs_2");
    expect($(".tc-sentence").textContent).toContain("Painted: 2 points.");
    click(".tc-sandbox [data-act='transport.undo']");
    expect($(".tc-sentence").textContent).toContain("Painted: 9 points.");
    click(".tc-sandbox [data-act='transport.undo']");
    expect($(".tc-sentence").textContent).toContain("Stop: done.");
    expect($<HTMLSelectElement>(".tc-picked select").disabled).toBe(true);
  });

  it("opens the points of its address, and refuses another text", () => {
    location.hash = "#points=1.2.rAKQA6wCwgM";
    page();
    expect($(".tc-sentence").textContent).toContain("Painted: 2 points.");
    host.replaceChildren();
    location.hash = "#points=<b>";
    page();
    expect($(".tc-problem").hidden).toBe(false);
    expect(host.querySelector(".tc-problem b b")).toBeNull();
    location.hash = "";
  });
});
