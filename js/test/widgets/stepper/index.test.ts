// @vitest-environment jsdom
import "../../parts";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { sessionOf } from "../../../src/core/session";
import { TraceSession } from "../../../src/core/trace_session";
import type { Request } from "../../../src/core/types";
import { renderStepper } from "../../../src/widgets/stepper";
import { plans, wireOf } from "../../painter_wires";
import { givePictures } from "./fake_screen";
import { FakeModel, makeWire } from "../../wire";
import { $, host, mount, mountEach, press, root, unmount } from "../mounted";

const WORDS = { "transport.step": "step {step} of {last}", "next": "Next: {name}", "status.plain": "step {step} of {last}" };
const ALL = ["kmeans", ...Object.keys(plans)];
const wireFor = (name: string): ReturnType<typeof makeWire> => (name === "kmeans" ? makeWire() : wireOf(plans[name]!));

let pictures: ReturnType<typeof givePictures>;
/** listeners on what outlives the widget */
let outside: string[] = [];

const hidden = (selector: string): boolean => (host.querySelector<HTMLElement>(selector)?.hidden ?? true) === true;
const pressed = (act: string): string | null | undefined => host.querySelector(`[data-act='${act}']`)?.getAttribute("aria-pressed");

function draw(name: string, values: Record<string, unknown> = {}): FakeModel {
  const model = new FakeModel({ trace: wireFor(name), words: WORDS, ...values });
  mount(renderStepper, model);
  vi.advanceTimersByTime(2000);
  return model;
}

mountEach(() => {
  outside = [];
  const matches = {
    matches: false, addEventListener: (type: string) => outside.push(`media ${type}`),
    removeEventListener: (type: string) => outside.splice(outside.indexOf(`media ${type}`), 1),
  };
  vi.stubGlobal("matchMedia", () => matches);
  pictures = givePictures(480);
  for (const target of [document, document.body, window] as EventTarget[]) {
    const [add, remove] = [target.addEventListener.bind(target), target.removeEventListener.bind(target)];
    vi.spyOn(target, "addEventListener").mockImplementation((type, ear, how) => { outside.push(type); add(type, ear, how); });
    vi.spyOn(target, "removeEventListener").mockImplementation((type, ear, how) => {
      if (outside.includes(type)) outside.splice(outside.indexOf(type), 1);
      remove(type, ear, how);
    });
  }
});

