// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { choices, clusterChips } from "../../../src/widgets/metric_lab/clusters";
import { NOISE } from "../../../src/widgets/metric_lab/wire";
import { makeState, screenOf } from "./made";

describe("the chips", () => {
  it("are the clusters, a new one and noise; the chosen one is pressed", () => {
    const screen = screenOf();
    const { element, update } = clusterChips(screen);
    update();
    const chips = [...element.querySelectorAll<HTMLElement>("button")];
    expect(chips.map((chip) => chip.dataset["cluster"])).toEqual(["0", "1", "2", "3", String(NOISE)]);
    expect(chips[3]!.textContent).toContain("+ D");
    chips[1]!.click();
    update();
    expect(element.querySelector('[aria-pressed="true"]')!.textContent).toContain("B 10");
  });
  it("of many clusters are the first ones, and the chosen one", () => {
    const screen = screenOf({ shown: makeState({ of: [...Array(24).keys()] }) });
    screen.chosen = 20;
    expect(choices(screen)).toEqual([...Array(12).keys(), 20, 24, NOISE]);
    const { element, update } = clusterChips(screen);
    update();
    expect(element.textContent).toContain("metric_lab.chip.more 11");
  });
});
