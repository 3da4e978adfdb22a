// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { isShortcut } from "../../src/core/shortcut";

const key = (name: string, more: KeyboardEventInit = {}): boolean => isShortcut(new KeyboardEvent("keydown", { key: name, ...more }));

describe("a key", () => {
  it.each<[string, KeyboardEventInit]>([
    ["s", { ctrlKey: true }], ["s", { metaKey: true }], ["ArrowLeft", { altKey: true }], ["Enter", { shiftKey: true }], ["F5", {}], ["F12", {}], ["a", { isComposing: true }],
  ])("%s with %j is the page's", (name, more) => expect(key(name, more)).toBe(true));

  it.each<[string, KeyboardEventInit]>([["s", {}], ["F", { shiftKey: true }], ["f", {}], ["Enter", {}], ["ArrowLeft", { shiftKey: true }], [" ", {}]])(
    "%s with %j is a widget's", (name, more) => expect(key(name, more)).toBe(false));
});
