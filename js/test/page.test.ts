// @vitest-environment jsdom
/** The script of an exported page draws each widget's state in its slot, with no Python and no network. */
import { Blob } from "node:buffer";
import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OPENED } from "../src/core/opened";

const packed = (text: string): { $zlib: string } => ({ $zlib: deflateSync(text).toString("base64") });

/** Texts as the build makes them; each says what it draws. */
const CODE = {
  core: packed("(core, give) => give('the core')"),
  stepper: packed("(core, give) => give({ render({ model, el }) { el.textContent = [core, model.get('name'), model.get('readonly')].join(' / '); } })"),
};

function script(id: string, type: string, content: string, slot?: string): HTMLElement {
  const node = document.createElement("script");
  node.type = type;
  if (id) node.id = id;
  if (slot !== undefined) {
    node.className = "teachclust-widget";
    node.dataset["slot"] = slot;
  }
  node.textContent = content;
  return node;
}

const state = (name: unknown): string => JSON.stringify({ widget: "stepper", traits: { name } });

/** texts that the page ran */
let ran: string[] = [];
let opened: ((event: Event) => void)[] = [];

/** Run the script of a page with these parts; what its policy would let run is run here. */
async function run(...parts: HTMLElement[]): Promise<void> {
  document.body.replaceChildren(...parts);
  vi.resetModules();
  await import("../src/page");
  await new Promise((done) => { setTimeout(done, 30); });
}

beforeEach(() => {
  ran = [];
  opened = [];
  vi.stubGlobal("Blob", Blob); // jsdom's has no stream
  vi.spyOn(document.head, "append").mockImplementation((...nodes) => {
    const text = (nodes[0] as HTMLElement).textContent!;
    ran.push(text);
    (globalThis as unknown as { teachclust(part: unknown): void }).teachclust(Function(`return ${text.slice("teachclust".length)}`)());
  });
  const add = document.addEventListener.bind(document);
  vi.spyOn(document, "addEventListener").mockImplementation((type: string, ear: unknown) => {
    opened.push(ear as (event: Event) => void);
    add(type, ear as (event: Event) => void);
  });
});
afterEach(() => {
  for (const ear of opened) document.removeEventListener(OPENED, ear);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const slot = (id: string): HTMLElement => Object.assign(document.createElement("div"), { id });
const said = (id: string): string => document.getElementById(id)!.textContent!;

describe("a page", () => {
  it("draws every state in its slot, what widgets share put back, and asks nothing of Python", async () => {
    await run(slot("a"), slot("b"), script("teachclust-code", "application/json", JSON.stringify(CODE)),
      script("teachclust-blocks", "application/json", JSON.stringify({ shared: "two" })),
      script("", "application/json", state("one"), "a"), script("", "application/json", state({ $block: "shared" }), "b"));
    expect([said("a"), said("b")]).toEqual(["the core / one / true", "the core / two / true"]);
    expect(ran).toHaveLength(2); // the core once, the widget's module once
  });

  it("leaves a state alone that has no slot, and a page without widgets as it is", async () => {
    await run(slot("a"), script("teachclust-code", "application/json", JSON.stringify(CODE)), script("", "application/json", state("lost"), "nowhere"));
    expect(said("a")).toBe("");
    await run(slot("a"));
    expect(said("a")).toBe("");
  });

  it("draws what follows a question where the question asks for it", async () => {
    await run(slot("a"), script("teachclust-code", "application/json", JSON.stringify(CODE)));
    document.getElementById("a")!.dispatchEvent(new CustomEvent(OPENED, {
      bubbles: true, detail: { key: "q", slot: document.getElementById("a"), state: { widget: "stepper", traits: { name: "then" } } },
    }));
    expect(said("a")).toBe("the core / then / true");
  });

  it("lets code and tables that are wider than the page be scrolled by keys", async () => {
    const measured: (() => void)[] = [];
    vi.stubGlobal("ResizeObserver", class { constructor(ear: () => void) { measured.push(ear); } observe(): void {} });
    const code = document.createElement("pre");
    Object.defineProperty(code, "scrollWidth", { value: 900 });
    await run(code);
    for (const ear of measured) ear();
    expect(code.tabIndex).toBe(0);
  });
});
