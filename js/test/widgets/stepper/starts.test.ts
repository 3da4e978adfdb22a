// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import { objectivePanel } from "../../../src/widgets/stepper/objective";
import { histogram, startsPanel } from "../../../src/widgets/stepper/starts";
import { panelOf } from "../../../src/panels/panel";
import { makeWire } from "../../wire";
import { show } from "./fake_screen";

afterEach(() => document.body.replaceChildren());

describe("histogram", () => {
  it("puts every start in one bin that holds its end", () => {
    const objective = [212, 212, 530, 300, 529.9, 212.5];
    const bins = histogram({ ack: 0, init: "random", objective, seeds: [0, 1, 2, 3, 4, 5] });
    expect(bins.flatMap((bin) => bin.seeds).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    for (const bin of bins) {
      for (const end of bin.ends) {
        expect(end).toBeGreaterThanOrEqual(bin.low - 1e-9);
        expect(end).toBeLessThanOrEqual(bin.high + 1e-9);
      }
    }
  });

  it("makes one bin of equal ends", () => {
    expect(histogram({ ack: 0, init: "random", objective: [5, 5, 5], seeds: [0, 1, 2] })).toHaveLength(1);
  });
});

describe("bars and the objective", () => {
  const shown = (values = {}) => {
    const wire = makeWire();
    const end = wire.head.frames.objective.at(-1)!;
    const starts = { ack: 0, init: "random", objective: [end, end, end + 40], seeds: [0, 1, 2] };
    let parts: ReturnType<typeof panelOf>;
    const made = show((screen) => {
      screen.switches.starts = true;
      screen.switches.future = false;
      const element = document.createElement("div");
      return (parts = panelOf(element, objectivePanel(screen), startsPanel(screen)));
    }, "density", { trace: wire, starts, ...values });
    const { session } = made.screen;
    session.highlight.subscribe(() => parts.light!(session.highlight.aim));
    const bars = [...made.element.querySelectorAll<HTMLButtonElement>(".tc-histbar")];
    return { ...made, session, bars, end };
  };

  it("the bar that the fit on screen ends in is marked, once it has ended", () => {
    const { session, bars, at } = shown();
    const here = (): number[] => bars.flatMap((bar, i) => (bar.classList.contains("tc-histbar-here") ? [i] : []));
    expect(here()).toEqual([]);
    at(session.last);
    expect(here()).toEqual([0]);
    expect(bars[0]!.getAttribute("aria-label")).toContain("starts.own");
  });

  it("a bar that is pointed at, or has the focus, lights its ends in the curve; the curve lights its bar", () => {
    const { session, bars, element, at } = shown();
    at(session.last);
    const band = (): Element | null => element.querySelector(".tc-ends");
    bars.at(-1)!.dispatchEvent(new Event("pointerenter"));
    expect([band() !== null, bars.at(-1)!.classList.contains("tc-row-lit"), session.highlight.aim?.kind]).toEqual([true, true, "ends"]);
    bars.at(-1)!.dispatchEvent(new Event("pointerleave"));
    expect([band(), session.highlight.aim]).toEqual([null, null]);
    element.querySelector("svg")!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect([bars[0]!.classList.contains("tc-row-lit"), band() !== null]).toEqual([true, true]);
  });

  it("bars answer in a page too, and replay nothing there", () => {
    const { bars, edits, session } = shown({ readonly: true });
    bars[0]!.dispatchEvent(new Event("focus"));
    expect(session.highlight.aim?.kind).toBe("ends");
    bars[0]!.click();
    expect([edits, bars[0]!.getAttribute("aria-disabled"), bars[0]!.disabled]).toEqual([[], "true", false]);
  });
});
