/** What is done to whole clusters, and back. */
import { el } from "../../core/dom";
import { enable } from "../../core/focus";
import { action } from "../../panels/buttons";
import type { Panel } from "../../panels/panel";
import type { MetricScreen } from "./screen";
import { NOISE, type State } from "./wire";

/** Clusters that another one can be merged into by the list. */
const MOST = 60;

export function rulesPanel(screen: MetricScreen): Panel {
  const { session, words } = screen;
  const { highlight } = session;
  const title = words("metric_lab.into");
  const into = el("select", { class: "tc-select tc-ml-into", "aria-label": title, title });
  const wire = (cluster: number): number => (cluster === NOISE ? -1 : cluster);
  const merge = action(screen, "metric_lab.merge", () => session.edit({ kind: "merge", cluster: wire(screen.chosen), into: wire(Number(into.value)) }));
  const split = action(screen, "metric_lab.split", () => session.edit({ kind: "split", cluster: wire(screen.chosen) }));
  const rules = (["shuffle", "each_alone", "all_together", "reset"] as const).map((kind) => action(screen, `metric_lab.${kind}`, () => session.edit({ kind })));
  const undo = action(screen, "transport.undo", () => session.undo(), { title: words("metric_lab.undo.title") });
  const redo = action(screen, "transport.redo", () => session.redo(), { title: words("metric_lab.redo.title") });
  const [shuffle, each, all, reset] = rules as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
  const element = el("div", { class: "tc-row tc-ml-rules", role: "group", "aria-label": words("metric_lab.rules") },
    el("span", { class: "tc-group" }, merge, into), split, shuffle, each, all, el("span", { class: "tc-group" }, undo, redo, reset));
  let drawn: [State, number] | null = null;
  const update = (): void => {
    const { shown, counts: { clusters, table } } = session;
    if (drawn?.[0] !== shown || drawn[1] !== screen.chosen) {
      drawn = [shown, screen.chosen];
      const kept = into.value;
      const others = clusters.filter((cluster) => cluster !== screen.chosen).slice(0, MOST);
      into.replaceChildren(...others.map((cluster) => el("option", { value: cluster }, words("metric_lab.into.one", { name: session.called(cluster) }))));
      if (others.includes(Number(kept))) into.value = kept;
    }
    const place = clusters.indexOf(screen.chosen);
    const size = place < 0 ? 0 : table[place]!.reduce((sum, one) => sum + one, 0);
    enable(merge, !session.fixed && size > 0 && into.options.length > 0);
    into.disabled = session.fixed || size === 0 || into.options.length === 0;
    enable(split, !session.fixed && size > 1);
    for (const rule of rules) enable(rule, !session.fixed);
    enable(undo, session.canUndo);
    enable(redo, session.canRedo);
  };
  for (const button of [merge, split, ...rules, undo, redo]) button.addEventListener("click", () => highlight.clear());
  return { element, update };
}
