// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { tablePanel } from "../../../src/widgets/stepper/table";
import { makeWire } from "../../wire";
import { show } from "./fake_screen";

afterEach(() => document.body.replaceChildren());
const kmeans = () => show(tablePanel, "density", { trace: makeWire() });

it("clusters are listed with sizes and centers; fields are there only while it is in sight", () => {
  const shown = kmeans();
  shown.at(3);
  expect([...shown.element.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent!.trim()).join("|"))).toEqual(
    ["A shape.circle|2|1|0.5|", "B shape.square|4|9|0.5|"]);
  expect(shown.element.querySelectorAll("tbody input, tbody button")).toHaveLength(0);
  shown.screen.setSwitches({ table: true });
  expect([shown.element.querySelectorAll("tbody input").length, shown.element.querySelectorAll("tbody button").length]).toEqual([4, 2]);
});

it("a center is moved by a typed number, deleted by its button, and added by two numbers", () => {
  const shown = kmeans();
  shown.at(3);
  shown.screen.setSwitches({ table: true });
  const [x] = shown.element.querySelectorAll<HTMLInputElement>("tbody input");
  for (const typed of ["3", ""]) { x!.value = typed; x!.dispatchEvent(new Event("change")); }
  shown.element.querySelectorAll<HTMLElement>("tbody button")[1]!.click();
  const form = shown.element.querySelector("form")!;
  form.querySelectorAll("input").forEach((field, i) => { field.value = String(4 + i); });
  form.dispatchEvent(new Event("submit", { cancelable: true }));
  expect(shown.edits).toEqual([{ kind: "center_move", cluster: 0, to: [3, 0.5] }, { kind: "center_delete", cluster: 1 }, { kind: "center_add", to: [4, 5] }]);
});
