// @vitest-environment jsdom
import { afterEach, expect, it, vi } from "vitest";
import { lightRows, rowAim } from "../../src/panels/cluster_rows";

afterEach(() => vi.restoreAllMocks());

function list(...clusters: (number | null)[]): HTMLElement {
  const element = document.createElement("ul");
  for (const cluster of clusters) {
    const row = document.createElement("li");
    if (cluster !== null) row.dataset["cluster"] = String(cluster);
    element.append(row);
  }
  return element;
}

it("a row lights with its cluster, and with a point that is in it", () => {
  const rows = list(0, 2, null);
  const trace = { labels: () => [2, 0, 255] } as never;
  const lit = (): number[] => [...rows.children].flatMap((row, i) => (row.classList.contains("tc-row-lit") ? [i] : []));
  const told = [{ kind: "cluster", cluster: 2 }, { kind: "point", point: 1 }, { kind: "point", point: 2 }, { kind: "points", points: [0], text: "" }, null].map((aim) => {
    lightRows(rows, aim as never, trace, 0);
    return lit();
  });
  expect(told).toEqual([[1], [0], [], [], []]);
});

it("the row at a height is pointed at, on a page that is scaled too", () => {
  const rows = list(0, 2, null);
  vi.spyOn(rows, "clientHeight", "get").mockReturnValue(60);
  vi.spyOn(rows, "getBoundingClientRect").mockReturnValue({ top: 100, height: 120 } as DOMRect);
  [...rows.children].forEach((row, i) => vi.spyOn(row, "getBoundingClientRect").mockReturnValue({ top: 100 + 40 * i, height: 40 } as DOMRect));
  expect([5, 25, 45, 70].map((y) => rowAim(rows, y))).toEqual([{ kind: "cluster", cluster: 0 }, { kind: "cluster", cluster: 2 }, null, null]);
});
