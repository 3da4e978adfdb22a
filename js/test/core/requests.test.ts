/** One request to Python at a time: the latest of a sort waits, none of another is lost. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RequestQueue } from "../../src/core/requests";
import type { Edit, Request } from "../../src/core/types";
import { FakeModel } from "../wire";

let model: FakeModel;
let changes: number;
let queue: RequestQueue;

beforeEach(() => {
  vi.useFakeTimers();
  model = new FakeModel();
  changes = 0;
  queue = new RequestQueue(model, () => [7, 3], () => { changes += 1; });
});
afterEach(() => { vi.useRealTimers(); });

const sent = (): Request => model.get("request") as Request;
const answer = (): void => { queue.accept(sent().id); queue.proceed(); };
/** All edits that Python hears of, in order. */
function heard(edits: readonly Edit[]): Edit[] {
  for (const edit of edits) queue.ask(edit);
  const found: Edit[] = [];
  while (queue.busy) {
    found.push(sent().edit);
    answer();
  }
  return found;
}

describe("requests", () => {
  it("tell which changes no answer has come to", () => {
    expect(queue.ahead()).toEqual([]);
    const strokes: Edit[] = [1, 2, 3].map((x) => ({ kind: "points_add", to: [[x, x]] }));
    for (const edit of strokes) queue.ask(edit);
    expect(queue.ahead()).toEqual(strokes);
    answer();
    expect(queue.ahead()).toEqual(strokes.slice(1));
    answer();
    answer();
    expect(queue.ahead()).toEqual([]);
  });

  it("say what the learner looks at, and are numbered on from the last", () => {
    queue.ask({ kind: "new_start" });
    expect(sent()).toEqual({ id: 1, base: 7, frame: 3, edit: { kind: "new_start" } });
    const next = new RequestQueue(model, () => [8, 0], () => undefined);
    next.ask({ kind: "new_start" });
    expect(sent()).toMatchObject({ id: 2, base: 8 });
  });

  it("of one sort overtake each other; others wait in line", () => {
    const k = (value: number): Edit => ({ kind: "param", name: "n_clusters", value });
    const move = (cluster: number, x: number): Edit => ({ kind: "center_move", cluster, to: [x, 0] });
    expect(heard([k(2), k(3), move(0, 1), k(4), move(1, 5), move(0, 2)])).toEqual([k(2), k(4), move(0, 2), move(1, 5)]);
  });

  it("that each count are all sent: points drawn, centers added and deleted", () => {
    const edits: Edit[] = [
      { kind: "new_start" }, { kind: "points_add", to: [[1, 1]] }, { kind: "points_add", to: [[2, 2]] }, { kind: "center_add", to: [0, 0] },
      { kind: "center_add", to: [1, 0] }, { kind: "center_delete", cluster: 0 }, { kind: "center_delete", cluster: 0 },
    ];
    expect(heard(edits)).toEqual(edits);
  });

  it("that wait are forgotten where the learner goes back, and late answers are not shown", () => {
    queue.ask({ kind: "new_start" });
    queue.ask({ kind: "param", name: "init", value: "random" });
    queue.restore(5);
    expect(queue.accept(1)).toBe(false);
    queue.proceed();
    expect(sent()).toMatchObject({ id: 2, base: 5, edit: { kind: "restore" } });
    expect(queue.accept(2)).toBe(true);
    queue.proceed();
    expect([queue.busy, sent().id]).toEqual([false, 2]);
  });

  it("are slow after three seconds, until an answer comes", () => {
    queue.ask({ kind: "new_start" });
    vi.advanceTimersByTime(2900);
    expect(queue.slow).toBe(false);
    const before = changes;
    vi.advanceTimersByTime(200);
    expect([queue.slow, changes]).toEqual([true, before + 1]);
    answer();
    expect(queue.slow).toBe(false);
    queue.ask({ kind: "new_start" });
    queue.rest();
    vi.advanceTimersByTime(9000);
    expect(queue.slow).toBe(false);
  });

  it("go on waiting where an answer to another comes", () => {
    queue.ask({ kind: "new_start" });
    expect([queue.accept(0), queue.busy]).toEqual([true, true]);
  });
});
