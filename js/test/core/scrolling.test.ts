// @vitest-environment jsdom
/** What scrolls takes the focus while it has more than it shows. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { el, OWN_KEYS } from "../../src/core/dom";
import { scrollsByKeys } from "../../src/core/scrolling";

let measured: () => void = () => undefined;
let observed: Element[] = [];

beforeEach(() => {
  observed = [];
  vi.stubGlobal("ResizeObserver", class { constructor(ear: () => void) { measured = ear; } observe(node: Element): void { observed.push(node); } });
});
afterEach(() => vi.unstubAllGlobals());

/** An element of 100 pixels a side whose content has a size of its own. */
function sized(width: number, height: number): HTMLElement {
  const node = el("div", {}, el("p"));
  const sizes = { clientWidth: 100, clientHeight: 100, scrollWidth: width, scrollHeight: height };
  for (const [name, value] of Object.entries(sizes)) Object.defineProperty(node, name, { value, configurable: true });
  return node;
}

describe("an element that scrolls", () => {
  it.each([[100, 100, null], [101, 100, "0"], [100, 300, "0"]])("of %i by %i pixels is reached by Tab where there is more than shows", (width, height, reached) => {
    const node = sized(width, height);
    scrollsByKeys(node);
    measured();
    expect(node.getAttribute("tabindex")).toBe(reached);
    expect(node.getAttribute(OWN_KEYS)).toBe("true");
  });

  it("is not reached while it is hidden, or once its content fits", () => {
    const node = sized(100, 300);
    scrollsByKeys(node);
    node.classList.add("tc-hidden");
    measured();
    expect(node.hasAttribute("tabindex")).toBe(false);
    node.classList.remove("tc-hidden");
    measured();
    expect(node.tabIndex).toBe(0);
    Object.defineProperty(node, "scrollHeight", { value: 90 });
    measured();
    expect(node.hasAttribute("tabindex")).toBe(false);
  });

  it("is measured again when it or what is in it grows", () => {
    const node = sized(100, 100);
    scrollsByKeys(node);
    expect(observed).toEqual([node, node.firstElementChild]);
  });

  it("is left alone where sizes can't be observed", () => {
    vi.stubGlobal("ResizeObserver", undefined);
    const node = sized(100, 300);
    scrollsByKeys(node);
    expect([node.hasAttribute("tabindex"), node.hasAttribute(OWN_KEYS)]).toEqual([false, false]);
  });
});
