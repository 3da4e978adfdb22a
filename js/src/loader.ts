/**
 * What anywidget is handed as `_esm`. A browser never frees a module that it has loaded, and
 * anywidget loads one per widget: so this one is small, and widgets share one widget.js (or palette.js, race.js, scatter3d.js).
 * anywidget also gives each display a stand-in of the model of its own; here all get the first.
 */
import type { ModelLike } from "./core/types";

interface Props { model: ModelLike; el: HTMLElement; signal?: AbortSignal }
interface Module { default: { render(props: Props): () => void } }

/** Traits that may be large. JupyterLab keeps the model of a closed widget, and all that it holds. */
const LARGE_TRAITS = ["words", "trace", "starts", "scaled", "shown", "picture", "others", "cloud", "question"];
const KEPT = Symbol.for("teachclust.modules");
const home = globalThis as { [KEPT]?: Map<string, Promise<Module>> };

/** Load a text as a module, once for this page. */
function load(text: string): Promise<Module> {
  const kept = (home[KEPT] ??= new Map());
  let module = kept.get(text);
  if (!module) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    module = (import(url) as Promise<Module>).finally(() => URL.revokeObjectURL(url));
    module.catch(() => kept.delete(text));
    kept.set(text, module);
  }
  return module;
}

export default (): { initialize(props: Props): void; render(props: Props): Promise<() => void> } => {
  let shared: ModelLike | null = null;
  return {
    initialize({ model }) {
      shared = model;
      // later: its displays, which hear of every change, end by the same event
      model.on("destroy", () => void setTimeout(() => {
        for (const name of LARGE_TRAITS) if (model.get(name) !== undefined) model.set(name, null);
      }));
    },
    async render({ model, el, signal }) {
      const { default: widget } = await load(String(model.get("_bundle")));
      if (signal?.aborted) return () => undefined;
      return widget.render({ model: shared ?? model, el, ...(signal && { signal }) });
    },
  };
};
