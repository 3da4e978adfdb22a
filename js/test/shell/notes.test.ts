// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import { notesPanel } from "../../src/shell/notes";

const words = (key: string, values: Record<string, string | number> = {}): string => [key, ...Object.values(values)].join(" ");
const told = { place: "stop 1 of 2", note: "<b>Ask</b>", next: "Then", black: false };

afterEach(() => vi.restoreAllMocks());

describe("notes", () => {
  it("stand in a second window, as text, and hand its keys on", () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    const second = frame.contentWindow!;
    const close = vi.spyOn(second, "close").mockReturnValue();
    vi.spyOn(window, "open").mockReturnValue(second);
    const [key, changed] = [vi.fn(), vi.fn()];
    const notes = notesPanel({ words }, key, changed);
    notes.toggle();
    notes.show(told);
    expect([notes.open, notes.element.hidden, changed.mock.calls.length]).toEqual([true, true, 1]);
    const text = second.document.body.textContent!;
    for (const part of ["stop 1 of 2", "<b>Ask</b>", "stage.note.next Then"]) expect(text).toContain(part);
    expect(second.document.querySelector("b")).toBeNull();
    second.dispatchEvent(new (second as unknown as typeof globalThis).KeyboardEvent("keydown", { key: "b" }));
    expect(key).toHaveBeenCalledOnce();
    notes.toggle();
    expect([notes.open, close.mock.calls.length]).toEqual([false, 1]);
    notes.toggle();
    second.dispatchEvent(new Event("pagehide")); // the teacher closes it
    expect(notes.open).toBe(false);
  });

  it("stand below where the browser opens no window", () => {
    vi.spyOn(window, "open").mockReturnValue(null);
    const notes = notesPanel({ words }, () => undefined, () => undefined);
    expect(notes.element.hidden).toBe(true);
    notes.toggle();
    notes.show({ ...told, note: "", next: "", black: true });
    expect([notes.open, notes.element.hidden]).toEqual([true, false]);
    expect(notes.element.textContent).toContain("stage.note.none");
    expect(notes.element.querySelector<HTMLElement>(".tc-dark")!.hidden).toBe(false);
    notes.end();
    expect(notes.element.hidden).toBe(true);
  });
});
