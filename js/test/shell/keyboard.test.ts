// @vitest-environment jsdom
/** Which keys a widget takes, and which it leaves to the page and to JupyterLab. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { el } from "../../src/core/dom";
import { listenKeys } from "../../src/shell/keyboard";

let root: HTMLElement;
let field: HTMLInputElement;
let found: string[];
let end: () => void;
const QUIET = "data-lm-suppress-shortcuts";

/** Press a key; tell whether it was taken, and whether JupyterLab, which looks first, saw its shortcuts at rest. */
function press(target: HTMLElement, key: string, more: KeyboardEventInit = {}): { taken: boolean; quiet: boolean } {
  let quiet = false;
  const lab = (): void => { quiet = target.hasAttribute(QUIET); };
  document.addEventListener("keydown", lab, true);
  const taken = !target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more }));
  document.removeEventListener("keydown", lab, true);
  return { taken, quiet };
}

beforeEach(() => {
  root = el("div", { tabindex: 0, [QUIET]: "true" });
  field = el("input", { type: "number" });
  root.append(field);
  document.body.append(root);
  found = [];
  const take = ({ key }: KeyboardEvent) => () => { found.push(key); };
  end = listenKeys(root, take, (event) => (event.ctrlKey && event.key === "z" ? take(event) : null));
});
afterEach(() => {
  end();
  root.remove();
});

describe("keys in a widget", () => {
  it("are its own without a modifier", () => {
    for (const key of ["s", "d", "x", "M", "Home", " "]) expect(press(root, key)).toEqual({ taken: true, quiet: true });
    expect(found).toEqual(["s", "d", "x", "M", "Home", " "]);
  });

  it("are the page's with Ctrl, Cmd or Alt, with Shift+Enter and as function keys", () => {
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { ctrlKey: true, shiftKey: true }]) {
      for (const key of ["s", "Enter", "ArrowLeft", "c"]) expect(press(root, key, more)).toEqual({ taken: false, quiet: false });
    }
    expect(press(root, "Enter", { shiftKey: true })).toEqual({ taken: false, quiet: false });
    expect(press(field, "Enter", { shiftKey: true })).toEqual({ taken: false, quiet: false });
    expect(press(root, "F5")).toEqual({ taken: false, quiet: false });
    expect(found).toEqual([]);
    expect(press(root, "s")).toEqual({ taken: true, quiet: true }); // and the next single key is the widget's again
  });

  it("are a shortcut of its own where it has one, though not in a field", () => {
    expect(press(root, "z", { ctrlKey: true })).toEqual({ taken: true, quiet: true });
    expect(press(field, "z", { ctrlKey: true })).toEqual({ taken: false, quiet: true });
    expect(found).toEqual(["z"]);
  });

  it("are a field's while one types or edits in it, or composes a word", () => {
    for (const key of ["1", "s", "Home", "Backspace"]) expect(press(field, key)).toEqual({ taken: false, quiet: true });
    for (const key of ["a", "c", "v", "Backspace", "ArrowLeft"]) expect(press(field, key, { ctrlKey: true })).toEqual({ taken: false, quiet: true });
    expect(press(field, "s", { ctrlKey: true })).toEqual({ taken: false, quiet: false });
    expect(press(field, "Enter", { isComposing: true })).toEqual({ taken: false, quiet: true });
    expect(press(root, "s", { isComposing: true }).taken).toBe(false);
    expect(found).toEqual([]);
  });

  it("are nobody's business once it has ended", () => {
    const removed = vi.spyOn(window, "removeEventListener");
    end();
    expect(removed).toHaveBeenCalled();
    expect(press(root, "s").taken).toBe(false);
  });
});
