// @vitest-environment jsdom
/** Drawing a widget in the place that a notebook or a page has for it. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { displayOf } from "../../src/widgets/draw";
import { FakeModel } from "../wire";

let host: HTMLElement;
beforeEach(() => { host = document.createElement("div"); document.body.append(host); });
afterEach(() => host.remove());

const widget = (end = vi.fn()) => ({ end, display: displayOf((_, room) => { room.append("drawn"); return end; }) });

describe("a display", () => {
  it("has room that runs from left to right, with a strut for its width, and leaves it empty", () => {
    const { display, end } = widget();
    const close = display.render({ model: new FakeModel(), el: host });
    expect([host.textContent, host.firstElementChild!.getAttribute("dir"), host.querySelector(".tc-strut")!.getAttribute("aria-hidden")]).toEqual(["drawn", "ltr", "true"]);
    close();
    expect([host.childNodes.length, end.mock.calls.length]).toEqual([0, 1]);
  });

  it("ends once, by the signal or by hand, whichever is first", () => {
    for (const first of ["signal", "hand"]) {
      const { display, end } = widget();
      const ended = new AbortController();
      const close = display.render({ model: new FakeModel(), el: host, signal: ended.signal });
      if (first === "signal") ended.abort();
      close();
      ended.abort();
      expect(end).toHaveBeenCalledOnce();
    }
  });

  it("shows in its place what went wrong, and tells the log", () => {
    const display = displayOf(() => { throw new Error("no painter named <b>"); });
    expect(() => display.render({ model: new FakeModel(), el: host })).toThrow("no painter");
    expect(host.textContent).toBe("teachclust: Error: no painter named <b>");
    expect(host.querySelector("b")).toBeNull();
  });
});
