/** The clusters as a table: behind the picture for a screen reader, in sight when it is asked for. */
import { el } from "../../core/dom";
import type { Triple } from "./wire";
import { scrollsByKeys } from "../../core/scrolling";
import { clusterIcon } from "../../panels/icon";
import { axisName, groupName, plain, type Scatter3dScreen } from "./screen";
import type { Aim } from "../../core/highlight";
import { lightRows, rowAim } from "../../panels/cluster_rows";
import { pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";

export function scatter3dTable(screen: Scatter3dScreen): Panel {
  const { cloud, words } = screen;
  const columns = [words("scatter3d.table.cluster"), words("scatter3d.table.size"), ...cloud.axes.map((axis) => words("scatter3d.table.mean", { name: axisName(axis) }))];
  const row = (name: (Node | string)[], size: number, means: Triple): HTMLElement => el("tr", {}, el("th", { scope: "row" }, ...name),
    el("td", {}, size.toLocaleString("en")), ...means.map((mean, j) => el("td", {}, plain(mean, cloud.axes[j]!))));
  const body = el("tbody");
  const groups = cloud.labeled ? cloud.groups.map((group, j) => row([clusterIcon(group), ` ${groupName(screen, j)} `,
    el("span", { class: "tc-muted" }, group.noise ? "" : words(`shape.${group.shape}`))], group.size, group.mean)) : [];
  const all = row([words("scatter3d.all")], cloud.n, cloud.axes.map(({ mean }) => mean) as unknown as Triple);
  const element = el("section", { class: "tc-extra tc-s3-table", role: "group", "aria-label": words("scatter3d.table") },
    el("table", { class: "tc-table" }, el("caption", {}, words("scatter3d.table.caption", { n: cloud.n.toLocaleString("en") })),
      el("thead", {}, el("tr", {}, ...columns.map((text) => el("th", { scope: "col" }, text)))), body));
  groups.forEach((one, j) => one.setAttribute("data-cluster", String(j)));
  body.append(...groups, all);
  scrollsByKeys(element);
  const light = (aim: Aim | null): void => lightRows(body, aim, { labels: () => cloud.member }, 0);
  pointsAt(body, screen.highlight, { find: (_x, y) => rowAim(body, y) });
  return { element, update: () => { element.classList.toggle("tc-hidden", !screen.switches.table); }, light };
}
