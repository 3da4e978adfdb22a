/** The module that anywidget loads: it draws whichever widget the model asks for. */
import { hideSavedPicture } from "./core/saved_picture";
import { draw } from "./widgets";
import type { ModelLike } from "./core/types";

interface RenderProps { model: ModelLike; el: HTMLElement; signal?: AbortSignal }

function render({ model, el, signal }: RenderProps): () => void {
  let done = false;
  const endings = [draw(model, el), hideSavedPicture(el)];
  const once = (): void => {
    if (!done) for (const end of endings) end();
    done = true;
  };
  signal?.addEventListener("abort", once, { once: true });
  return once;
}

export default { render };
