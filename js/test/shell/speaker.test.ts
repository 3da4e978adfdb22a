// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { speaker, type Speaker } from "../../src/shell/speaker";

let voice: Speaker;
beforeEach(() => { vi.useFakeTimers(); voice = speaker(); });
afterEach(() => { vi.useRealTimers(); });

describe("what a screen reader hears", () => {
  it("is polite, and the last of what was said within a second", () => {
    for (const text of ["one", "two", "three"]) {
      voice.announce(text);
      vi.advanceTimersByTime(300);
    }
    expect([voice.element.getAttribute("aria-live"), voice.element.textContent]).toEqual(["polite", ""]);
    vi.advanceTimersByTime(200);
    expect(voice.element.textContent).toBe("three");
  });

  it("is not said twice", () => {
    voice.announce("one");
    vi.advanceTimersByTime(1000);
    const text = voice.element.firstChild;
    voice.announce("one");
    vi.advanceTimersByTime(1000);
    expect(voice.element.firstChild).toBe(text);
  });

  it("is nothing once the widget has gone", () => {
    voice.announce("one");
    voice.end();
    vi.advanceTimersByTime(5000);
    expect(voice.element.textContent).toBe("");
  });
});
