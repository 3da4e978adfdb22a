// @vitest-environment jsdom
/** The keyboard stays in the widget when what has the focus is disabled, hidden, made anew or taken away. */
import { beforeEach, describe, expect, it } from "vitest";
import { el } from "../../src/core/dom";
import { enable, keepFocus } from "../../src/core/focus";

let root: HTMLElement;
const button = (text: string): HTMLButtonElement => el("button", { type: "button" }, text);

beforeEach(() => {
  root = el("div", { tabindex: 0 });
  document.body.replaceChildren(root);
});

describe("a button that is disabled", () => {
  it("keeps the focus, does nothing, and works once it is enabled", () => {
    const next = button("next");
    let presses = 0;
    next.addEventListener("click", () => { presses += 1; });
    root.append(next);
    next.focus();
    enable(next, false);
    next.click();
    expect([document.activeElement, presses, next.getAttribute("aria-disabled")]).toEqual([next, 0, "true"]);
    enable(next, true);
    next.click();
    expect(presses).toBe(1);
  });

  it("sends no form", () => {
    const send = el("button", { type: "submit" }, "send");
    const form = el("form", {}, send);
    let sent = 0;
    form.addEventListener("submit", (event) => { sent += 1; event.preventDefault(); });
    root.append(form);
    enable(send, false);
    send.click();
    expect(sent).toBe(0);
  });
});

describe("a part in focus that goes away", () => {
  const gone: Record<string, (part: HTMLButtonElement) => void> = {
    "is removed": (part) => part.remove(),
    "is hidden": (part) => { part.hidden = true; },
    "lies in what is hidden": (part) => { part.parentElement!.hidden = true; },
    "lies in a table that is closed": (part) => part.parentElement!.classList.add("tc-hidden"),
    "is disabled": (part) => { part.disabled = true; },
  };
  for (const [how, take] of Object.entries(gone)) {
    it(`hands the focus to the widget: it ${how}`, () => {
      const part = button("one");
      root.append(el("div", {}, part), button("two"));
      part.focus();
      keepFocus(root, () => take(part));
      expect(document.activeElement).toBe(root);
    });
  }

  it("hands it to its like, where the row is made anew", () => {
    root.append(button("a"), button("b"));
    (root.children[1] as HTMLElement).focus();
    keepFocus(root, () => root.replaceChildren(button("a"), button("b")));
    expect(document.activeElement).toBe(root.children[1]);
  });

  it("never hands it to another button, which the next press would start", () => {
    root.append(button("a"), button("b"), button("c"));
    (root.children[1] as HTMLElement).focus();
    keepFocus(root, () => root.children[1]!.remove());
    expect(document.activeElement).toBe(root);
  });

  it("leaves the focus where the drawing put it, and where it is elsewhere", () => {
    const other = button("other");
    const part = button("part");
    root.append(part, other);
    part.focus();
    keepFocus(root, () => { part.remove(); other.focus(); });
    expect(document.activeElement).toBe(other);
    const outside = button("outside");
    document.body.append(outside);
    outside.focus();
    keepFocus(root, () => root.replaceChildren());
    expect(document.activeElement).toBe(outside);
  });

  it("hands it on within a shadow root", () => {
    const host = el("div");
    document.body.append(host);
    const shadow = host.attachShadow({ mode: "open" });
    const part = button("part");
    shadow.append(root);
    root.append(part);
    part.focus();
    keepFocus(root, () => part.remove());
    expect(shadow.activeElement).toBe(root);
  });
});
