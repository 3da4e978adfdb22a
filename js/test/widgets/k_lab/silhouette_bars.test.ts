// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { silhouettesPanel } from "../../../src/widgets/k_lab/silhouette_bars";
import { screenAt } from "./fake_screen";

describe("the bars", () => {
  const made = (step: number): Element => {
    const panel = silhouettesPanel(screenAt(step));
    panel.update();
    return panel.element;
  };

  it("are as high as their clusters are large, and reach as far as their values", () => {
    const bars = [...made(2).querySelectorAll(".tc-silhouette-bar")].map((bar) => bar.getAttribute("d")!);
    const heights = bars.map((d) => {
      const ys = [...d.matchAll(/V(-?[\d.]+)/g)].map((m) => Number(m[1]));
      return Math.max(...ys) - Number(/,(-?[\d.]+)/.exec(d)![1]);
    });
    expect(heights[0]! / heights[2]!).toBeCloseTo(2, 1);
    const reach = bars.map((d) => [...d.matchAll(/H(-?[\d.]+)/g)].map((m) => Number(m[1])));
    const zero = Number(/M(-?[\d.]+)/.exec(bars[0]!)![1]);
    expect(reach[0]![0]).toBeGreaterThan(reach[0]!.at(-2)!); // falling
    expect(Math.min(...reach[3]!)).toBeLessThan(zero); // below 0 lies to the left
    expect(Math.min(...reach[0]!)).toBeGreaterThanOrEqual(zero);
  });

  it("say why there are none", () => {
    const element = made(0);
    expect(element.querySelectorAll(".tc-silhouette-bar")).toHaveLength(0);
    expect(element.querySelector(".tc-notes")?.textContent).toBe("It needs two clusters.");
    expect(element.querySelector("svg")?.getAttribute("aria-label")).toContain("It needs two clusters.");
  });

  it("name the mean, the clusters and their sizes", () => {
    const element = made(1);
    expect(element.textContent).toContain("k_lab.silhouettes.mean 0.800");
    expect(element.querySelector("svg")?.getAttribute("aria-label")).toContain("k_lab.silhouettes.cluster A 3 0.750");
  });

  it("keep room for the longest note", () => {
    expect(made(1).querySelector<HTMLElement>(".tc-k-room")?.dataset.longest).toBe("It needs two clusters.");
  });
});
