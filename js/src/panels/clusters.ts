/** The clusters at the present step: marker, letter, size as a bar, and how many points came or went. */
import { el } from "../core/dom";
import { clusterIcon } from "./icon";
import type { Panel, Screen } from "./screen";

export function clustersPanel({ session, words }: Screen): Panel {
  const list = el("ul", { class: "tc-clusters" });
  const element = el("section", {}, el("h3", { class: "tc-side-title" }, words("clusters.title")), list);
  const update = (): void => {
    const { trace, step } = session;
    const known = trace.labels(step) !== null;
    const sizes = trace.sizes(step);
    const before = step > 0 && trace.labels(step - 1) !== null ? trace.sizes(step - 1) : sizes;
    const largest = Math.max(1, ...sizes);
    const centers = trace.centers(step);
    list.replaceChildren(...trace.head.clusters.map((look, j) => {
      const size = sizes[j] ?? 0;
      const gain = size - (before[j] ?? 0);
      const here = centers !== null && Number.isFinite(centers[2 * j]);
      const text = known ? words(size === 1 ? "clusters.point" : "clusters.points", { n: size.toLocaleString("en") })
        : words(here ? "clusters.seeded" : "clusters.waiting");
      const bar = el("span", { class: "tc-bar", style: `width:${known ? (100 * size) / largest : 0}%;background:${look.color}` });
      return el("li", {},
        clusterIcon(look), el("b", {}, look.name),
        el("span", { class: "tc-barbox" }, bar, el("span", { class: "tc-bartext" }, text)),
        el("span", { class: "tc-gain" }, gain > 0 ? `+${gain}` : gain < 0 ? `−${-gain}` : ""));
    }));
  };
  return { element, update };
}
