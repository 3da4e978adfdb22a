import { describe, expect, it } from "vitest";
import { makeWords } from "../../../src/core/words";
import { facts, sentence, type Scored } from "../../../src/widgets/metric_lab/reasons";
import { agreement, countsOf, separation } from "../../../src/widgets/metric_lab/scores";
import { called, CASES, LAB, labelsOf, NAMES } from "./made";

function scored(labels: number[]): Scored {
  const counts = countsOf(LAB, labelsOf(labels));
  return { counts, quantities: { ...agreement(counts), ...separation(LAB, labelsOf(labels)) } };
}

describe("reasons that a page finds itself", () => {
  it.each(CASES.map((one, i) => [i, one] as const))("are Python's, edit %i", (i, one) => {
    const before = i === 0 ? null : scored(CASES[i - 1]!.labels);
    for (const [score, [form, values]] of Object.entries(one.facts)) {
      const [found, told] = facts(score, before, scored(one.labels), NAMES, called);
      expect(found, score).toBe(form);
      expect(Object.keys(told).sort(), score).toEqual(Object.keys(values).sort());
      for (const [name, value] of Object.entries(values)) {
        if (typeof value === "number") expect(told[name], `${score} ${name}`).toBeCloseTo(value, 9);
        else expect(told[name], `${score} ${name}`).toBe(value);
      }
    }
  });
  it("are written with short numbers", () => {
    const words = makeWords({ "metric_lab.why.a.now": "{pairs_both} {pairs_chance} {own} {within} {name}", "metric_lab.why.same": "Same. {said}" });
    const values = { pairs_both: 1200, pairs_chance: 3.26, own: 0.1234, within: 123.46, name: "A" };
    expect(sentence(words, ["a.now", values])).toBe("1,200 3.3 0.123 123.5 A");
    expect(sentence(words, ["a.same", values])).toBe("Same. 1,200 3.3 0.123 123.5 A");
  });
});
