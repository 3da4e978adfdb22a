/** A parameter that is typed as a number; one that counts things has buttons for one more and one fewer. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import type { Control, Edit } from "../core/types";
import type { Words } from "../core/words";
import { stepButtons } from "./buttons";
import type { Panel } from "./panel";

/** Parameters that count things. */
const COUNTS = new Set(["n_clusters", "n_components", "min_samples", "min_cluster_size"]);

/** A widget whose parameters can be changed. */
interface Changed {
  readonly session: { readonly readonly: boolean; edit(edit: Edit): void };
  readonly words: Words;
  setSwitches(change: object): void;
}

/** Make the field; `now` is the control with its present value. */
export function numberField(screen: Changed, now: () => Control): Panel {
  const { session, words } = screen;
  const { name, label, title, kind } = now();
  const ask = (value: number): void => session.edit({ kind: "param", name, value });
  const input = el("input", { type: "number", class: `tc-number ${kind === "number" ? "tc-wide" : ""}`, "aria-label": title, title });
  input.addEventListener("change", () => {
    const value = Number(input.value);
    const inside = input.value !== "" && value >= Number(input.min || -Infinity) && Number.isFinite(value) && !(value > Number(input.max || Infinity)) && (kind === "number" || Number.isInteger(value));
    if (inside) ask(value);
    else screen.setSwitches({}); // shows the present value again
  });
  const [fewer, more] = stepButtons({ words }, ["control.fewer", "control.more"], (by) => {
    input.value = String(Number(input.value) + by); // two quick presses are two steps
    ask(Number(input.value));
  }, { name: label });
  const element = el("span", { class: "tc-group" }, el("label", { class: "tc-field" }, label, input), ...(COUNTS.has(name) ? [fewer, more] : []));
  const update = (): void => {
    const { value, min, max, step } = now();
    Object.assign(input, { min: min == null ? "" : String(min), max: max == null ? "" : String(max), step: kind === "number" ? "any" : String(step), disabled: session.readonly });
    input.value = String(kind === "number" ? Number(Number(value).toPrecision(4)) : value);
    fewer.disabled = more.disabled = session.readonly;
    enable(fewer, min == null || Number(value) > min);
    enable(more, max == null || Number(value) < max);
  };
  return { element, update };
}
