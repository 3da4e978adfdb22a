// @vitest-environment jsdom
import { afterEach, expect, it } from "vitest";
import { FOLLOWS, type Follows } from "../../../src/core/opened";
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

/** What is written in each line; the wire's frames carry out the lines 0, 1, 2, 3 ... */
const texts = (element: HTMLElement): (string | null)[] => [...element.querySelectorAll("li")].map((line) => line.textContent);

it("lines that have not been carried out are folded as long as a question around it waits for its answer", () => {
  let [waits, tell] = [true, (): void => undefined];
  document.body.addEventListener(FOLLOWS, (event) => {
    const follows = (event as CustomEvent<Follows>).detail;
    follows.waits = waits;
    tell = follows.changed;
  });
  const shown = show(codePanel, "density", { trace: makeWire() });
  shown.screen.switches.future = false;
  shown.at(2);
  shown.at(1);
  expect(texts(shown.element)).toEqual(["start", "repeat", "assign", "… stepper.folded", "…"]);
  waits = false;
  tell();
  expect(texts(shown.element)).toEqual(["start", "repeat", "assign", "update", "until"]);
});

it("the line that a question of its own is about is folded until the answer", () => {
  const shown = show(codePanel, "density", { trace: makeWire() });
  shown.at(2);
  Object.assign(shown.screen, { asks: true });
  shown.screen.setSwitches({});
  expect(texts(shown.element)).toEqual(["start", "repeat", "assign", "… stepper.folded", "until"]);
  Object.assign(shown.screen, { asks: false });
  shown.screen.setSwitches({});
  expect(texts(shown.element)).toEqual(["start", "repeat", "assign", "update", "until"]);
});
