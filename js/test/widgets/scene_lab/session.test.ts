// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StaticModel } from "../../../src/core/static_model";
import type { Request } from "../../../src/core/types";
import { SceneSession } from "../../../src/widgets/scene_lab/session";
import { makeLegend, makeScene } from "./made";
import { screenOf } from "./fake_screen";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe("a spectrum", () => {
  it("is rounded until Python has sent it, and is asked for once", () => {
    const { session, model } = screenOf();
    const end = session.subscribe(() => undefined);
    expect(session.spectrum(2)).toEqual({ values: [0.5, 0.5], exact: false });
    expect(session.spectrum(7)).toBeNull();
    session.askPixel(1);
    session.askPixel(2);
    vi.advanceTimersByTime(200);
    expect((model.get("request") as Request).edit).toEqual({ kind: "pixel", row: 0, column: 2 });
    model.receive("pixel", { ack: 1, row: 0, column: 2, values: [0.51, 0.49] });
    expect(session.spectrum(2)).toEqual({ values: [0.51, 0.49], exact: true });
    session.askPixel(2);
    session.askPixel(7);
    vi.advanceTimersByTime(200);
    expect((model.get("request") as Request).id).toBe(1);
    end();
  });
  it("of a thinned scene is asked for by rows and columns of the whole", () => {
    const { session, model } = screenOf({ scene: makeScene({ step: 3, full: [6, 12] }) });
    const end = session.subscribe(() => undefined);
    session.askPixel(5);
    vi.advanceTimersByTime(200);
    expect((model.get("request") as Request).edit).toEqual({ kind: "pixel", row: 3, column: 3 });
    model.receive("pixel", { ack: 1, row: 3, column: 3, values: [1, 2] });
    expect(session.spectrum(5)?.values).toEqual([1, 2]);
    end();
  });
});

describe("a page", () => {
  const page = (more: Record<string, unknown> = {}): SceneSession => new SceneSession(new StaticModel({ scene: makeScene(), shown: makeLegend(), ...more }));
  it("changes its legend itself, and goes back", () => {
    const session = page();
    const end = session.subscribe(() => undefined);
    session.highlight.keep({ kind: "cluster", cluster: 2 });
    session.edit({ kind: "merge", cluster: 2, into: 1 });
    expect(session.groups.map(({ id }) => id)).toEqual([0, 1]);
    expect(session.highlight.kept).toEqual({ kind: "cluster", cluster: 1 });
    session.edit({ kind: "merge", cluster: 2, into: 0 });
    expect(session.groups).toHaveLength(2);
    session.undo();
    session.edit({ kind: "rename", cluster: 0, name: "sea" });
    expect(session.groups).toHaveLength(3);
    session.undo();
    expect(session.legend).toEqual(makeLegend());
    expect(session.canRedo).toBe(true);
    end();
  });
  it("with steps alone changes nothing", () => {
    const session = page({ controls: "steps" });
    const end = session.subscribe(() => undefined);
    session.edit({ kind: "rename", cluster: 0, name: "sea" });
    expect(session.legend.names[0]).toBe("cluster 0");
    end();
  });
});

it("merges that wait are all sent, of names the latest", () => {
  const { session, model } = screenOf();
  const end = session.subscribe(() => undefined);
  session.edit({ kind: "rename", cluster: 0, name: "a" });
  for (const name of ["b", "c"]) session.edit({ kind: "rename", cluster: 0, name });
  session.edit({ kind: "merge", cluster: 2, into: 1 });
  session.edit({ kind: "merge", cluster: 0, into: 1 });
  const sent: unknown[] = [];
  for (let id = 1; id <= 4; id += 1) {
    sent.push((model.get("request") as Request).edit);
    model.receive("shown", makeLegend({ id: id + 1, ack: id }));
  }
  expect(sent).toEqual([
    { kind: "rename", cluster: 0, name: "a" }, { kind: "rename", cluster: 0, name: "c" },
    { kind: "merge", cluster: 2, into: 1 }, { kind: "merge", cluster: 0, into: 1 },
  ]);
  expect(session.busy).toBe(false);
  end();
});
