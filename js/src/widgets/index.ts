/** The registry of widgets: the word in the model's `widget` trait, and what draws it. */
import type { ModelLike } from "../core/types";
import { renderKLab } from "./k_lab";
import { renderPredict } from "./predict";
import { renderStepper } from "./stepper";

type Render = (model: ModelLike, host: HTMLElement) => () => void;

const WIDGETS: Record<string, Render> = { stepper: renderStepper, predict: renderPredict, k_lab: renderKLab };

/** Draw a widget; what goes wrong is shown in its place instead of only in a log. */
export function draw(model: ModelLike, host: HTMLElement): () => void {
  const render = WIDGETS[String(model.get("widget"))];
  try {
    if (!render) throw new Error(`no widget named ${String(model.get("widget"))}`);
    return render(model, host);
  } catch (error) {
    host.textContent = `teachclust: ${String(error)}`;
    throw error;
  }
}
