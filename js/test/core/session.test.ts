import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sessionOf } from "../../src/core/session";
import { TraceSession } from "../../src/core/trace_session";
import type { Request } from "../../src/core/types";
import { FakeModel, makeWire } from "../wire";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function start(values: Record<string, unknown> = {}) {
  const model = new FakeModel(values);
  const session = sessionOf(model, TraceSession);
  const news: string[] = [];
  const end = session.subscribe((what) => news.push(what));
  const request = () => model.get("request") as Request;
  const reply = (id: number, ack = request().id, initial_step = 2) => model.receive("trace", makeWire(id, { ack, initial_step }));
  return { model, session, news, end, request, reply };
}

describe("Session", () => {
  it("is one for all displays, and leaves no listener behind", () => {
    const { model, session, end } = start();
    expect(sessionOf(model, TraceSession)).toBe(session);
    const other = session.subscribe(() => undefined);
    end();
    expect(model.listeners).toBeGreaterThan(0);
    other();
    other();
    expect(model.listeners).toBe(0);
  });

  it("writes the step once per burst, and the last one", () => {
    const { model, session } = start();
    for (let i = 1; i <= 4; i++) session.move({ kind: "to", step: i });
    expect(model.get("step")).toBe(0);
    vi.advanceTimersByTime(200);
    expect(model.get("step")).toBe(4);
    expect(model.saved).toBe(1);
  });

  it("sends one request at a time; the latest of a sort wins, none of another is lost", () => {
    const { session, request, reply } = start();
    session.edit({ kind: "center_move", cluster: 0, to: [1, 1] });
    expect(request()).toMatchObject({ id: 1, base: 1, frame: 0 });
    session.edit({ kind: "param", name: "n_clusters", value: 3 });
    session.edit({ kind: "center_move", cluster: 0, to: [2, 2] });
    session.edit({ kind: "param", name: "n_clusters", value: 4 });
    expect(request().id).toBe(1);
    reply(2);
    expect(request()).toMatchObject({ id: 2, base: 2, edit: { kind: "param", name: "n_clusters", value: 4 } });
    reply(3);
    expect(request()).toMatchObject({ id: 3, base: 3, edit: { kind: "center_move", to: [2, 2] } });
    reply(4);
    expect(session.requests.busy).toBe(false);
    expect(session.trace.head.id).toBe(4);
  });

  it("is answered in a page where something answers there, and told what never came to Python", () => {
    const { session, model, news } = start({ readonly: true });
    expect(session.locked).toBe(true);
    session.editor = ({ kind }) => (kind === "new_start" ? { ...session.shown, head: { ...session.shown.head, id: -1 } } : null);
    expect(session.locked).toBe(false);
    session.edit({ kind: "new_start" });
    expect([session.trace.head.id, session.canUndo, model.get("request")]).toEqual([-1, true, undefined]);
    session.edit({ kind: "start_again" });
    expect(session.trace.head.id).toBe(-1);
    session.undo();
    expect(session.trace.head.id).toBe(1);
    session.complain({ what: "a file", where: "", why: "", fix: "" });
    expect(session.problem).toMatchObject({ ack: 0, what: "a file" });
    expect(news.at(-1)).toBe("status");
  });

  it("goes from an end to an end that was on screen, and else stays at its step", () => {
    const { session, reply } = start();
    session.move({ kind: "to", step: session.last });
    session.edit({ kind: "new_start" });
    reply(2, 1, 5);
    session.undo();
    expect(session.step).toBe(session.last);
    session.redo();
    session.go(2);
    session.undo();
    expect(session.step).toBe(2);
  });

  it("goes back before all that was merged", () => {
    const { session, reply } = start();
    session.edit({ kind: "new_start" });
    reply(2);
    session.merging = true;
    session.edit({ kind: "new_start" });
    reply(3);
    session.merging = false;
    session.undo();
    expect(session.trace.head.id).toBe(1);
  });

  it("undoes from memory with Python silent, and says after a while that it is", () => {
    const { session, reply, request } = start();
    session.edit({ kind: "new_start" });
    reply(2);
    expect(session.step).toBe(2);
    session.undo();
    expect(session.trace.head.id).toBe(1);
    expect(request()).toMatchObject({ id: 2, base: 1, edit: { kind: "restore" } });
    expect(session.requests.slow).toBe(false);
    vi.advanceTimersByTime(3100);
    expect(session.requests.slow).toBe(true);
    session.redo();
    expect(session.trace.head.id).toBe(2);
  });

  it("does not show an answer to what was undone meanwhile", () => {
    const { session, reply, request } = start();
    session.edit({ kind: "new_start" });
    reply(2);
    session.edit({ kind: "new_start" });
    const late = request().id;
    session.undo();
    reply(3, late);
    expect(session.trace.head.id).toBe(1);
    expect(request().edit.kind).toBe("restore");
    reply(1);
    expect(session.trace.head.id).toBe(1);
    expect(session.requests.busy).toBe(false);
    expect(session.canRedo).toBe(true);
  });

  it("shows an error and is free again", () => {
    const { model, session, request } = start();
    session.edit({ kind: "param", name: "n_clusters", value: 99 });
    model.receive("problem", { ack: request().id, what: "Too many", where: "", why: "", fix: "" });
    expect(session.problem?.what).toBe("Too many");
    expect(session.requests.busy).toBe(false);
    expect(session.trace.head.id).toBe(1);
    session.edit({ kind: "new_start" });
    expect(session.problem).toBeNull();
  });

  it("asks for nothing in a page without Python", () => {
    const { model, session } = start({ readonly: true });
    session.edit({ kind: "new_start" });
    expect(model.get("request")).toBeUndefined();
    session.move({ kind: "to", step: 3 });
    vi.advanceTimersByTime(500);
    expect(model.saved).toBe(0);
  });

  it("knows how far each state has been on screen", () => {
    const { session, reply, model } = start();
    session.go(3);
    session.go(1);
    expect([session.step, session.farthest]).toEqual([1, 3]);
    session.edit({ kind: "new_start" });
    reply(2);
    expect(session.farthest).toBe(session.step);
    session.undo();
    expect(session.farthest).toBe(3);
    expect(model.get("request")).toBeDefined();
    vi.advanceTimersByTime(500);
  });

  it("stops playing when its last display goes", () => {
    const { session, end } = start();
    session.move({ kind: "run" });
    vi.advanceTimersByTime(950);
    expect(session.step).toBe(1);
    end();
    vi.advanceTimersByTime(9000);
    expect(session.step).toBe(1);
  });

  it("follows a step that Python sets, but not while Python is on another trace", () => {
    const { model, session, reply, news } = start();
    model.receive("step", 3);
    expect([session.step, news.at(-1)]).toEqual([3, "step"]);
    model.receive("step", 3.5);
    expect(session.step).toBe(3);
    session.edit({ kind: "new_start" });
    reply(2);
    session.undo();
    const { step } = session;
    model.receive("step", step === 0 ? 1 : 0);
    expect(session.step).toBe(step);
    reply(1);
    model.receive("step", step === 2 ? 1 : 2);
    expect(session.step).toBe(step === 2 ? 1 : 2);
    vi.advanceTimersByTime(500);
  });
});
