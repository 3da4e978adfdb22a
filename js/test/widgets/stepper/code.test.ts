// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { codePanel } from "../../../src/widgets/stepper/code";
import { makeWire } from "../../wire";
import { show } from "./fake_screen";

afterEach(() => document.body.replaceChildren());

it("the line that a frame carries out is lit, and told", () => {
  const shown = show(codePanel, "density", { trace: makeWire() });
  const lit = [0, 2, 3, 5].map((step) => {
    shown.at(step);
    return [...shown.element.querySelectorAll("li")].flatMap((line, i) => (line.classList.contains("tc-lit") && line.getAttribute("aria-current") === "step" ? [i] : []));
  });
  expect(lit).toEqual([[0], [2], [3], [4]]);
  const lines = [...shown.element.querySelectorAll("li")];
  expect([lines.map((line) => line.textContent), lines.map((line) => line.style.paddingLeft)]).toEqual(
    [["start", "repeat", "assign", "update", "until"], ["0.5em", "0.5em", "1.6em", "1.6em", "0.5em"]]);
});
