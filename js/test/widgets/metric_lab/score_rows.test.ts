// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { scoreRows, scoreText } from "../../../src/widgets/metric_lab/score_rows";
import { makeState, screenOf } from "./made";

describe("the scores", () => {
  it("have a value, the one before, a bar and a reason", () => {
    const scores = [
      { value: 1, before: 0.5, why: "up" }, { value: -0.1, before: 0.4, why: "down" },
      { value: null, before: 0.2, why: "undefined" }, { value: 57.37, before: 57.37, why: "same" },
    ];
    const { element, update } = scoreRows(screenOf({ shown: makeState({ scores }) }));
    update();
    const rows = [...element.querySelectorAll("li")];
    expect(rows.map((row) => row.dataset["moved"])).toEqual(["up", "down", "down", ""]);
    expect(rows.map((row) => row.querySelector("b")!.textContent)).toEqual(["▲ 1.000", "▼ −0.100", "–", "57.37"]);
    expect(rows[0]!.querySelector(".tc-muted")!.textContent).toBe("0.500");
    expect(rows[0]!.querySelector("p")!.textContent).toBe("up");
    expect(rows[0]!.querySelector<HTMLElement>(".tc-ml-bar")!.style.width).toBe("80%");
    expect(rows[1]!.querySelector(".tc-ml-below")).not.toBeNull();
    expect(rows[3]!.querySelector(".tc-ml-bar")).toBeNull();
  });
  it("are never a negative zero", () => {
    expect(scoreText(-1e-9, { most: 1 })).toBe("0.000");
    expect(scoreText(null, { most: 1 })).toBe("–");
  });
});
