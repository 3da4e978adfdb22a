// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Scaling } from "../../src/core/types";
import { fittedPanel, scalingPanel } from "../../src/panels/scaling";
import { makeWire } from "../wire";
import { show, type Shown } from "../widgets/stepper/fake_screen";

afterEach(() => { document.body.replaceChildren(); vi.restoreAllMocks(); });

const GIVEN: Scaling = { features: "given", factors: [1, 1], handles: [true, true], names: ["age", "income"], why: "", code: "X" };
const made = (scaling: Partial<Scaling> = {}, values = {}): Shown =>
  show(scalingPanel, "density", { trace: makeWire(1, { scaling: { ...GIVEN, ...scaling } }), ...values });
const select = ({ element }: Shown): HTMLSelectElement => element.querySelector("select")!;
const choose = (shown: Shown, choice: string): void => { select(shown).value = choice; select(shown).dispatchEvent(new Event("change")); };

describe("the choice of the scaling", () => {
  it("says how the features are, and asks for another", () => {
    const shown = made();
    expect([...select(shown).options].map(({ value }) => value)).toEqual(["given", "standardized", "by_hand"]);
    expect(select(shown).value).toBe("given");
    choose(shown, "given");
    choose(shown, "standardized");
    expect(shown.edits).toEqual([{ kind: "scaling", features: "standardized", factors: [1, 1] }]);
  });

  it("by hand shows the handles, and another choice takes them away", () => {
    const shown = made();
    choose(shown, "by_hand");
    expect([shown.screen.switches.handles, select(shown).value, shown.edits.length]).toEqual([true, "by_hand", 0]);
    choose(shown, "given");
    expect([shown.screen.switches.handles, select(shown).value]).toEqual([false, "given"]);
  });

  it("is by hand where a feature is stretched, and undoes that", () => {
    const shown = made({ features: "standardized", factors: [1, 3] });
    expect(select(shown).value).toBe("by_hand");
    choose(shown, "standardized");
    expect(shown.edits).toEqual([{ kind: "scaling", features: "standardized", factors: [1, 1] }]);
  });

  it("offers no hand where no axis is a feature, and nothing without Python", () => {
    const hand = select(made({ handles: [false, false], why: "mixed" })).options[2]!;
    expect([hand.disabled, hand.title]).toEqual([true, "mixed"]);
    expect(select(made({}, { readonly: true })).disabled).toBe(true);
  });

  it("turns in a page to what Python has fitted beforehand, at the same step or at the end, and back", () => {
    const other = makeWire(9, { rows: 9, scaling: { ...GIVEN, features: "standardized", code: "StandardScaler().fit_transform(X)" } });
    const shown = made({}, { readonly: true, scalings: { standardized: { trace: other, rows: {} } } });
    expect([select(shown).disabled, ...[...select(shown).options].map(({ disabled }) => disabled)]).toEqual([false, false, false, true]);
    const { session } = shown.screen;
    const turn = (choice: string): void => {
      vi.spyOn(shown.model, "set").mockImplementation((name, value) => shown.model.receive(name, value)); // as a page's model does
      choose(shown, choice);
    };
    shown.at(3);
    turn("standardized");
    expect([session.trace.head.id, session.step, select(shown).value]).toEqual([9, 3, "standardized"]);
    shown.at(session.last);
    turn("given");
    expect([session.trace.head.id, session.step, select(shown).value]).toEqual([1, session.last, "given"]);
    session.undo();
    expect(session.trace.head.id).toBe(9);
    expect(shown.edits).toEqual([]);
  });

  it("is hidden where nothing can be scaled", () => {
    expect(show(scalingPanel, "density", { trace: makeWire() }).element.hidden).toBe(true);
  });

  it("switches equal axes", () => {
    const shown = made();
    shown.element.querySelector<HTMLButtonElement>("[data-act='control.equal']")!.click();
    expect(shown.screen.switches.equal).toBe(false);
  });
});

describe("what is fitted", () => {
  it("is Python that can be copied", () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    const shown = show((screen) => fittedPanel(screen, () => true), "density", { trace: makeWire(1, { scaling: { ...GIVEN, code: "X * [1, 0.2]" } }) });
    const announce = vi.spyOn(shown.screen, "announce");
    expect(shown.element.querySelector("code")!.textContent).toBe("X * [1, 0.2]");
    shown.element.querySelector("button")!.click();
    expect(writeText).toHaveBeenCalledWith("X * [1, 0.2]");
    expect(announce).toHaveBeenCalledWith("scaling.copied X * [1, 0.2]");
    vi.unstubAllGlobals();
  });

  it("is hidden until it matters", () => {
    expect(show((screen) => fittedPanel(screen, () => false), "density").element.hidden).toBe(true);
  });
});
