/** Known classes, once they are asked for: accuracy in the side, and pixels by cluster and class in a table. */
import { el } from "../../core/dom";
import { scrollsByKeys } from "../../core/scrolling";
import { switchButton } from "../../panels/buttons";
import type { Panel } from "../../panels/panel";
import type { Accuracy } from "./legend";
import { nameOf } from "./pixel";
import type { SceneScreen } from "./screen";

const METHODS: readonly (keyof Accuracy)[] = ["names", "majority", "one_to_one"];

export function sceneAccuracy(screen: SceneScreen): Panel {
  const { words, session } = screen;
  const button = switchButton(screen, "truth", "scene.truth");
  const cells = METHODS.map(() => el("td"));
  const table = el("table", { class: "tc-sc-accuracy", "aria-label": words("scene.accuracy") }, el("tbody", {}, ...METHODS.map((method, i) =>
    el("tr", { title: words(`scene.accuracy.${method}.title`) }, el("th", { scope: "row" }, words(`scene.accuracy.${method}`)), cells[i]!))));
  const element = el("section", { hidden: session.scene.truth === null || !session.scene.ids.length }, el("h3", { class: "tc-side-title" }, words("scene.accuracy")), button.element, table);
  const update = (): void => {
    button.update();
    table.hidden = !screen.switches.truth;
    if (table.hidden) { for (const cell of cells) cell.textContent = ""; return; }
    const { accuracy } = session;
    METHODS.forEach((method, i) => {
      cells[i]!.textContent = `${(100 * accuracy[method]).toFixed(1)} %`;
      cells[i]!.style.setProperty("--part", `${(100 * accuracy[method]).toFixed(1)}%`);
    });
  };
  return { element, update };
}

/** Which classes the pixels of each cluster have: shares of its row, the greatest marked. */
export function sceneConfusion(screen: SceneScreen): Panel {
  const { words, session } = screen;
  const { truth } = session.scene;
  const body = el("tbody");
  const head = el("tr");
  const element = el("section", { class: "tc-extra tc-sc-table", role: "group", "aria-label": words("scene.confusion") },
    el("table", { class: "tc-table tc-sc-confusion" }, el("caption", {}, words("scene.confusion")), el("thead", {}, head), body));
  scrollsByKeys(element);
  const update = (): void => {
    element.hidden = truth === null || !screen.switches.truth || !session.scene.ids.length;
    if (element.hidden || truth === null) { head.replaceChildren(); body.replaceChildren(); return; }
    head.replaceChildren(el("th", { scope: "col" }, words("scene.table.cluster")), ...truth.names.map((name) => el("th", { scope: "col", title: name }, name)));
    body.replaceChildren(...session.groups.map(({ id }, i) => {
      const row = session.table[i]!;
      const [all, most] = [row.reduce((a, b) => a + b, 0) || 1, Math.max(...row)];
      return el("tr", {}, el("th", { scope: "row" }, nameOf(screen, id)), ...row.map((n) =>
        el("td", { class: n === most && n > 0 ? "tc-sc-most" : n ? "" : "tc-muted", title: words("scene.confusion.cell", { n: n.toLocaleString("en") }) }, n ? `${((100 * n) / all).toFixed(0)} %` : "·")));
    }));
  };
  return { element, update };
}
