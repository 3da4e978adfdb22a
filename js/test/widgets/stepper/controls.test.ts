// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Control } from "../../../src/core/types";
import { controlsPanel } from "../../../src/widgets/stepper/controls";
import { changed, meanShiftPlan, densityPlan, edgesPlan, mixturePlan, treePlan, wireOf } from "../../painter_wires";
import { makeWire } from "../../wire";
import { show, type Shown } from "./fake_screen";

afterEach(() => { document.body.replaceChildren(); vi.restoreAllMocks(); });

const inputs = ({ element }: Shown): HTMLInputElement[] => [...element.querySelectorAll<HTMLInputElement>("input[type=number]")];
const type = (input: HTMLInputElement, value: string): void => { input.value = value; input.dispatchEvent(new Event("change")); };
const acts = ({ element }: Shown): string[] => [...element.querySelectorAll<HTMLElement>("[data-act]")].map((node) => node.dataset["act"]!);
const choice = (shown: Shown): HTMLSelectElement => shown.element.querySelector("select")!;

describe("controls", () => {
  it("are those of the head: numbers, whole ones with buttons, and choices", () => {
    const shown = show(controlsPanel, densityPlan);
    const [eps, samples] = inputs(shown);
    expect(inputs(shown).map((input) => input.value)).toEqual(["1.5", "3"]);
    expect(inputs(shown).map((input) => input.closest(".tc-group")!.querySelectorAll("button").length)).toEqual([0, 2]);
    expect([eps!.min, eps!.max, eps!.step]).toEqual(["0", "", "any"]);
    expect([samples!.min, samples!.max, samples!.step]).toEqual(["1", "7", "1"]);
    expect([choice(shown).value, ...[...choice(shown).options].map((o) => o.value)]).toEqual(["euclidean", "euclidean", "manhattan"]);
    expect(shown.element.textContent).toContain("metric");
  });

  it("are only what the algorithm has", () => {
    expect(acts(show(controlsPanel, densityPlan))).toEqual(["control.equal"]);
    expect(acts(show(controlsPanel, treePlan))).toEqual(["control.hulls", "control.equal"]);
    expect(acts(show(controlsPanel, edgesPlan))).toEqual(["control.edges", "control.equal"]);
    expect(acts(show(controlsPanel, mixturePlan))).toEqual(["control.ellipses", "control.equal"]);
    expect(acts(show(controlsPanel, meanShiftPlan))).toEqual(["control.links", "control.equal"]);
    expect(acts(show(controlsPanel, meanShiftPlan, { trace: makeWire() }))).toEqual(
      ["control.fresh", "control.starts", "control.ask", "control.regions", "control.links", "control.equal"]);
  });

  it("offer no tool for centers where none can be placed", () => {
    const tools = (values: object): string[] => {
      const selects = [...show(controlsPanel, densityPlan, values as Record<string, unknown>).element.querySelectorAll("select")];
      return [...selects.at(-1)!.options].map((option) => option.value);
    };
    expect(tools({})).toEqual(["look", "draw", "move", "delete"]);
    expect(tools({ trace: makeWire() })).toEqual(["centers", "draw", "move", "delete"]);
  });

  it("turn the switch of areas by whatever name", () => {
    const shown = show(controlsPanel, mixturePlan);
    const button = shown.element.querySelector<HTMLButtonElement>("[data-act='control.ellipses']")!;
    expect(button.getAttribute("aria-pressed")).toBe("true");
    button.click();
    expect(shown.screen.switches.regions).toBe(false);
    expect(button.getAttribute("aria-pressed")).toBe("false");
    expect(button.disabled).toBe(false);
  });
});

