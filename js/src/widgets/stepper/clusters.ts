/** The clusters at the present step: marker, letter, size as a bar, and how many points came or went. */
import { el } from "../../core/dom";
import type { Aim } from "../../core/highlight";
import { scrollsByKeys } from "../../core/scrolling";
import { isWalk, type Trace } from "../../core/trace";
import type { Words } from "../../core/words";
import { lightRows, rowAim } from "../../panels/cluster_rows";
import { clusterIcon } from "../../panels/icon";
import { pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";

/** More than this are not listed one by one; one more is, for what stands in its place is as high. */
const MOST_LISTED = 9;
const listed = (n: number): number => (n === MOST_LISTED + 1 ? n : Math.min(MOST_LISTED, n));

export function clustersPanel({ session, words }: Screen): Panel {
  const list = el("ul", { class: "tc-clusters" });
  scrollsByKeys(list);
  const rest = el("p", { class: "tc-notes tc-rest" });
  const element = el("section", {}, el("h3", { class: "tc-side-title" }, words("clusters.title")), list, rest);
  const update = (): void => {
    const { trace, step } = session;
    // room for as many as will be listed: nothing below moves when they come
    list.style.setProperty("--rows", String(listed(session.shown.head.clusters.length)));
    const known = trace.labels(step) !== null;
    element.hidden = trace.head.k === 0 && trace.frames === 1; // nothing is fitted
    const sizes = trace.sizes(step);
    const before = step > 0 && trace.labels(step - 1) !== null ? trace.sizes(step - 1) : sizes;
    const largest = Math.max(1, ...sizes);
    const centers = trace.centers(step);
    const shares = trace.row("mixture_weights", step);
    const looks = trace.head.clusters.map((look, j) => ({ look, j }));
    // where clusters are found and not asked for, how many there will be is the story
    const here = trace.head.placing || shares !== null ? looks : looks.filter(({ j }) => sizes[j] || Number.isFinite(centers?.[2 * j]));
    if (here.length > MOST_LISTED) here.sort((a, b) => sizes[b.j]! - sizes[a.j]!);
    const few = here.slice(0, listed(here.length));
    list.replaceChildren(...few.map(({ look, j }) => {
      const size = sizes[j] ?? 0;
      const gain = trace.head.tree ? 0 : size - (before[j] ?? 0);
      const placed = centers !== null && Number.isFinite(centers[2 * j]);
      const text = shares !== null ? words("clusters.weight", { weight: shares[j]!.toFixed(2), n: (shares[j]! * trace.head.n).toFixed(1) })
        : known ? words(size === 1 ? "clusters.point" : "clusters.points", { n: size.toLocaleString("en") })
          : words(placed ? "clusters.seeded" : "clusters.waiting");
      const length = shares !== null ? 100 * shares[j]! : known ? (100 * size) / largest : 0;
      const bar = el("span", { class: "tc-bar", style: `width:${length}%;background:${look.color}` });
      const row = el("li", { "data-cluster": j },
        clusterIcon(look), el("b", {}, look.name),
        el("span", { class: "tc-barbox" }, bar, el("span", { class: "tc-bartext" }, text)),
        el("span", { class: "tc-gain" }, shares !== null ? "" : gain > 0 ? `+${gain}` : gain < 0 ? `−${-gain}` : ""));
      return row;
    }));
    const more = here.slice(few.length).map(({ j }) => sizes[j] ?? 0);
    const unlisted = more.length === 0 ? [] : known ? [words("clusters.unlisted.sizes", { n: more.length, low: more.at(-1)!, high: more[0]! })] : [words("clusters.unlisted", { n: more.length })];
    rest.textContent = [...unlisted, ...others(trace, step, words)].join(" · ");
  };
  const light = (aim: Aim | null): void => lightRows(list, aim, session.trace, session.step);
  pointsAt(list, session.highlight, { find: (_x, y) => rowAim(list, y) });
  return { element, update, light };
}

/** Points that no cluster has, by what they are. */
function others(trace: Trace, step: number, words: Words): string[] {
  const labels = trace.labels(step);
  const core = trace.row("core", 0);
  const counts = { border: 0, noise: 0, waiting: 0 };
  for (let i = 0; labels !== null && i < labels.length; i += 1) {
    const label = labels[i]!;
    if (label === trace.none) counts.noise += 1;
    else if (label === trace.none - 1) counts.waiting += 1;
    else if (core !== null && core[i] === 0) counts.border += 1;
  }
  const alone = trace.head.tree ? "alone" : isWalk(trace.head, step) ? "walked" : "noise";
  return [
    ...(counts.border ? [words("clusters.border", { n: counts.border })] : []),
    ...(counts.noise ? [words(`clusters.${alone}`, { n: counts.noise })] : []),
    ...(counts.waiting ? [words("clusters.unreached", { n: counts.waiting })] : []),
  ];
}
