// @vitest-environment jsdom
import "../../parts";
import { describe, expect, it, vi } from "vitest";
import { renderCompare } from "../../../src/widgets/compare";
import { FakeModel } from "../../wire";
import { $, $$, mount, mountEach, press } from "../mounted";
import { makeCompare, makeMany } from "./made";

mountEach();
const WORDS = { "compare.look": "Point at a point.", "card.row": "row {point}" };
const draw = (shown = makeMany(9)): void => mount(renderCompare, new FakeModel({ shown, step: 0, widget: "compare", words: WORDS }));

describe("the line of many lanes", () => {
  it("says what is pointed at, and each lane the cluster that it has there", () => {
    draw();
    expect($(".tc-compare-looked").textContent).toBe("Point at a point.");
    press("End");
    press("i");
    vi.advanceTimersByTime(50);
    expect($(".tc-compare-looked").textContent).toMatch(/^row \d/);
    expect($$(".tc-compare-spot").map((spot) => spot.textContent)).toEqual(Array(9).fill($$(".tc-compare-spot")[0]!.textContent));
    expect($(".tc-compare-spot").textContent).toMatch(/^ [AB]$/);
    press("Escape");
    vi.advanceTimersByTime(50);
    expect($(".tc-compare-spot").textContent).toBe("");
  });

  it("is not there where lanes have cards", () => {
    draw(makeCompare());
    expect($(".tc-compare-looked").hidden).toBe(true);
    expect($(".tc-lanes").dataset.many).toBeUndefined();
  });
});
