/**
 * What anywidget is handed as `_esm`. A browser never frees a module that it has loaded, and
 * anywidget loads one per widget: so this one is small, and fetches what draws the widget.
 *
 * A widget's `_code` names texts by their hashes: the core that all widgets share, the parts of it
 * that only some algorithms need, the widget's own module, and the words. A text is fetched once for a page, whichever of its widgets
 * needs it first. The first widget of a kernel brings its texts with it (`_texts`), so that it
 * shows while the kernel is busy; for the others Python is asked. Where no answer comes there is
 * nothing to draw, and the saved picture stays.
 */
import type { ModelLike } from "./core/types";

interface Model extends ModelLike {
  send(content: unknown): unknown;
  on(event: string, callback: (message?: Message) => void): void;
}
interface Message { code?: string; text?: string }
interface Props { model: Model; el: HTMLElement; signal?: AbortSignal }
interface Display { render(props: { model: ModelLike; el: HTMLElement; signal?: AbortSignal }): () => void }
interface Code { core: string; module: string; words: string; [part: string]: string }
interface TextModule { default(core: unknown, give: (value: unknown) => void): void }

/** A text of this page, and the models that wait for it: each of them can ask. */
interface PageText { text: Promise<string>; keep(text: string): void; here: boolean; asked: number; models: Set<Model> }
interface PageTexts { entries: Map<string, PageText>; values: Map<string, Promise<unknown>> }

/** Traits that may be large. JupyterLab keeps the model of a closed widget, and all that it holds. */
const LARGE_TRAITS = ["_texts", "trace", "starts", "scaled", "shown", "picture", "others", "cloud", "question"];
/** Milliseconds until Python is asked again: an interrupt or a closed widget may take an answer away. */
const PATIENCE = 4000;
const HOME = Symbol.for("teachclust.code");
/** What the loaders of a page share, of whatever version of the package they are: texts, and what they gave, by hash. */
const { entries, values } = ((globalThis as { [HOME]?: PageTexts })[HOME] ??= { entries: new Map(), values: new Map() });

function entryOf(hash: string): PageText {
  let entry = entries.get(hash);
  if (!entry) {
    let resolve: (text: string) => void = () => undefined;
    const made: PageText = {
      text: new Promise((done) => { resolve = done; }),
      here: false,
      asked: -Infinity,
      models: new Set(),
      keep(text) {
        resolve(text);
        made.here = true;
        made.models.clear();
      },
    };
    entries.set(hash, entry = made);
  }
  return entry;
}

/** Ask through one of the models that wait, after a while through the next, until none waits. */
function ask(hash: string, patience = PATIENCE): void {
  const entry = entryOf(hash);
  const { models } = entry;
  const [model] = models;
  if (!model) return;
  entry.asked = Date.now();
  (async () => model.send({ code: hash }))().then(
    () => void setTimeout(() => {
      if (models.delete(model)) models.add(model);
      ask(hash, 2 * patience);
    }, patience),
    () => leave(model), // its kernel is gone
  );
}

/** Take away a model that can ask no more; another asks in its stead. */
function leave(model: Model): void {
  for (const [hash, { models }] of entries) if (models.delete(model)) ask(hash);
}

/** Return a text; where it isn't here and nobody has asked for it lately, ask. */
function fetchText(model: Model, hash: string): Promise<string> {
  const entry = entryOf(hash);
  if (!entry.here) {
    entry.models.add(model);
    if (Date.now() - entry.asked > PATIENCE) ask(hash);
  }
  return entry.text;
}

/** Run a text as a module, once for this page, and return what it gives. */
function run(key: string, text: string, core?: unknown): Promise<unknown> {
  let value = values.get(key);
  if (!value) {
    const url = URL.createObjectURL(new Blob([`export default ${text}`], { type: "text/javascript" }));
    value = (import(/* @vite-ignore */ url) as Promise<TextModule>)
      .then(({ default: part }) => new Promise((give) => part(core, give)))
      .finally(() => URL.revokeObjectURL(url));
    value.catch(() => values.delete(key));
    values.set(key, value);
  }
  return value;
}

/** Take the texts that a widget brings. */
function keepTexts(model: Model): void {
  for (const [hash, text] of Object.entries((model.get("_texts") ?? {}) as Record<string, string>)) entryOf(hash).keep(text);
}

async function load(model: Model): Promise<{ display: Display; words: unknown }> {
  keepTexts(model); // those too that came after the model, by a widget that was put on a stage
  const { core, module, words, ...parts } = model.get("_code") as Code;
  const [coreText, moduleText, wordsText, ...partTexts] = await Promise.all([core, module, words, ...Object.values(parts)].map((hash) => fetchText(model, hash)));
  const shared = await run(core, coreText!);
  await Promise.all(Object.values(parts).map((hash, i) => run(core + hash, partTexts[i]!, shared)));
  const display = await run(core + module, moduleText!, shared);
  return { display: display as Display, words: JSON.parse(wordsText!) };
}

export default (): { initialize(props: Props): void; render(props: Props): Promise<() => void> } => {
  let first: ModelLike | null = null;
  let words: unknown = {};

  /** anywidget gives each display a stand-in of the model of its own; here all get the first, and the words by it. */
  function adopt(model: Model): ModelLike {
    keepTexts(model);
    model.on("msg:custom", (message) => {
      if (message?.code) entryOf(message.code).keep(String(message.text));
    });
    model.on("destroy", () => {
      leave(model);
      // later: its displays, which hear of every change, end by the same event
      setTimeout(() => {
        for (const name of LARGE_TRAITS) if (model.get(name) !== undefined) model.set(name, null);
      });
    });
    return {
      get: (name) => (name === "words" ? words : model.get(name)),
      set: (name, value) => model.set(name, value),
      save_changes: () => model.save_changes(),
      on: (event, callback) => model.on(event, callback),
      off: (event, callback) => model.off(event, callback),
      get widget_manager() {
        return model.widget_manager!;
      },
    };
  }

  return {
    initialize({ model }) {
      first = adopt(model);
    },
    async render({ model, el, signal }) {
      const shown = (first ??= adopt(model));
      const loaded = await load(model);
      words = loaded.words;
      if (signal?.aborted) return () => undefined;
      return loaded.display.render({ model: shown, el, ...(signal && { signal }) });
    },
  };
};
