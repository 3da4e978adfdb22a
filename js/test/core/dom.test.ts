// @vitest-environment jsdom
/** Whatever can have the focus keeps JupyterLab's one-letter shortcuts away. */
import { describe, expect, it } from "vitest";
import { el, OWN_KEYS } from "../../src/core/dom";

describe("the keys of an element", () => {
  it.each([
    ["a button", el("button")],
    ["a field", el("input", { type: "number" })],
    ["a region that is reached by Tab", el("div", { tabindex: 0 })],
    ["a text that takes the focus when it appears", el("p", { tabindex: -1 })],
  ])("are its own: %s", (_, node) => {
    expect(node.getAttribute(OWN_KEYS)).toBe("true");
  });

  it("are nobody's where it can't have the focus", () => {
    expect(el("div", { class: "tc-row" }).hasAttribute(OWN_KEYS)).toBe(false);
  });
});
