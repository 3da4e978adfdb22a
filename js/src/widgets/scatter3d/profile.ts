/** Means and ranges of the cluster that is singled out, or of all points, against the range of all. */
import { el } from "../../core/dom";
import { part, type Triple } from "./wire";
import { groupName, litGroup, plain, withUnit, type Scatter3dScreen } from "./screen";
import type { Panel } from "../../panels/panel";

/** Clusters whose means are all marked. */
const MOST_MARKS = 12;

interface Figures { mean: Triple; low: Triple; high: Triple; color: string }

export function scatter3dProfile(screen: Scatter3dScreen): Panel {
  const { cloud, words } = screen;
  const title = el("h3", { class: "tc-side-title" });
  const list = el("ul", { class: "tc-s3-profile" });
  const element = el("section", {}, title, list);
  let drawn: number | null | undefined;
  /** The means of all clusters, to point at; of many they would be a smear. */
  const marks = (j: number): HTMLElement[] => (!cloud.labeled || cloud.groups.length > MOST_MARKS ? [] : cloud.groups.map((group, nth) => el("i", {
    class: "tc-s3-mark", "data-group": nth, style: `left:${(100 * part(group.mean[j as 0], cloud.axes[j]!)).toFixed(2)}%;background:${group.color}`,
  })));
  // by delegation: the marks are made anew under the pointer
  const groupAt = (event: Event): number | null => {
    const nth = event.target instanceof HTMLElement ? event.target.dataset["group"] : undefined;
    return nth === undefined ? null : Number(nth);
  };
  list.addEventListener("pointerover", (event) => {
    const nth = groupAt(event);
    if (event.pointerType !== "touch") screen.highlight.pass(nth === null ? null : { kind: "cluster", cluster: nth });
  });
  list.addEventListener("pointerleave", () => screen.highlight.pass(null));
  list.addEventListener("click", (event) => {
    const nth = groupAt(event);
    if (nth !== null) screen.singleOut(screen.single === nth ? null : nth);
  });
  const update = (): void => {
    const single = litGroup(screen);
    if (single === drawn) return;
    drawn = single;
    title.textContent = single === null ? words("scatter3d.profile.all") : words("scatter3d.profile", { name: groupName(screen, single) });
    const { mean, low, high, color } = figuresOf(screen, single);
    list.replaceChildren(...cloud.axes.map((axis, j) => {
      const at = (value: number): string => `${(100 * part(value, axis)).toFixed(2)}%`;
      const range = words("scatter3d.profile.range", { low: plain(low[j]!, axis), high: withUnit(high[j]!, axis) });
      const strip = el("span", { class: "tc-s3-strip", title: range, role: "img", "aria-label": range },
        el("i", { class: "tc-s3-range", style: `left:${at(low[j]!)};width:${(100 * (part(high[j]!, axis) - part(low[j]!, axis))).toFixed(2)}%;background:${color}` }),
        el("i", { class: "tc-s3-mean-all", style: `left:${at(axis.mean)}` }),
        ...marks(j),
        el("i", { class: "tc-s3-mean", style: `left:${at(mean[j]!)}` }));
      return el("li", {}, el("span", { class: "tc-s3-feature" }, axis.short), el("b", {}, withUnit(mean[j]!, axis)),
        el("span", { class: "tc-s3-scale" }, el("small", {}, plain(axis.low, axis)), strip, el("small", {}, plain(axis.high, axis))));
    }));
  };
  return { element, update, light: update };
}

function figuresOf({ cloud }: Scatter3dScreen, single: number | null): Figures {
  if (single !== null) return cloud.groups[single]!;
  const each = (name: "mean" | "low" | "high"): Triple => cloud.axes.map((axis) => axis[name]) as unknown as Triple;
  return { mean: each("mean"), low: each("low"), high: each("high"), color: "var(--tc-line)" };
}
