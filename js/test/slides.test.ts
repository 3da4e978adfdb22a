// @vitest-environment jsdom
/** Slides: one is shown, keys and buttons go through them, notes are only in their own window. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const slide = (n: number, inner = ""): string => `<section class="slide"><h2>Part ${n}</h2>${inner}<template><p>Note ${n}</p></template></section>`;
const PAGE = `<style></style>${slide(1)}${slide(2, '<div class="teachclust"><button>Step</button></div><input>')}${slide(3)}
<template id="lesson-notes"><p>Whole</p></template>
<nav class="slide-bar" data-notes="Notes" data-next="Next" hidden><button data-act="back"></button>
<select><option>1 / 3 · Part 1</option><option>2 / 3 · Part 2</option><option>3 / 3 · Part 3</option></select>
<button data-act="on"></button><button data-act="notes" aria-pressed="false"></button><p role="status"></p><p role="alert" hidden></p></nav>`;
const ears: [string, EventListenerOrEventListenerObject][] = [];

beforeEach(async () => {
  location.hash = "";
  document.body.innerHTML = PAGE;
  const add = document.addEventListener.bind(document);
  vi.spyOn(document, "addEventListener").mockImplementation((type: string, ear: EventListenerOrEventListenerObject) => { ears.push([type, ear]); add(type, ear); });
  vi.resetModules();
  await import("../src/slides");
});
afterEach(() => {
  for (const [type, ear] of ears.splice(0)) document.removeEventListener(type, ear);
  vi.restoreAllMocks();
});

const find = <T extends HTMLElement>(selector: string): T => document.querySelector<T>(selector)!;
const at = (): string => find(".slide.shown h2").textContent!;
const press = (key: string, on: EventTarget = document.activeElement!): boolean =>
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true }));

it("goes on and back by keys, and the heading has the focus", () => {
  expect(at()).toBe("Part 1");
  expect(document.activeElement).toBe(find("h2"));
  for (const [key, wanted] of [["PageDown", 2], [" ", 3], ["ArrowRight", 3], ["ArrowLeft", 2], ["PageUp", 1], ["End", 3], ["Home", 1]] as const) {
    press(key);
    expect(at(), key).toBe(`Part ${wanted}`);
    expect(document.activeElement!.textContent).toBe(at());
    expect(location.hash).toBe(`#${wanted}`);
  }
});

it("leaves arrows, space and letters to widgets and fields; a clicker goes on from a widget", () => {
  press("PageDown");
  for (const key of ["ArrowRight", " ", "n"]) expect(press(key, find(".teachclust button"))).toBe(true);
  press("PageDown", find("input"));
  expect(at()).toBe("Part 2");
  press("PageDown", find(".teachclust button"));
  expect(at()).toBe("Part 3");
});

it("scrolls a long slide before it goes on", () => {
  const first = find(".slide");
  Object.defineProperties(first, { scrollHeight: { value: 1500 }, clientHeight: { value: 1000 } });
  press("PageDown");
  expect([at(), first.scrollTop]).toEqual(["Part 1", 800]);
  press("PageDown");
  expect(at()).toBe("Part 2");
});

it("who presses a button stays on it and hears where it led", () => {
  const on = find("[data-act=on]");
  on.focus();
  on.click();
  expect([document.activeElement, find("[role=status]").textContent]).toEqual([on, "2 / 3 · Part 2"]);
  on.click();
  expect(document.activeElement).toBe(find("[data-act=back]"));
  const choice = find<HTMLSelectElement>("select");
  choice.selectedIndex = 0;
  choice.dispatchEvent(new Event("change"));
  expect(at()).toBe("Part 1");
});

it("notes stand in a second window that stays in step", () => {
  const page = document.implementation.createHTMLDocument();
  const opened = Object.assign(new EventTarget(), { document: page, close: vi.fn() });
  vi.spyOn(window, "open").mockReturnValue(opened as unknown as Window);
  press("n");
  expect(page.body.textContent).toBe("1 / 3 · Part 1Next: 2 / 3 · Part 2Note 1Whole");
  press("PageDown", page.body);
  expect(at()).toBe("Part 2");
  expect(page.body.textContent).toContain("Note 2");
  expect(document.body.textContent).not.toContain("Note 2");
  press("n");
  expect(opened.close).toHaveBeenCalled();
  expect(find("[data-act=notes]").getAttribute("aria-pressed")).toBe("false");
});

it("says so where the browser opens no window", () => {
  vi.spyOn(window, "open").mockReturnValue(null);
  press("N");
  expect(find("[role=alert]").hidden).toBe(false);
});
