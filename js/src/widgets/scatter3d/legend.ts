/** The clusters with their sizes: a press singles one out, and the others fade. */
import { el } from "../../core/dom";
import { enable } from "../../core/focus";
import { action } from "../../panels/buttons";
import { clusterIcon } from "../../panels/icon";
import { answersFor, litGroup, type Scatter3dScreen } from "./screen";
import type { Panel } from "../../panels/panel";

export function scatter3dLegend(screen: Scatter3dScreen): Panel {
  const { cloud, words } = screen;
  const most = Math.max(1, ...cloud.groups.map(({ size }) => size));
  const buttons = cloud.groups.map((group, nth) => {
    const bar = el("span", { class: "tc-bar", style: `width:${(100 * group.size) / most}%;background:${group.color}` });
    const size = words(group.size === 1 ? "scatter3d.point" : "scatter3d.points", { n: group.size.toLocaleString("en") });
    const button = el("button", {
      type: "button", class: "tc-s3-group", title: words(nth < 9 ? "scatter3d.single.key" : "scatter3d.single", { name: group.name, key: nth + 1 }),
    }, clusterIcon(group), el("b", {}, group.name), " ", el("span", { class: "tc-barbox" }, bar, el("span", { class: "tc-bartext" }, size)));
    answersFor(screen, button, nth);
    button.addEventListener("click", () => screen.singleOut(screen.single === nth ? null : nth));
    return button;
  });
  const list = el("ul", { class: "tc-s3-legend" }, ...buttons.map((button) => el("li", {}, button)));
  const all = action(screen, "scatter3d.everyone", () => {
    const last = screen.single;
    screen.singleOut(null);
    if (last !== null) buttons[last]?.focus(); // this button is out of sight now
  });
  all.classList.add("tc-s3-all");
  const head = el("div", { class: "tc-s3-head" }, el("h3", { class: "tc-side-title" }, words("scatter3d.legend")), all);
  const element = el("section", { hidden: !cloud.labeled }, head, list);
  const update = (): void => {
    enable(all, screen.single !== null);
    buttons.forEach((button, nth) => button.setAttribute("aria-pressed", String(screen.single === nth)));
  };
  const light = (): void => {
    const lit = screen.highlight.aim === null ? null : litGroup(screen);
    buttons.forEach((button, nth) => button.classList.toggle("tc-s3-lit", nth === lit));
  };
  return { element, update, light };
}
