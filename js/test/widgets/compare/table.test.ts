// @vitest-environment jsdom
import "../../parts";
import { describe, expect, it } from "vitest";
import { renderCompare } from "../../../src/widgets/compare";
import { FakeModel } from "../../wire";
import { $$, mount, mountEach, press } from "../mounted";
import { makeCompare } from "./made";

mountEach();

describe("the table", () => {
  const rows = (): string[] => $$("tbody tr").map((row) => [...row.children].map((cell) => cell.textContent).join(" ")).slice(0, 2);
  const draw = (more = {}): void => mount(renderCompare, new FakeModel({ shown: makeCompare(), step: 0, widget: "compare", words: {}, ...more }));

  it("tells the agreement of ends when they have come", () => {
    draw();
    expect(rows()).toEqual(["One – – –", "Two – – –"]);
    press("End");
    expect(rows()).toEqual(["One 2 0 1.000", "Two 2 0 0.500"]);
  });

  it("tells it before where the future is asked for", () => {
    draw({ future: true });
    expect(rows()[1]).toBe("Two – – 0.500");
  });
});
