/** Words of the catalogue, filled with names of any script. */
import { describe, expect, it } from "vitest";
import { isolated, makeWords } from "../../src/core/words";

describe("words", () => {
  const words = makeWords({ mean: "{name}: {value}", plain: "no places" });

  it("are filled in, and an unknown key or place shows itself", () => {
    expect(words("mean", { name: "income", value: 3 })).toBe("income: 3");
    expect([words("plain"), words("other"), words("mean", { name: "x" })]).toEqual(["no places", "other", "x: {value}"]);
  });

  it("set a name in Hebrew or Arabic apart, so that the number after it stays after it", () => {
    for (const name of ["הכנסה (k$)", "دخل", "x דמי", "ﷺ"]) {
      expect(isolated(name)).toBe(`\u2068${name}\u2069`);
      expect(words("mean", { name, value: 3 })).toBe(`\u2068${name}\u2069: 3`);
    }
    for (const name of ["income", "возраст", "年収", "–5 %", ""]) expect(isolated(name)).toBe(name);
  });
});
