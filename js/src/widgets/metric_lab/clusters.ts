/** The cluster that points are given to, by chips; a new one and noise among them. */
import { el } from "../../core/dom";
import { clusterIcon } from "../../panels/icon";
import type { Panel } from "../../panels/panel";
import { freeNumber } from "./labels";
import { lookOf } from "./pictured";
import type { MetricScreen } from "./screen";
import { NOISE, type State } from "./wire";

/** Clusters that have a chip. */
const MOST = 12;

/** The clusters with a chip: the first, the chosen one, one that is new, and noise. */
export function choices({ session, chosen }: Pick<MetricScreen, "session" | "chosen">): number[] {
  const there = session.counts.clusters.filter((cluster) => cluster !== NOISE);
  const listed = there.slice(0, MOST);
  if (!listed.includes(chosen) && there.includes(chosen)) listed.push(chosen);
  return [...listed, freeNumber(session.shown.labels), NOISE];
}

export function clusterChips(screen: MetricScreen): Panel {
  const { session, words } = screen;
  const chips = el("div", { class: "tc-ml-chips", role: "group", "aria-label": words("metric_lab.choose") });
  const element = el("div", { class: "tc-ml-choose" }, el("span", { class: "tc-muted" }, words("metric_lab.choose")), chips);
  let drawn: [State, number] | null = null;
  const update = (): void => {
    const { shown, counts } = session;
    if (drawn?.[0] === shown && drawn[1] === screen.chosen) return;
    drawn = [shown, screen.chosen];
    const all = choices(screen);
    const sizes = new Map(counts.clusters.map((cluster, i) => [cluster, counts.table[i]!.reduce((sum, one) => sum + one, 0)]));
    chips.replaceChildren(...all.map((cluster) => {
      const size = sizes.get(cluster) ?? 0;
      const fresh = size === 0 && cluster !== NOISE;
      const name = session.called(cluster);
      const title = words(fresh ? "metric_lab.chip.new" : "metric_lab.chip", { name, n: size.toLocaleString("en") });
      const chip = el("button", { type: "button", class: "tc-button tc-toggle tc-ml-chip", title, "aria-pressed": String(cluster === screen.chosen), "data-cluster": cluster },
        cluster === NOISE ? el("i", { class: "tc-ml-noise", "aria-hidden": "true" }) : clusterIcon(lookOf(session.lab, cluster)),
        ` ${fresh ? `+ ${name}` : name} `, el("span", { class: "tc-muted" }, size ? size.toLocaleString("en") : ""));
      chip.addEventListener("click", () => screen.choose(cluster));
      return chip;
    }));
    const more = counts.clusters.length - all.filter((cluster) => sizes.has(cluster)).length;
    if (more > 0) chips.append(el("span", { class: "tc-muted" }, words("metric_lab.chip.more", { n: more.toLocaleString("en") })));
  };
  return { element, update };
}
