// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { contingencyPanel } from "../../../src/widgets/metric_lab/contingency";
import { makeLab, makeState, screenOf } from "./made";

const texts = (element: Element): string[] => [...element.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent!.trim()).join(" "));

describe("the table", () => {
  it("counts points by cluster and class; a cell lights its points and chooses its cluster", () => {
    const screen = screenOf();
    const { element, update } = contingencyPanel(screen);
    update();
    expect(texts(element)).toEqual(["A 6 0 0 6", "B 6 0 4 10", "C 0 8 0 8"]);
    element.querySelector<HTMLElement>('td[data-cluster="1"][data-class="2"]')!.click();
    expect(screen.session.highlight.kept).toMatchObject({ kind: "points", points: [20, 21, 22, 23], text: "metric_lab.cell.lit 4 B small" });
    expect(screen.chosen).toBe(1);
    element.querySelector("tbody")!.dispatchEvent(new MouseEvent("pointerleave"));
    element.querySelector('tbody th[data-cluster="2"]')!.dispatchEvent(new MouseEvent("pointermove", { bubbles: true }));
    expect(screen.session.highlight.aim).toMatchObject({ points: [12, 13, 14, 15, 16, 17, 18, 19] });
  });
  it("has the first clusters of many, and sizes alone without classes", () => {
    const screen = screenOf({ lab: { ...makeLab({ classes: [] }), classes: new DataView(new ArrayBuffer(0)) }, shown: makeState({ of: [...Array(24).keys()] }) });
    const { element, update } = contingencyPanel(screen);
    update();
    const found = texts(element);
    expect(found[0]).toBe("A 1");
    expect(found.at(-1)).toBe("metric_lab.table.more 8");
  });
});
