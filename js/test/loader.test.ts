// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ModelLike } from "../src/core/types";

type Send = (content: { code: string }) => unknown;
interface Given { model: ModelLike; el: HTMLElement; signal?: AbortSignal }

/** anywidget's model, as far as the loader needs it; `python` answers, or says why it doesn't. */
class Model {
  readonly asked: string[] = [];
  readonly traits: Record<string, unknown>;
  readonly #handlers: Record<string, ((content?: unknown) => void)[]> = {};

  constructor(code: object, texts: object = {}, private readonly python: Send = () => undefined) {
    this.traits = { _code: code, _texts: texts, trace: "large", step: 3 };
  }

  get(name: string): unknown { return this.traits[name]; }
  set(name: string, value: unknown): void { this.traits[name] = value; }
  save_changes(): void { this.set("saved", true); }
  off(): void { /* nothing to take away */ }
  on(event: string, handler: (content?: unknown) => void): void { (this.#handlers[event] ??= []).push(handler); }
  emit(event: string, content?: unknown): void { for (const handler of this.#handlers[event] ?? []) handler(content); }
  send(content: { code: string }): unknown {
    this.asked.push(content.code);
    return this.python.call(this, content);
  }
}

/** Texts as the build makes them: what is drawn says of which core it is. */
const TEXTS: Record<string, string> = {
  core1: "(core,give)=>{give({name:'core 1'})}",
  core2: "(core,give)=>{give({name:'core 2'})}",
  lab: "(core,give)=>{give({render({model,el}){el.textContent=core.name+' '+model.get('words').hello+' '+model.get('step');return()=>{el.textContent=''}}})}",
  words: '{"hello":"Hello"}',
};
const CODE = { core: "core1", module: "lab", words: "words" };

/** Answer at once, as a kernel does that has nothing else to do. */
function answering(this: Model, { code }: { code: string }): void {
  void Promise.resolve().then(() => this.emit("msg:custom", { code, text: TEXTS[code] }));
}

/** Make a widget of a page, by a loader of its own, as anywidget does. */
async function widget(model: Model): Promise<{ el: HTMLElement; drawn: Promise<() => void> }> {
  vi.resetModules();
  const { default: loader } = await import("../src/loader");
  const { initialize, render } = loader();
  const el = document.createElement("div");
  const props = { model, el } as unknown as Given & { model: ModelLike & { send: Send } };
  initialize(props);
  return { el, drawn: render(props) };
}

describe("loader", () => {
  beforeEach(() => {
    vi.stubGlobal("Blob", class { constructor(readonly parts: string[]) {} });
    URL.createObjectURL = (blob) => `data:text/javascript,${encodeURIComponent((blob as unknown as { parts: string[] }).parts.join(""))}`;
    URL.revokeObjectURL = () => undefined;
    delete (globalThis as Record<symbol, unknown>)[Symbol.for("teachclust.code")];
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("draws with the texts that a widget brings, and asks for none", async () => {
    const model = new Model(CODE, TEXTS);
    const { el, drawn } = await widget(model);
    (await drawn)();
    expect(el.textContent).toBe("");
    const second = await widget(new Model(CODE));
    await second.drawn;
    expect(second.el.textContent).toBe("core 1 Hello 3");
    expect(model.asked).toEqual([]);
  });

  it("asks once for all widgets of a page", async () => {
    const models = [new Model(CODE, {}, answering), new Model(CODE, {}, answering), new Model({ ...CODE, core: "core1" }, {}, answering)];
    const made = await Promise.all(models.map(widget));
    await Promise.all(made.map(({ drawn }) => drawn));
    expect(made.map(({ el }) => el.textContent)).toEqual(Array(3).fill("core 1 Hello 3"));
    expect(models.flatMap(({ asked }) => asked).sort()).toEqual(["core1", "lab", "words"]);
    const later = new Model(CODE, {}, answering);
    await (await widget(later)).drawn;
    expect(later.asked).toEqual([]);
  });

  it("keeps two versions of the package in one page apart", async () => {
    const one = await widget(new Model(CODE, {}, answering));
    const two = await widget(new Model({ ...CODE, core: "core2" }, {}, answering));
    await Promise.all([one.drawn, two.drawn]);
    expect(one.el.textContent).toBe("core 1 Hello 3");
    expect(two.el.textContent).toBe("core 2 Hello 3");
  });

  it("asks again, by another widget, where an answer was lost", async () => {
    vi.useFakeTimers();
    const silent = new Model(CODE);
    const other = new Model(CODE, {}, answering);
    const made = [await widget(silent), await widget(other)];
    await vi.advanceTimersByTimeAsync(3_900);
    expect([silent.asked.length, other.asked.length]).toEqual([3, 0]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([silent.asked.length, other.asked.length]).toEqual([3, 3]);
    vi.useRealTimers();
    await Promise.all(made.map(({ drawn }) => drawn));
    expect(made.map(({ el }) => el.textContent)).toEqual(Array(2).fill("core 1 Hello 3"));
  });

  it("asks by another widget at once where the one that asked is closed, or has no kernel", async () => {
    vi.useFakeTimers();
    const dead = new Model(CODE, {}, () => { throw new Error("Cannot send"); });
    const closed = new Model(CODE);
    const alive = new Model(CODE, {}, answering);
    for (const model of [dead, closed, alive]) void widget(model);
    await vi.advanceTimersByTimeAsync(100);
    closed.emit("destroy");
    await vi.advanceTimersByTimeAsync(100);
    expect(alive.asked.sort()).toEqual(["core1", "lab", "words"]);
  });

  it("draws nothing where no answer comes, and asks ever more rarely", async () => {
    vi.useFakeTimers();
    const model = new Model(CODE);
    const { el } = await widget(model);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(el.childNodes.length).toBe(0);
    expect(model.asked.length).toBeLessThan(3 * 9);
  });

  it("takes texts that come after the model, with what a stage needs", async () => {
    vi.resetModules();
    const { default: loader } = await import("../src/loader");
    const { initialize, render } = loader();
    const model = new Model(CODE, { core1: TEXTS["core1"] });
    const props = { model, el: document.createElement("div") } as unknown as Given & { model: ModelLike & { send: Send } };
    initialize(props);
    model.set("_texts", TEXTS);
    await render(props);
    expect(model.asked).toEqual([]);
  });

  it("lets go of what is large when the widget is closed", async () => {
    const model = new Model(CODE, TEXTS);
    await (await widget(model)).drawn;
    model.emit("destroy");
    await new Promise((done) => setTimeout(done, 5));
    expect(model.traits).toMatchObject({ _texts: null, trace: null, step: 3 });
  });

  it("draws nothing for a view that ended while the texts were on their way", async () => {
    vi.resetModules();
    const { default: loader } = await import("../src/loader");
    const el = document.createElement("div");
    const ended = new AbortController();
    ended.abort();
    const props = { model: new Model(CODE, TEXTS), el, signal: ended.signal } as unknown as Given & { model: ModelLike & { send: Send } };
    await loader().render(props);
    expect(el.textContent).toBe("");
  });
});
