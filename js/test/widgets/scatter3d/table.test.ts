// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import { scatter3dTable } from "../../../src/widgets/scatter3d/table";
import { screenOf } from "./made";

it("there is a row for each cluster and one for all, and one alone without labels", () => {
  const rows = (screen = screenOf()): string[] => [...scatter3dTable(screen).element.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent!.trim()).join("|"));
  expect(rows()).toEqual(["scatter3d.group A 0 shape.circle|3|1|2|3.3", "B shape.square|1|1|2|3.3", "scatter3d.all|4|4|4|4"]);
  expect(rows(screenOf({ labeled: false }))).toEqual(["scatter3d.all|4|4|4|4"]);
});

it("a row lights what it is of, and is lit by its points", () => {
  const screen = screenOf();
  const panel = scatter3dTable(screen);
  panel.update();
  const rows = [...panel.element.querySelectorAll<HTMLElement>("tbody tr")];
  rows.forEach((row, i) => vi.spyOn(row, "getBoundingClientRect").mockReturnValue({ top: 20 * i, height: 20 } as DOMRect));
  const body = panel.element.querySelector("tbody")!;
  vi.spyOn(body, "getBoundingClientRect").mockReturnValue({ left: 0, top: 0, width: 100, height: 80 } as DOMRect);
  body.dispatchEvent(new MouseEvent("pointermove", { clientY: 30 }));
  expect(screen.highlight.aim).toEqual({ kind: "cluster", cluster: 1 });
  const lit = (): number[] => rows.flatMap((row, i) => (row.classList.contains("tc-row-lit") ? [i] : []));
  panel.light!(screen.highlight.aim);
  expect(lit()).toEqual([1]);
  panel.light!({ kind: "point", point: 0 });
  expect(lit()).toEqual([0]);
  panel.light!(null);
  expect(lit()).toEqual([]);
});
