// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { decode } from "../../src/core/trace";
import { action, choiceButtons, regionsButton, stepButtons, switchButton } from "../../src/panels/buttons";
import { makeWire } from "../wire";

const words = (key: string, values: Record<string, string | number> = {}): string => [key, ...Object.values(values)].join(" ");

/** A widget with some switches. */
function board<N extends string>(...names: N[]) {
  const switches = Object.fromEntries(names.map((name) => [name, false])) as Record<N, boolean>;
  return { words, switches, setSwitches: (change: Partial<Record<N, boolean>>) => { Object.assign(switches, change); } };
}

describe("a button", () => {
  it("has its words, what it does as its title, and acts", () => {
    const act = vi.fn();
    const button = action({ words }, "transport.full", act, { "aria-label": "Full screen" });
    button.click();
    expect([button.textContent, button.title, button.type, button.dataset["act"], button.getAttribute("aria-label")]).toEqual(
      ["transport.full", "transport.full.title", "button", "transport.full", "Full screen"]);
    expect(act).toHaveBeenCalledOnce();
  });

  it("of a switch turns it on and off, and says so", () => {
    const screen = board("bands", "table");
    const { element, update } = switchButton(screen, "bands");
    const seen = [0, 1, 2].map((presses) => {
      if (presses > 0) element.click();
      update();
      return [screen.switches.bands, element.getAttribute("aria-pressed")];
    });
    expect(seen).toEqual([[false, "false"], [true, "true"], [false, "false"]]);
    expect(screen.switches.table).toBe(false);
    expect(switchButton(screen, "table", "race.ends").element.dataset["act"]).toBe("race.ends");
  });

  it("of two is one less, the other one more", () => {
    const steps: number[] = [];
    const [less, more] = stepButtons({ words }, ["fewer", "more"], (by) => steps.push(by), { name: "k" });
    less.click();
    more.click();
    more.click();
    expect(steps).toEqual([-1, 1, 1]);
    expect([less.getAttribute("aria-label"), more.title, less.textContent, more.textContent]).toEqual(["fewer k", "more k", "−", "+"]);
  });
});

describe("buttons of which one is pressed", () => {
  it("choose, and show which is chosen, none, or that none can be", () => {
    const chosen: string[] = [];
    const { element, press } = choiceButtons({ words }, "label", { raw: "k.raw", scaled: "k.scaled" }, (name) => chosen.push(name));
    const pressed = (): (string | null)[] => [...element.querySelectorAll("button")].map((button) => button.getAttribute("aria-pressed"));
    element.querySelector<HTMLElement>("[data-act='k.scaled']")!.click();
    expect([chosen, element.getAttribute("role"), element.getAttribute("aria-label")]).toEqual([["scaled"], "group", "label"]);
    press("raw");
    expect(pressed()).toEqual(["true", "false"]);
    press(null, true);
    expect(pressed()).toEqual(["false", "false"]);
    expect([...element.querySelectorAll("button")].every((button) => button.disabled)).toBe(true);
  });
});

describe("the button of the regions", () => {
  it.each([[true, false], [false, true]])("where the picture is the feature space (%s) is refused: %s", (plane, refused) => {
    const screen = { ...board("regions"), session: { trace: decode(makeWire(1, { plane })) } };
    const { element, update } = regionsButton(screen);
    update();
    element.click();
    expect(element.getAttribute("aria-disabled") === "true").toBe(refused);
    expect(screen.switches.regions).toBe(!refused);
  });
});
