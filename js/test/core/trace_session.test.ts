/** The session of a widget that steps through one trace: where an answer lands, and where many starts end. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sessionOf } from "../../src/core/session";
import { TraceSession } from "../../src/core/trace_session";
import type { Request } from "../../src/core/types";
import { FakeModel, makeWire } from "../wire";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const STARTS = { ack: 1, init: "random", objective: [5, 7], seeds: [0, 1] };
function start(values: Record<string, unknown> = {}) {
  const model = new FakeModel(values);
  const session = sessionOf(model, TraceSession);
  const news: string[] = [];
  session.subscribe((what) => news.push(what));
  return { model, session, news, request: () => model.get("request") as Request };
}

describe("a session of a trace", () => {
  it("moves at the speed that is asked for, and stops at the last frame", () => {
    const { session } = start();
    session.move({ kind: "speed", speed: 2 });
    session.move({ kind: "run" });
    vi.advanceTimersByTime(460);
    expect(session.step).toBe(1);
    vi.advanceTimersByTime(9000);
    expect([session.step, session.playing]).toEqual([5, false]);
  });

  it("is empty of starts until Python has tried them, and takes those in its line", () => {
    const { model, session, news, request } = start({ starts: {} });
    expect(session.starts).toBeNull();
    session.edit({ kind: "starts", count: 2 });
    session.edit({ kind: "new_start" });
    model.receive("starts", { ...STARTS, ack: request().id });
    expect(session.starts?.seeds).toEqual([0, 1]);
    expect(news.at(-1)).toBe("status");
    expect(request().edit).toEqual({ kind: "new_start" });
    model.receive("starts", {});
    expect(session.starts?.seeds).toEqual([0, 1]);
  });

  it("shows starts that a page was saved with", () => {
    expect(start({ starts: STARTS }).session.starts).toEqual(STARTS);
  });

  it("keeps its trace where Python closes the widget", () => {
    const { model, session } = start();
    model.receive("trace", {});
    expect(session.trace.head.id).toBe(1);
    model.receive("trace", makeWire(2));
    expect(session.trace.head.id).toBe(2);
  });
});

describe("a row that was not sent", () => {
  const rows = { id: makeWire().head.rows, names: [], d: 50, labels: [], origin: [], features: new DataView(new ArrayBuffer(0)), sent: false, step: 0, shape: [], lowest: 0, highest: 1 };
  const row = { rows: rows.id, index: 1, names: ["a"], features: [1, 2], shape: [] };

  it("is asked for once the pointer rests, once, and kept", () => {
    const { model, session, news, request } = start({ rows });
    for (const point of [3, 2, 1]) session.askRow(point);
    vi.advanceTimersByTime(500);
    expect(request().edit).toEqual({ kind: "row", index: 1 });
    model.receive("row", { ...row, ack: request().id });
    expect([session.rows!.asked!.get(1)?.features, news.at(-1), session.busy]).toEqual([[1, 2], "status", false]);
    const { id } = request();
    session.askRow(1);
    vi.advanceTimersByTime(500);
    expect(request().id).toBe(id);
  });

  it("is not asked for where all were sent, or where there is no Python", () => {
    for (const values of [{ rows: { ...rows, sent: true } }, { rows: { ...rows, d: 0 } }, { rows, readonly: true }]) {
      const { session, model } = start(values);
      session.askRow(1);
      vi.advanceTimersByTime(500);
      expect([session.rows!.asked, model.get("request")]).toEqual([null, undefined]);
    }
  });
});
