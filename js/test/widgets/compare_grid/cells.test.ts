// @vitest-environment jsdom
import "../../parts";
import { describe, expect, it, vi } from "vitest";
import { renderCompareGrid } from "../../../src/widgets/compare_grid";
import { $, $$, click, mount, mountEach, root } from "../mounted";
import { makeGrid } from "./made";

mountEach();
const draw = (): void => mount(renderCompareGrid, makeGrid());
const cell = (at: number): HTMLElement => $(`[data-cell="${at}"]`);
const over = (at: number, pointerType = "mouse"): void => { cell(at).dispatchEvent(Object.assign(new MouseEvent("pointerenter"), { pointerType })); };
const sentence = (): string => $(".tc-sentence").textContent!;

describe("the cells", () => {
  it("are named by their sentences, the one on screen pressed", () => {
    draw();
    expect($$(".tc-cell")).toHaveLength(6);
    expect(cell(2).getAttribute("aria-label")).toBe(sentence() === "" ? "" : cell(2).getAttribute("aria-label"));
    click('[data-cell="2"]');
    expect(root().dataset.step).toBe("2");
    expect($$('.tc-cell[aria-pressed="true"]').map((one) => one.dataset.cell)).toEqual(["2"]);
    expect(sentence()).toBe(cell(2).getAttribute("aria-label"));
  });

  it("are shown large while a mouse is over them, and not by a finger", () => {
    draw();
    over(3);
    expect(sentence()).toBe(cell(3).getAttribute("aria-label"));
    expect(root().dataset.step).toBe("0");
    $(".tc-cells-table").dispatchEvent(new MouseEvent("pointerleave"));
    expect(sentence()).toBe(cell(0).getAttribute("aria-label"));
    over(3, "touch");
    expect(sentence()).toBe(cell(0).getAttribute("aria-label"));
  });

  it("show numbers, shaded, where they are asked for", () => {
    draw();
    expect($$(".tc-cell-number").map((one) => one.textContent)).toEqual(["2", "2", "–", "1", "0", "3"]);
    click('[data-act="compare_grid.view.silhouette"]');
    expect($$(".tc-cell-number").map((one) => one.textContent)).toEqual(["0.50", "–", "–", "–", "–", "−0.25"]);
    expect(cell(0).style.getPropertyValue("--shade")).toBe("1");
    expect($$(".tc-cell canvas").every((one) => one.hidden)).toBe(true);
    expect($$('[data-act="compare_grid.view.ari"]')).toHaveLength(0);
  });

  it("move the keyboard along", () => {
    draw();
    cell(0).focus();
    vi.advanceTimersByTime(20);
    cell(0).dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, composed: true, cancelable: true }));
    expect(document.activeElement).toBe(cell(3));
    expect([cell(0).tabIndex, cell(3).tabIndex]).toEqual([-1, 0]);
  });
});