/** What axe minds, but for some rules. */
async function minded(without: readonly string[] = []): Promise<string[]> {
  const off = ["color-contrast", "region", ...without].map((rule) => [rule, { enabled: false }]);
  const { violations } = await axe.run(host, { rules: Object.fromEntries(off) as Record<string, { enabled: boolean }> });
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 90)).join(" ")}`);
}

/** What axe does mind, below. */
const KNOWN = ["empty-table-header", "nested-interactive"];

describe("axe", () => {
  // table.ts: the head of the column of buttons has no text
  it("finds a text in each head of the table", async () => {
    draw("kmeans");
    vi.useRealTimers();
    expect(await minded(["nested-interactive"])).toEqual([]);
  });

  // side_canvas.ts: the cut line is a child of an element with the role of an image, so that screen readers don't see it
  it.each(["tree", "density"])("finds the cut line of %s outside of the picture", async (name) => {
    draw(name);
    vi.useRealTimers();
    expect(await minded(["empty-table-header"])).toEqual([]);
  });
});

describe.each(ALL)("a Stepper of %s", (name) => {
  it("is drawn, and steps to the end and back", () => {
    const model = draw(name);
    const { head } = wireFor(name);
    expect(root().dataset).toMatchObject({ painter: head.painter, step: "0" });
    const last = head.frames.kind.length - 1;
    for (let step = 1; step <= last; step += 1) {
      pictures.calls.length = 0;
      $<HTMLButtonElement>(".tc-primary").click();
      vi.advanceTimersByTime(1500);
      expect(root().dataset["step"]).toBe(String(step));
      expect($(".tc-plane").getAttribute("aria-label")).toBe(head.frames.caption[step]);
      expect($(".tc-sentence").textContent).toBe(head.frames.caption[step]);
      expect(pictures.calls.length).toBeGreaterThan(0);
    }
    expect($(".tc-primary").getAttribute("aria-disabled")).toBe("true");
    expect(model.get("step")).toBe(last);
    press("ArrowLeft");
    expect(root().dataset["step"]).toBe(String(last - 1));
    press("Home");
    vi.advanceTimersByTime(1500);
    expect(root().dataset["step"]).toBe("0");
    expect(model.get("request")).toBeUndefined();
  });

  it("has the panels of its algorithm and no others", () => {
    draw(name);
    const shown = [".tc-tree", ".tc-values", ".tc-condensed", ".tc-objective"].map((panel) => !hidden(panel));
    expect(shown).toEqual({
      kmeans: [false, false, false, true], tree: [true, false, false, false], density: [false, true, false, false], edges: [false, false, true, false],
      mean_shift: [false, false, false, false], mixture: [false, false, false, true], graph: [false, false, false, true],
      map: [false, false, false, true],
    }[name]);
  });

  it("finds nothing amiss in handles on the axes", async () => {
    const scaling = { features: "given" as const, factors: [1, 1] as [number, number], handles: [true, true] as [boolean, boolean], names: ["age", "income"], why: "", code: "X" };
    draw("kmeans", { trace: makeWire(1, { scaling }), controls: "scaling" });
    expect(host.querySelectorAll(".tc-axis input:enabled")).toHaveLength(2);
    expect(hidden(".tc-axes") || hidden(".tc-fitted")).toBe(false);
    vi.useRealTimers();
    expect(await minded(KNOWN)).toEqual([]);
  });

  it("passes axe at the start and with all that opens", async () => {
    draw(name);
    vi.useRealTimers();
    expect(await minded(KNOWN)).toEqual([]);
    press("End");
    press("t");
    press("?");
    expect(await minded(KNOWN)).toEqual([]);
  }, 30_000);

  it("leaves nothing behind", () => {
    const before = [...outside];
    const model = draw(name);
    expect(model.listeners).toBeGreaterThan(0);
    press(" ");
    vi.advanceTimersByTime(1000);
    unmount();
    expect(model.listeners).toBe(0);
    expect(outside).toEqual(before);
    expect(host.childElementCount).toBe(0);
    const { saved } = model;
    pictures.calls.length = 0;
    vi.advanceTimersByTime(5000);
    expect([model.saved, pictures.calls.length]).toEqual([saved, 0]);
  });
});

describe("keys", () => {
  // the keys that an algorithm takes, of those for centers, lines, questions and new starts
  it.each(Object.entries({ kmeans: "claN", tree: "", density: "", edges: "", mean_shift: "l", mixture: "", graph: "" }))("of %s: %j do something, the others nothing", (name, taken) => {
    for (const key of ["c", "l", "a", "N"]) {
      const model = draw(name);
      press("ArrowRight");
      vi.advanceTimersByTime(1000);
      const before = host.innerHTML;
      const passed = press(key);
      vi.advanceTimersByTime(1000);
      expect([key, passed]).toEqual([key, !taken.includes(key)]);
      if (passed) expect(host.innerHTML).toBe(before);
      if (passed) expect(model.get("request")).toBeUndefined();
      unmount();
    }
  });

  it.each([["tree", "hulls"], ["edges", "edges"], ["mixture", "ellipses"], ["graph", "edges"]])("R turns the areas of %s", (name, called) => {
    draw(name);
    press("End");
    vi.advanceTimersByTime(1000);
    const areas = (): number => pictures.named("ellipse").length + pictures.named("lineTo").length + pictures.named("fill").length;
    const drawn = (): number => { pictures.calls.length = 0; press("r"); vi.advanceTimersByTime(1000); return areas(); };
    const off = drawn();
    expect(pressed(`control.${called}`)).toBe("false");
    const on = drawn();
    expect(pressed(`control.${called}`)).toBe("true");
    expect(on).toBeGreaterThan(off);
  });

  it("of the cut line go to it alone", () => {
    draw("tree");
    const line = $(".tc-tree [role=slider]");
    for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"]) line.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    vi.advanceTimersByTime(1000);
    expect(root().dataset["step"]).toBe("2");
    expect(line.getAttribute("aria-valuetext")).toBe("tree.clusters");
  });
});

describe("an edit of a control", () => {
  it("goes to Python, and its answer is shown where it lands", () => {
    const model = draw("density");
    const input = $<HTMLInputElement>("input[type=number]");
    input.value = "2.5";
    input.dispatchEvent(new Event("change"));
    const request = model.get("request") as Request;
    expect(request.edit).toEqual({ kind: "param", name: "eps", value: 2.5 });
    expect(root().dataset["busy"]).toBe("true");
    const wire = wireOf(plans["density"]!, 2);
    wire.head = { ...wire.head, ack: request.id, initial_step: 3, controls: [{ ...wire.head.controls[0]!, value: 2.5 }, ...wire.head.controls.slice(1)] };
    model.receive("trace", wire);
    expect(root().dataset).toMatchObject({ busy: "false", trace: "2", step: "3" });
    expect($<HTMLInputElement>("input[type=number]").value).toBe("2.5");
  });

  it("that is out of range shows the old value again", () => {
    const model = draw("density");
    const input = $<HTMLInputElement>("input[type=number]");
    input.value = "-1";
    input.dispatchEvent(new Event("change"));
    expect([input.value, model.get("request")]).toEqual(["1.5", undefined]);
  });
});

describe("a Stepper", () => {
  it("can be given another algorithm's trace", () => {
    const model = draw("tree");
    for (const [i, name] of ["density", "mixture", "kmeans", "graph", "mean_shift", "tree"].entries()) {
      const wire = wireFor(name);
      model.receive("trace", { ...wire, head: { ...wire.head, id: 10 + i, ack: 0, initial_step: 1 } });
      vi.advanceTimersByTime(2000);
      expect(root().dataset).toMatchObject({ painter: wire.head.painter, step: "1" });
      expect($("select[title='control.tool.title']").textContent!.startsWith(name === "kmeans" ? "control.tool.centers" : "control.tool.look")).toBe(true);
    }
    expect(sessionOf(model, TraceSession).canUndo).toBe(true);
  });

  it("changes nothing without Python", () => {
    const model = draw("density", { readonly: true });
    const fields = [...host.querySelectorAll<HTMLInputElement>(".tc-experiment-controls input, .tc-experiment-controls select")];
    expect(fields.length).toBeGreaterThan(3);
    expect(fields.filter((field) => !field.disabled)).toEqual([]);
    press("End");
    vi.advanceTimersByTime(1500);
    expect([model.get("request"), model.saved, root().dataset["step"]]).toEqual([undefined, 0, "5"]);
  });

  it("keeps hostile names as text", () => {
    const evil = "<img src=x onerror=alert(1)>";
    const wire = wireFor("density");
    Object.assign(wire.head.curve!, { title: evil });
    Object.assign(wire.head.controls[0]!, { label: evil, title: evil });
    wire.head.frames.caption[0] = wire.head.clusters[0]!.name = wire.head.title = evil;
    draw("density", { trace: wire });
    press("t");
    press("End");
    expect(host.querySelector("img")).toBeNull();
    expect(host.textContent).toContain(evil);
  });
});
