// @vitest-environment jsdom
/** The sentence on what is shown, its room and its notes. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { captionPanel, longest, type CaptionText } from "../../src/shell/caption";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const PLAIN: CaptionText = { sentence: "Assign: 3 points.", longest: "Assign: all the points there are.", notes: [] };
const spoken = (panel: ReturnType<typeof captionPanel>): string => {
  vi.advanceTimersByTime(1100);
  return panel.element.querySelector("[aria-live]")!.textContent!;
};

describe("the sentence", () => {
  it("is bold up to its first colon, and all plain without one", () => {
    let text = { ...PLAIN, sentence: "Update: the means: two." };
    const panel = captionPanel(() => text);
    panel.update();
    expect([panel.element.querySelector("b")!.textContent, panel.element.querySelector("p span")!.textContent]).toEqual(["Update:", " the means: two."]);
    text = { ...PLAIN, sentence: "Nothing moved." };
    panel.update();
    expect([panel.element.querySelector("b")!.textContent, panel.element.querySelector("p span")!.textContent]).toEqual(["", "Nothing moved."]);
  });

  it("has the room of the longest", () => {
    const panel = captionPanel(() => PLAIN);
    panel.update();
    expect(panel.element.querySelector<HTMLElement>("[data-longest]")!.dataset.longest).toBe(PLAIN.longest);
    expect(longest(["a", "abc", "ab"])).toBe("abc");
    expect(longest([])).toBe("");
  });

  it("is spoken where it is another, and not while it hurries", () => {
    let text: CaptionText = PLAIN;
    const panel = captionPanel(() => text);
    panel.update();
    expect(spoken(panel)).toBe("Assign: 3 points.");
    panel.announce("Center B is picked.");
    panel.update();
    expect(spoken(panel)).toBe("Center B is picked.");
    text = { ...PLAIN, sentence: "Update: 2.", hurried: true };
    panel.update();
    expect(spoken(panel)).toBe("Center B is picked.");
    text = { ...PLAIN, sentence: "Update: 2." };
    panel.update();
    expect(spoken(panel)).toBe("Update: 2.");
    panel.announce("late");
    panel.end();
    expect(spoken(panel)).toBe("Update: 2.");
  });
});

describe("the notes", () => {
  it("are joined, without empty ones, and hidden where there are none", () => {
    let text: CaptionText = { ...PLAIN, notes: ["One.", "", "Two."] };
    const panel = captionPanel(() => text);
    panel.update();
    expect([panel.notes.hidden, panel.notes.textContent]).toEqual([false, "One. Two."]);
    text = PLAIN;
    panel.update();
    expect(panel.notes.hidden).toBe(true);
  });

  it("keep the room of a verdict that is not known yet", () => {
    let text: CaptionText = { ...PLAIN, verdict: { text: "All agree on 2.", known: false } };
    const panel = captionPanel(() => text);
    panel.update();
    const verdict = panel.notes.querySelector("span")!;
    expect([verdict.textContent, verdict.style.visibility, panel.notes.hidden]).toEqual(["All agree on 2. ", "hidden", false]);
    text = { ...PLAIN, verdict: { text: "All agree on 2.", known: true } };
    panel.update();
    expect(verdict.style.visibility).toBe("");
  });
});