describe("an edit", () => {
  it("is sent with the value that was typed, pressed or chosen", () => {
    const shown = show(controlsPanel, densityPlan);
    const [eps, samples] = inputs(shown);
    type(eps!, "0.725");
    type(samples!, "5");
    const [fewer, more] = [...samples!.closest(".tc-group")!.querySelectorAll("button")];
    fewer!.click();
    more!.click();
    choice(shown).value = "manhattan";
    choice(shown).dispatchEvent(new Event("change"));
    expect(shown.edits).toEqual([
      { kind: "param", name: "eps", value: 0.725 }, { kind: "param", name: "min_samples", value: 5 },
      { kind: "param", name: "min_samples", value: 2 }, { kind: "param", name: "min_samples", value: 4 },
      { kind: "param", name: "metric", value: "manhattan" },
    ]);
    expect(shown.model.get("request")).toMatchObject({ base: 1, edit: { kind: "param", name: "eps", value: 0.725 } });
  });

  it.each([[0, "-1"], [0, ""], [1, "0"], [1, "8"], [1, "2.5"], [1, ""]])("of control %i to %j is refused, and the old value shows again", (index, value) => {
    const shown = show(controlsPanel, densityPlan);
    type(inputs(shown)[index]!, value);
    expect(shown.edits).toEqual([]);
    expect(inputs(shown).map((input) => input.value)).toEqual(["1.5", "3"]);
  });

  it("goes to the ends, where a button has no more to give", () => {
    const controls = (value: number): Control[] => [{ ...densityPlan.change!.controls![1]!, value }];
    for (const [value, off] of [[1, [true, false]], [3, [false, false]], [7, [false, true]]] as const) {
      const shown = show(controlsPanel, changed(densityPlan, { controls: controls(value) }));
      expect([...shown.element.querySelectorAll<HTMLButtonElement>(".tc-small")].map((button) => button.hasAttribute("aria-disabled"))).toEqual(off);
      type(inputs(shown)[0]!, "1");
      type(inputs(shown)[0]!, "7");
      expect(shown.edits).toHaveLength(2);
    }
  });

  it("is impossible without Python", () => {
    const shown = show(controlsPanel, densityPlan, { readonly: true });
    const fields = [...shown.element.querySelectorAll<HTMLInputElement>("input, select, .tc-small")];
    expect(fields.length).toBeGreaterThan(4);
    expect(fields.filter((field) => !field.disabled)).toEqual([]);
    type(inputs(shown)[0]!, "2");
    expect([shown.edits, shown.model.get("request")]).toEqual([[], undefined]);
  });
});

describe("an answer", () => {
  it("shows in the same fields, so that focus stays", () => {
    const shown = show(controlsPanel, densityPlan);
    const before = inputs(shown);
    before[1]!.focus();
    type(before[1]!, "5");
    const controls = densityPlan.change!.controls!.map((c) => (c.name === "min_samples" ? { ...c, value: 5, max: 9 } : c));
    shown.answer(wireOf(changed(densityPlan, { controls }), 2));
    expect(inputs(shown)).toEqual(before);
    expect(document.activeElement).toBe(before[1]);
    expect([before[1]!.value, before[1]!.max]).toEqual(["5", "9"]);
  });

  it("with other controls brings other fields", () => {
    const shown = show(controlsPanel, densityPlan);
    shown.answer(wireOf(changed(densityPlan, { controls: densityPlan.change!.controls!.slice(0, 1) }), 2));
    expect(inputs(shown).map((input) => input.value)).toEqual(["1.5"]);
    type(inputs(shown)[0]!, "2");
    shown.answer(wireOf(treePlan, 3));
    expect(inputs(shown).map((input) => input.value)).toEqual(["2"]);
    expect(acts(shown)).toContain("control.hulls");
    shown.edits.length = 0;
    type(inputs(shown)[0]!, "4");
    expect(shown.edits).toEqual([{ kind: "param", name: "n_clusters", value: 4 }]);
  });
});

describe("a start that was placed by hand", () => {
  it("shows and can't be chosen", () => {
    const wire = makeWire(1, { controls: [{ name: "init", kind: "choice", label: "start", title: "How", value: "placed", options: ["placed", "k-means++", "random"] }] });
    const shown = show(controlsPanel, densityPlan, { trace: wire });
    expect(choice(shown).value).toBe("placed");
    expect([...choice(shown).options].map((option) => [option.value, option.disabled])).toEqual([["placed", true], ["k-means++", false], ["random", false]]);
    shown.answer(makeWire(2, { controls: [{ ...wire.head.controls[0]!, value: "random", options: ["k-means++", "random"] }] }));
    expect([...choice(shown).options].map((option) => option.disabled)).toEqual([false, false]);
    expect(choice(shown).value).toBe("random");
  });
});

describe("the buttons of k-means", () => {
  it("draw another start, and many", () => {
    const shown = show(controlsPanel, densityPlan, { trace: makeWire() });
    const press = (act: string): void => shown.element.querySelector<HTMLButtonElement>(`[data-act='${act}']`)!.click();
    press("control.fresh");
    press("control.starts");
    press("control.starts");
    expect(shown.edits).toEqual([{ kind: "new_start" }, { kind: "starts", count: 100 }]);
    expect(shown.screen.switches.starts).toBe(false);
  });
});
