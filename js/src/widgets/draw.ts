/** Drawing a widget in the place that a notebook or a page has for it. */
import { el } from "../core/dom";
import type { ModelLike } from "../core/types";

export type Render = (model: ModelLike, host: HTMLElement) => () => void;

/** What the loader and an exported page draw a widget with. */
export interface Display { render(props: RenderProps): () => void }

interface RenderProps { model: ModelLike; el: HTMLElement; signal?: AbortSignal }

/**
 * Draw a widget; what goes wrong is shown in its place instead of only in a log.
 *
 * A widget lays itself out by its own width (container queries), so its content gives it none: in a
 * row, a table's cell or a grid it would have the width of its border. The strut beside it has no
 * height, and the width that a widget would like; it breaks into thirds where there is less.
 */
function draw(render: Render, model: ModelLike, host: HTMLElement): () => void {
  const strut = el("div", { class: "tc-strut", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
  // pictures, scales and steps run from left to right on any page
  const room = el("div", { class: "tc-room", dir: "ltr" }, strut);
  host.append(room);
  try {
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

/** What a widget's module gives: it ends once, when it's told to or when the signal says so. */
export function displayOf(render: Render): Display {
  return {
    render({ model, el, signal }) {
      let done = false;
      const end = draw(render, model, el);
      const once = (): void => {
        if (!done) end();
        done = true;
      };
      signal?.addEventListener("abort", once, { once: true });
      return once;
    },
  };
}
