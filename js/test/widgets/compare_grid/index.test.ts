// @vitest-environment jsdom
import "../../parts";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { renderCompareGrid } from "../../../src/widgets/compare_grid";
import { $, $$, click, host, mount, mountEach, press, root } from "../mounted";
import { makeGrid } from "./made";

mountEach();
const draw = (more = {}): void => mount(renderCompareGrid, makeGrid(more));
const at = (): string | undefined => root().dataset.step;

describe("going through a grid", () => {
  it("goes by arrows in the plane of the cells", () => {
    draw();
    for (const [key, cell] of [["ArrowRight", "1"], ["ArrowDown", "4"], ["ArrowLeft", "3"], ["ArrowUp", "0"], ["End", "5"], ["Home", "0"]]) {
      press(key!);
      expect(at(), key).toBe(cell);
    }
  });

  it("goes along a column that is pinned, and takes the pin along with a press", () => {
    draw();
    click('.tc-cells-pin[title="Pin column min_samples=5"]');
    expect(at()).toBe("1");
    expect($$(".tc-cell[data-aside]").map((one) => one.dataset.cell)).toEqual(["0", "2", "3", "5"]);
    click(".tc-primary");
    expect(at()).toBe("4");
    expect($(".tc-primary").textContent).toBe("Last cell");
    click('[data-cell="5"]');
    expect($('.tc-cells-pin[aria-pressed="true"]').title).toBe("Pin column min_samples=10");
    press("c");
    expect($$(".tc-cell[data-aside]")).toHaveLength(0);
    press("r");
    expect($('.tc-cells-pin[aria-pressed="true"]').title).toBe("Pin row eps=0.2");
  });

  it("changes what cells show by a key", () => {
    draw();
    press("v");
    expect($(".tc-cells-table").dataset.view).toBe("clusters");
    for (let i = 0; i < 3; i += 1) press("v");
    expect($(".tc-cells-table").dataset.view).toBe("pictures");
  });

  it("follows Python, tells where it is, and is accessible", async () => {
    draw({ step: 4 });
    expect($(".tc-status").textContent).toBe("cell 5 of 6");
    press("t");
    vi.useRealTimers();
    const { violations } = await axe.run(host, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
