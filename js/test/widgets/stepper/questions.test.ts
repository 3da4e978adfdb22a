import { describe, expect, it } from "vitest";
import { decode } from "../../../src/core/trace";
import { missBy, questionAt } from "../../../src/widgets/stepper/questions";
import { makeWire } from "../../wire";

describe("questionAt", () => {
  const wire = makeWire();
  wire.centers = new DataView(new Float32Array([0, 0, 8, 0, 1, 0.5, 9, 0.5]).buffer);
  const trace = decode(wire);

  it("asks for a point's cluster, a center's way and the points that change", () => {
    const first = questionAt(trace, 1);
    expect(first).toMatchObject({ kind: "first" });
    if (first?.kind === "first") expect(first.truth).toBe(trace.labels(2)![first.point]);
    expect(questionAt(trace, 2)).toMatchObject({ kind: "where", truth: [1, 0.5] });
    expect(questionAt(trace, 3)).toEqual({ kind: "which", changed: [2] });
    expect(questionAt(trace, 0)).toBeNull();
    expect(questionAt(trace, 5)).toBeNull();
  });

  it("measures a guess by the way that the center goes", () => {
    const question = { kind: "where", cluster: 0, from: [0, 0], truth: [4, 0] } as const;
    expect(missBy({ ...question, from: [0, 0], truth: [4, 0] }, [4, 0])).toBe(0);
    expect(missBy({ ...question, from: [0, 0], truth: [4, 0] }, [0, 0])).toBe(1);
    expect(missBy({ ...question, from: [0, 0], truth: [4, 0] }, [4, 1])).toBe(0.25);
  });
});
