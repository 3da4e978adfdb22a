// @vitest-environment jsdom
/** The search of a site: the index is loaded once, on demand; results are reached by keys. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";

const FORM = `<aside class="side"><details open></details></aside>
<form class="search" role="search" hidden data-root="../" data-index="search.js" data-none="Nothing." data-some="Found: {n}" data-more="{n}, of these {most}">
<input type="search"><div class="search-found" hidden><p role="status"></p><ul></ul></div></form>`;
const home = globalThis as { teachclustSections?: unknown };
const loaded: HTMLScriptElement[] = [];

beforeEach(async () => {
  document.body.innerHTML = FORM;
  loaded.length = 0;
  vi.spyOn(document.head, "append").mockImplementation((node) => { loaded.push(node as HTMLScriptElement); });
  vi.resetModules();
  await import("../src/site");
});
afterEach(() => {
  delete home.teachclustSections;
  vi.restoreAllMocks();
});

const field = (): HTMLInputElement => document.querySelector("input")!;
const panel = (): HTMLElement => document.querySelector(".search-found")!;
function type(text: string): void {
  field().focus();
  field().value = text;
  field().dispatchEvent(new Event("input"));
}
function arrive(sections: unknown[]): void {
  home.teachclustSections = sections;
  loaded[0]!.onload!(new Event("load"));
}
const press = (key: string): boolean => document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));

it("asks for the index when the field is reached, once, and shows what was typed meanwhile", () => {
  expect(loaded).toEqual([]);
  type("elbow");
  type("elbow");
  expect(loaded.map((one) => one.getAttribute("src"))).toEqual(["../search.js"]);
  expect(panel().hidden).toBe(true);
  arrive([["a.html#h1", "Lesson 02", "The elbow", "Where the <b>elbow</b> is."]]);
  expect(panel().hidden).toBe(false);
  expect(panel().querySelector("p")!.textContent).toBe("Found: 1");
  expect(panel().querySelector("a")!.getAttribute("href")).toBe("../a.html#h1");
  expect(panel().querySelector(".search-text")!.textContent).toBe("Where the <b>elbow</b> is.");
  expect(panel().querySelector("b")).toBeNull();
});

it("goes through the results by arrows, and Escape closes them", () => {
  type("elbow");
  arrive([["a#1", "", "elbow", ""], ["a#2", "", "elbows", ""]]);
  const [first, second] = panel().querySelectorAll("a");
  press("ArrowDown");
  expect(document.activeElement).toBe(first);
  press("ArrowDown");
  press("ArrowDown");
  expect(document.activeElement).toBe(second);
  press("ArrowUp");
  press("Escape");
  expect(panel().hidden).toBe(true);
  expect(document.activeElement).toBe(field());
});

it("says when there is nothing, and how many more there are", () => {
  type("elbow");
  arrive(Array.from({ length: 15 }, (_, i) => [`a#${i}`, "", "elbow", ""]));
  expect(panel().querySelectorAll("li")).toHaveLength(12);
  expect(panel().querySelector("p")!.textContent).toBe("15, of these 12");
  type("nothing");
  expect(panel().querySelector("p")!.textContent).toBe("Nothing.");
  type("");
  expect(panel().hidden).toBe(true);
});

it("Enter opens the best; what is pointed at elsewhere closes the list; folds are closed where it is narrow", () => {
  expect(document.querySelector("details")!.open).toBe(false); // jsdom's window is 1024 wide
  type("elbow");
  arrive([["#1", "", "elbow", ""]]);
  const opened = vi.fn((event: Event) => event.preventDefault());
  panel().querySelector("a")!.addEventListener("click", opened);
  document.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true }));
  expect(opened).toHaveBeenCalledOnce();
  document.body.dispatchEvent(new Event("pointerdown", { bubbles: true }));
  expect(panel().hidden).toBe(true);
});
