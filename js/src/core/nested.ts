/** A widget of the notebook drawn within another: the notebook's own manager draws it. */
import type { ModelLike, NestedView } from "./types";

/** How a trait names a widget. */
const MODEL_PREFIX = "IPY_MODEL_";

/** Draw the widget that a trait names into `host`, now and when it changes; returns what ends that. */
export function drawNested(model: ModelLike, trait: string, host: HTMLElement): () => void {
  let [wanted, view, ended]: [string, NestedView | null, boolean] = ["", null, false];
  const clear = (): void => {
    if (view) take(view);
    view = null;
  };
  const draw = async (): Promise<void> => {
    const name = String(model.get(trait) ?? "");
    const manager = model.widget_manager;
    if (name === wanted || !manager) return;
    wanted = name;
    if (!name.startsWith(MODEL_PREFIX)) return clear();
    const drawn = await manager.create_view(await manager.get_model(name.slice(MODEL_PREFIX.length)));
    if (ended || wanted !== name) return drawn.remove();
    clear();
    view = drawn;
    tell(view, "before-attach");
    host.append(view.el);
    tell(view, "after-attach");
  };
  const follow = (): void => {
    draw().catch((error: unknown) => { host.textContent = `teachclust: ${String(error)}`; });
  };
  model.on(`change:${trait}`, follow);
  follow();
  return () => {
    ended = true;
    model.off(`change:${trait}`, follow);
    clear();
  };
}

function take(view: NestedView): void {
  tell(view, "before-detach");
  view.el.remove();
  tell(view, "after-detach");
  view.remove();
}

/** Containers and Outputs draw what is in them once they hear that they stand in the page. */
function tell(view: NestedView, type: string): void {
  (view.luminoWidget ?? view.pWidget)?.processMessage({ type, isConflatable: false, conflate: () => false });
}
