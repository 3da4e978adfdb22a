/** One sentence on all points, a cluster or a point; a screen reader hears it too. */
import { el } from "../core/dom";
import { valuesOf, type Triple } from "../core/scatter3d_types";
import { isolated } from "../core/words";
import { percent } from "./buttons";
import { groupName, rowName, withUnit, type Scatter3dScreen } from "./scatter3d_screen";
import type { Panel } from "./screen";
import { speaker } from "./speaker";

export function scatter3dCaption(screen: Scatter3dScreen): Panel & { end(): void } {
  const verb = el("b");
  const rest = el("span");
  const notes = el("p", { class: "tc-notes" }, screen.cloud.notices.join(" "));
  notes.hidden = screen.cloud.notices.length === 0;
  const { element: spoken, say, end } = speaker();
  const element = el("div", { class: "tc-caption" }, el("p", { class: "tc-sentence" }, verb, rest), notes, spoken);
  let last = "";
  const update = (): void => {
    const [about, told] = sentence(screen);
    verb.textContent = about;
    rest.textContent = ` ${told}`;
    const whole = `${about} ${told}`;
    if (whole !== last) say(whole);
    last = whole;
  };
  return { element, update, end };
}

/** What it is about, and what is said of it. */
function sentence(screen: Scatter3dScreen): [string, string] {
  const { cloud, words, single, chosen } = screen;
  const three = (values: Triple): string => cloud.axes.map((axis, j) => `${isolated(axis.short)} ${withUnit(values[j]!, axis)}`).join(", ");
  const n = cloud.n.toLocaleString("en");
  if (chosen !== null) {
    const values = three(valuesOf(cloud, chosen));
    const of = cloud.member[chosen]!;
    const key = !cloud.labeled ? "scatter3d.told.row.alone" : cloud.groups[of]!.noise ? "scatter3d.told.row.noise" : "scatter3d.told.row";
    return [words("scatter3d.about.row", { row: rowName(cloud, chosen) }), words(key, { values, name: groupName(screen, of) })];
  }
  if (single !== null) {
    const { size, mean } = cloud.groups[single]!;
    return [`${groupName(screen, single)}:`, words("scatter3d.told.group", { size: size.toLocaleString("en"), n, share: percent(size / cloud.n), means: three(mean) })];
  }
  const clusters = cloud.groups.filter(({ noise }) => !noise);
  const noise = cloud.groups.find((group) => group.noise)?.size ?? 0;
  if (!cloud.labeled) return [words("scatter3d.about.all", { n }), words("scatter3d.told.alone", { means: three(cloud.axes.map(({ mean }) => mean) as unknown as Triple) })];
  const sorted = [...clusters].sort((a, b) => b.size - a.size);
  const [large, small] = [sorted[0], sorted.at(-1)];
  const sizes = large && small ? { large: large.name, most: large.size.toLocaleString("en"), small: small.name, least: small.size.toLocaleString("en") } : null;
  const parts = [
    words(clusters.length === 1 ? "scatter3d.told.one" : "scatter3d.told.all", { k: clusters.length }),
    ...(sizes && clusters.length > 1 ? [words(sizes.most === sizes.least ? "scatter3d.told.equal" : "scatter3d.told.sizes", sizes)] : []),
    ...(noise ? [words("scatter3d.told.noise", { noise: noise.toLocaleString("en") })] : []),
  ];
  return [words("scatter3d.about.all", { n }), `${parts.join("; ")}.`];
}
