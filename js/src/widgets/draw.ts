/** Drawing whichever widget a model asks for, among those that a bundle has. */
import { el } from "../core/dom";
import type { ModelLike } from "../core/types";

export type Render = (model: ModelLike, host: HTMLElement) => () => void;
/** What draws the widget that is named by the word in the model's `widget` trait. */
export type Registry = Readonly<Record<string, Render>>;

interface RenderProps { model: ModelLike; el: HTMLElement; signal?: AbortSignal }

/**
 * Draw a widget; what goes wrong is shown in its place instead of only in a log.
 *
 * A widget lays itself out by its own width (container queries), so its content gives it none: in a
 * row, a table's cell or a grid it would have the width of its border. The strut beside it has no
 * height, and the width that a widget would like; it breaks into thirds where there is less.
 */
export function drawFrom(widgets: Registry, model: ModelLike, host: HTMLElement): () => void {
  const render = widgets[String(model.get("widget"))];
  const strut = el("div", { class: "tc-strut", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
  // pictures, scales and steps run from left to right on any page
  const room = el("div", { class: "tc-room", dir: "ltr" }, strut);
  host.append(room);
  try {
    if (!render) throw new Error(`no widget named ${String(model.get("widget"))}`);
    const end = render(model, room);
    return () => {
      end();
      room.remove();
    };
  } catch (error) {
    room.textContent = `teachclust: ${String(error)}`;
    throw error;
  }
}

/** The module that anywidget loads, with the widgets that it draws. */
export function displayOf(widgets: Registry): { render(props: RenderProps): () => void } {
  return {
    render({ model, el, signal }) {
      let done = false;
      const end = drawFrom(widgets, model, el);
      const once = (): void => {
        if (!done) end();
        done = true;
      };
      signal?.addEventListener("abort", once, { once: true });
      return once;
    },
  };
}
