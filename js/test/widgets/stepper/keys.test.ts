// @vitest-environment jsdom
/** The Stepper by keyboard alone. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Keys } from "../../../src/widgets/stepper/keys";
import { makeWire } from "../../wire";
import { show, type Shown } from "./fake_screen";

const cursor = { on: false, place: [1, 2], toggle: vi.fn(), move: vi.fn(), act: vi.fn(() => true), cancel: vi.fn(() => true) };
const plane = { cursor, pickCenter: vi.fn(), preview: vi.fn(), show: vi.fn() };
let shown: Shown;
let keys: Keys;
const said: string[] = [];

beforeEach(() => {
  vi.clearAllMocks();
  said.length = 0;
  cursor.on = false;
  shown = show(() => ({ element: document.createElement("p"), update: () => undefined }), "density", { trace: makeWire() });
  Object.assign(shown.screen.plane, plane);
  shown.screen.announce = (text) => said.push(text);
  keys = new Keys(shown.screen);
  shown.at(3);
});
afterEach(() => document.body.replaceChildren());

const event = (key: string, more: KeyboardEventInit = {}): KeyboardEvent => new KeyboardEvent("keydown", { key, ...more });
const press = (key: string, more: KeyboardEventInit = {}): boolean => {
  const act = keys.find(event(key, more));
  act?.();
  return act !== null;
};

describe("a center", () => {
  it("is picked in turn, moved by arrows and committed once by Enter", () => {
    press("c");
    press("c");
    expect([keys.picked, said]).toEqual([1, ["keys.picked A", "keys.picked B"]]);
    press("ArrowRight");
    press("ArrowUp", { shiftKey: true });
    const to = [9.1, 1].map((at) => expect.closeTo(at, 4));
    expect(plane.preview).toHaveBeenLastCalledWith(1, to);
    press("Enter");
    press("Enter");
    expect(shown.edits).toEqual([{ kind: "center_move", cluster: 1, to }]);
  });

  it("is let go by Escape, and deleted by Delete", () => {
    press("c", { shiftKey: true });
    expect(keys.picked).toBe(1);
    press("Escape");
    expect([keys.picked, plane.show.mock.calls]).toEqual([null, [[3, false]]]);
    expect(press("Delete")).toBe(false);
    keys.pick(0);
    press("Delete");
    expect([shown.edits, keys.picked]).toEqual([[{ kind: "center_delete", cluster: 0 }], null]);
  });
});

describe("arrows", () => {
  it("move through the steps where nothing is picked, and the keyboard's pointer where it is on", () => {
    press("ArrowRight");
    expect(shown.screen.session.step).toBe(4);
    cursor.on = true;
    press("ArrowRight", { shiftKey: true });
    press("ArrowDown");
    expect([cursor.move.mock.calls, shown.screen.session.step, said.at(-1)]).toEqual([[[5, 0], [0, -1]], 4, "keys.cursor.at 1 2"]);
    press("Enter");
    press("Escape");
    expect([said.at(-1), cursor.cancel.mock.calls.length, cursor.toggle.mock.calls.length]).toEqual(["keys.cursor.held 1 2", 1, 0]);
  });
});

describe("undo and redo", () => {
  const shortcut = (key: string, more: KeyboardEventInit = {}): boolean => {
    const act = keys.shortcut(event(key, { ctrlKey: true, ...more }));
    act?.();
    return act !== null;
  };

  it("are the page's while the widget has nothing to go back to", () => {
    expect([shortcut("z"), shortcut("y"), shortcut("z", { shiftKey: true })]).toEqual([false, false, false]);
  });

  it("are the widget's where it has, by Ctrl or Cmd, and never with Alt", () => {
    shown.answer(makeWire(2));
    expect([shortcut("z", { altKey: true }), shortcut("s"), shortcut("z")]).toEqual([false, false, true]);
    expect(shown.screen.session.trace.head.id).toBe(1);
    expect([shortcut("z"), shortcut("z", { shiftKey: true })]).toEqual([false, true]);
    expect(shown.screen.session.trace.head.id).toBe(2);
    press("u");
    expect(shown.screen.session.trace.head.id).toBe(1);
  });
});
