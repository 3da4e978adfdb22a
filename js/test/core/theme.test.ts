// @vitest-environment jsdom
/** Light or dark, on screen or on paper. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { el } from "../../src/core/dom";
import { followTheme, onPaper, pixelRatio } from "../../src/core/theme";

let wished: Set<string>;
let ears: Set<() => void>;
let host: HTMLElement;
let root: HTMLElement;
let end: () => void;
let drawn: number;

beforeEach(() => {
  wished = new Set();
  ears = new Set();
  drawn = 0;
  vi.stubGlobal("matchMedia", (query: string) => ({
    get matches() { return wished.has(query); },
    addEventListener: (_: string, ear: () => void) => ears.add(ear), removeEventListener: (_: string, ear: () => void) => ears.delete(ear),
  }));
  root = el("div");
  host = el("div", {}, root);
  document.body.append(host);
  end = () => undefined;
});
afterEach(() => {
  end();
  host.remove();
  delete document.body.dataset["jpThemeLight"];
  vi.unstubAllGlobals();
});

const follow = (): void => { end = followTheme(root, () => { drawn += 1; }); };
const wish = (query: string, on: boolean): void => {
  if (on) wished.add(query);
  else wished.delete(query);
  for (const ear of ears) ear();
};
const DARK = "(prefers-color-scheme: dark)";
const settled = (): Promise<void> => new Promise((done) => { setTimeout(done, 30); });

describe("a theme", () => {
  it("is what JupyterLab says, then what lies behind the widget, then what the system says", async () => {
    wished.add(DARK);
    follow();
    expect(root.dataset["theme"]).toBe("dark");
    host.style.backgroundColor = "rgb(250, 250, 250)";
    wish("print", false);
    expect(root.dataset["theme"]).toBe("light");
    document.body.dataset["jpThemeLight"] = "false";
    await settled();
    expect(root.dataset["theme"]).toBe("dark");
    document.body.dataset["jpThemeLight"] = "true";
    await settled();
    expect(root.dataset["theme"]).toBe("light");
  });

  it("looks through what is transparent", () => {
    host.style.backgroundColor = "rgba(0, 0, 0, 0)";
    document.body.style.backgroundColor = "rgb(10, 10, 10)";
    follow();
    expect(root.dataset["theme"]).toBe("dark");
    document.body.style.backgroundColor = "";
  });

  it("is the system's in forced colors, whatever the page would like", () => {
    wished.add("(forced-colors: active)").add(DARK);
    document.body.dataset["jpThemeLight"] = "true";
    follow();
    expect(root.dataset["theme"]).toBe("dark");
  });

  it("draws where it is another, and once more when the page is back", async () => {
    follow();
    await settled();
    const before = drawn;
    wish(DARK, false);
    expect(drawn).toBe(before);
    wish(DARK, true);
    expect(drawn).toBe(before + 1);
    await settled();
    expect(drawn).toBe(before + 2);
  });

  it("is followed no more once that has ended", async () => {
    follow();
    end();
    const before = drawn;
    wish(DARK, true);
    window.dispatchEvent(new Event("beforeprint"));
    await settled();
    expect([drawn, ears.size, onPaper()]).toEqual([before, 0, false]);
  });
});

describe("paper", () => {
  it("is light, and drawn finer than the screen", () => {
    document.body.dataset["jpThemeLight"] = "false";
    vi.stubGlobal("devicePixelRatio", 1);
    follow();
    expect([root.dataset["theme"], root.hasAttribute("data-paper"), pixelRatio()]).toEqual(["dark", false, 1]);
    window.dispatchEvent(new Event("beforeprint"));
    expect([root.dataset["theme"], root.hasAttribute("data-paper"), pixelRatio()]).toEqual(["light", true, 2]);
    window.dispatchEvent(new Event("afterprint"));
    expect([root.dataset["theme"], root.hasAttribute("data-paper"), pixelRatio()]).toEqual(["dark", false, 1]);
  });

  it.each([[0.5, 1], [1, 1], [2.5, 2.5], [4, 3]])("pixels on a screen of ratio %d are drawn at %d", (ratio, wanted) => {
    vi.stubGlobal("devicePixelRatio", ratio);
    expect(pixelRatio()).toBe(wanted);
  });
});
