// @vitest-environment jsdom
import "../../parts";
import { expect, it } from "vitest";
import { renderCompareGrid } from "../../../src/widgets/compare_grid";
import { $, $$, mount, mountEach, press } from "../mounted";
import { makeGrid } from "./made";

mountEach();

it("has a row for each cell with its numbers, and opens by T", () => {
  mount(renderCompareGrid, makeGrid());
  const rows = $$(".tc-table tbody tr").map((row) => [...row.children].map((one) => one.textContent).join(" "));
  expect(rows[0]).toBe("0.1 3 2 0 0.50");
  expect(rows[2]).toBe("0.1 10 – – –");
  expect($(".tc-extra").classList.contains("tc-hidden")).toBe(true);
  press("t");
  expect($(".tc-extra").classList.contains("tc-hidden")).toBe(false);
});
