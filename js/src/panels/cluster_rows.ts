/** Rows of clusters, in a list or a table: each lights with its points, and they with it. */
import type { Aim } from "../core/highlight";

/** Light the row of the cluster that is pointed at, or that has the point. Rows tell theirs by `data-cluster`. */
export function lightRows(list: Element, aim: Aim | null, trace: { labels(step: number): ArrayLike<number> | null }, step: number): void {
  const lit = aim?.kind === "cluster" ? aim.cluster : aim?.kind === "point" ? trace.labels(step)?.[aim.point] : undefined;
  for (const row of list.children) row.classList.toggle("tc-row-lit", lit !== undefined && row.getAttribute("data-cluster") === String(lit));
}

/** The cluster whose row lies at a height of the list, in its own CSS pixels. */
export function rowAim(list: HTMLElement, y: number): Aim | null {
  const { top, height } = list.getBoundingClientRect();
  const scale = height / (list.clientHeight || height) || 1;
  const row = [...list.children].find((one) => {
    const box = one.getBoundingClientRect();
    const from = (box.top - top) / scale;
    return y >= from && y < from + box.height / scale;
  });
  const cluster = row?.getAttribute("data-cluster");
  return cluster == null ? null : { kind: "cluster", cluster: Number(cluster) };
}
