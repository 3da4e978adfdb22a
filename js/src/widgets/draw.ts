/** Drawing whichever widget a model asks for, among those that a bundle has. */
import { hideSavedPicture } from "../core/saved_picture";
import type { ModelLike } from "../core/types";

export type Render = (model: ModelLike, host: HTMLElement) => () => void;
/** What draws the widget that is named by the word in the model's `widget` trait. */
export type Registry = Readonly<Record<string, Render>>;

interface RenderProps { model: ModelLike; el: HTMLElement; signal?: AbortSignal }

/** Draw a widget; what goes wrong is shown in its place instead of only in a log. */
export function drawFrom(widgets: Registry, model: ModelLike, host: HTMLElement): () => void {
  const render = widgets[String(model.get("widget"))];
  try {
    if (!render) throw new Error(`no widget named ${String(model.get("widget"))}`);
    return render(model, host);
  } catch (error) {
    host.textContent = `teachclust: ${String(error)}`;
    throw error;
  }
}

/** The module that anywidget loads, with the widgets that it draws. */
export function displayOf(widgets: Registry): { render(props: RenderProps): () => void } {
  return {
    render({ model, el, signal }) {
      let done = false;
      const endings = [drawFrom(widgets, model, el), hideSavedPicture(el)];
      const once = (): void => {
        if (!done) for (const end of endings) end();
        done = true;
      };
      signal?.addEventListener("abort", once, { once: true });
      return once;
    },
  };
}
