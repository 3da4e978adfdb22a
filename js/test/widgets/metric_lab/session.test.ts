// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { StaticModel } from "../../../src/core/static_model";
import type { Request } from "../../../src/core/types";
import { MetricSession } from "../../../src/widgets/metric_lab/session";
import { CASES, makeLab, makeState, screenOf } from "./made";

const page = (more: object = {}): MetricSession => {
  const session = new MetricSession(new StaticModel({ lab: makeLab(), shown: makeState(), words: {}, ...more }));
  session.subscribe(() => undefined);
  return session;
};

describe("with Python", () => {
  it("an edit is asked for, and what comes of it can be undone", () => {
    const { session, model } = screenOf();
    session.subscribe(() => undefined);
    session.edit({ kind: "each_alone" });
    expect((model.get("request") as Request).edit).toEqual({ kind: "each_alone" });
    expect(session.counts.clusters).toHaveLength(3);
    model.receive("shown", makeState({ id: 2, ack: 1, of: [...Array(24).keys()] }));
    expect(session.counts.clusters).toHaveLength(24);
    session.undo();
    expect(session.counts.clusters).toHaveLength(3);
    expect((model.get("request") as Request).edit).toEqual({ kind: "restore" });
  });
  it("edits that wait are all sent", () => {
    const { session, model } = screenOf();
    session.subscribe(() => undefined);
    for (const point of [0, 1, 2]) session.edit({ kind: "assign", points: [point], cluster: 1 });
    const asked: number[][] = [];
    for (let id = 1; id <= 3; id += 1) {
      asked.push(((model.get("request") as Request).edit as { points: number[] }).points);
      model.receive("shown", makeState({ id: id + 1, ack: id }));
    }
    expect(asked).toEqual([[0], [1], [2]]);
  });
});

describe("a page", () => {
  it("edits, scores and judges by itself, and goes back", () => {
    const session = page();
    session.edit({ kind: "challenge", key: "pure" });
    expect(session.shown.challenge).toEqual({ key: "pure", met: [false, false], solved: false });
    session.edit({ kind: "each_alone" });
    expect(session.shown.challenge!.solved).toBe(true);
    expect(session.shown.scores[0]).toMatchObject({ value: 1, before: CASES[0]!.quantities["homogeneity"], why: "metric_lab.why.homogeneity.moved" });
    expect(session.shown.scores[2]).toMatchObject({ value: null });
    session.undo();
    expect(session.counts.clusters).toHaveLength(3);
    session.edit({ kind: "challenge", key: "" });
    expect(session.shown.challenge).toBeNull();
  });
  it("takes labels that stay as they are for no edit", () => {
    const session = page();
    session.edit({ kind: "reset" });
    session.edit({ kind: "assign", points: [0], cluster: 0 });
    expect(session.canUndo).toBe(false);
  });
  it("keeps what a lesson fixed", () => {
    const session = page({ controls: "steps" });
    session.edit({ kind: "each_alone" });
    expect(session.counts.clusters).toHaveLength(3);
  });
});

describe("what is lit", () => {
  it("is a cell's points, and stays through an edit where it is a point", () => {
    const { session, model } = screenOf();
    session.subscribe(() => undefined);
    expect(session.cellAim(1, 2, "t")).toEqual({ kind: "points", points: [20, 21, 22, 23], text: "t" });
    expect(session.cellAim(2, null, "t")).toMatchObject({ points: { length: 8 } });
    for (const [aim, kept] of [[{ kind: "point", point: 3 }, true], [{ kind: "cluster", cluster: 0 }, false]] as const) {
      session.highlight.keep(aim);
      model.receive("shown", makeState({ id: session.shown.id + 1 }));
      expect(session.highlight.kept !== null).toBe(kept);
    }
    expect(session.called(-1)).toBe("noise");
  });
});
