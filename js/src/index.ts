/** The module that anywidget loads: it draws whichever widget the model asks for. */
import { draw } from "./widgets";
import type { ModelLike } from "./core/types";

interface RenderProps { model: ModelLike; el: HTMLElement; signal?: AbortSignal }

function render({ model, el, signal }: RenderProps): () => void {
  let done = false;
  const end = draw(model, el);
  const once = (): void => {
    if (!done) end();
    done = true;
  };
  signal?.addEventListener("abort", once, { once: true });
  return once;
}

export default { render };
