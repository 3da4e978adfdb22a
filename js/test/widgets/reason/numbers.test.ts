import { describe, expect, it } from "vitest";
import { misquoted, namedNumbers } from "../../../src/widgets/reason/numbers";

const VALUES = { border: [0.3], starts: [100], images: [1797], height: [54.4] };

describe("numbers in a reason", () => {
  // the same cases as tests/lessons/test_reasons.py
  it.each([
    ["0.3", ["border"]], ["about 30 % of them", ["border"]], ["30%", ["border"]], ["30 percent", ["border"]],
    ["3 in 10", ["border"]], ["3 out of every 10", ["border"]], ["100 of 100 starts", ["starts"]],
    ["1,797 pictures, 1797.", ["images"]], ["at 54, or 54.4,", ["height"]], ["", []], ["x0.3 v100 0.3.1", []],
    ["three", []], ["-0.3", []], ["0.30000", ["border"]],
  ])("finds in %j %j", (text, named) => expect(namedNumbers(text, VALUES)).toEqual(named));

  it("tells a number that is near one of the lesson's and not equal", () => {
    expect(misquoted("The border share is 0.4, so use it.", VALUES)).toEqual({ said: "0.4", what: "border", known: "0.3" });
    expect(misquoted("with 5.0 and 0.01, 4 clusters", VALUES)).toBeNull();
  });

  it.each(["1", "1,", "9 of ", "0.3 "])("reads a long text of %j quickly", (part) => {
    namedNumbers(part.repeat(9999), VALUES);
    misquoted(part.repeat(9999), VALUES);
  });
});
