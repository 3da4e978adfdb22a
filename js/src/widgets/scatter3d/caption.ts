/** One sentence on all points, a cluster or a point. */
import { valuesOf, type Triple } from "./wire";
import { isolated } from "../../core/words";
import { percent } from "../../core/numbers";
import { groupName, rowName, withUnit, type Scatter3dScreen } from "./screen";

/** The sentence; up to its first colon it says what it is about. */
export function scatter3dSentence(screen: Scatter3dScreen): string {
  return sentence(screen).join(" ");
}

/** What it is about, and what is said of it. */
function sentence(screen: Scatter3dScreen): [string, string] {
  const { cloud, words, single, chosen } = screen;
  const three = (values: Triple): string => cloud.axes.map((axis, j) => `${isolated(axis.short)} ${withUnit(values[j]!, axis)}`).join(", ");
  const n = cloud.n.toLocaleString("en");
  if (chosen !== null) {
    const values = three(valuesOf(cloud, chosen));
    const of = cloud.member[chosen]!;
    const key = !cloud.labeled ? "scatter3d.caption.row.alone" : cloud.groups[of]!.noise ? "scatter3d.caption.row.noise" : "scatter3d.caption.row";
    return [words("scatter3d.about.row", { row: rowName(cloud, chosen) }), words(key, { values, name: groupName(screen, of) })];
  }
  if (single !== null) {
    const { size, mean } = cloud.groups[single]!;
    return [`${groupName(screen, single)}:`, words("scatter3d.caption.group", { size: size.toLocaleString("en"), n, share: percent(size / cloud.n), means: three(mean) })];
  }
  const clusters = cloud.groups.filter(({ noise }) => !noise);
  const noise = cloud.groups.find((group) => group.noise)?.size ?? 0;
  if (!cloud.labeled) return [words("scatter3d.about.all", { n }), words("scatter3d.caption.alone", { means: three(cloud.axes.map(({ mean }) => mean) as unknown as Triple) })];
  const sorted = [...clusters].sort((a, b) => b.size - a.size);
  const [large, small] = [sorted[0], sorted.at(-1)];
  const sizes = large && small ? { large: large.name, most: large.size.toLocaleString("en"), small: small.name, least: small.size.toLocaleString("en") } : null;
  const parts = [
    words(clusters.length === 1 ? "scatter3d.caption.one" : "scatter3d.caption.all", { k: clusters.length }),
    ...(sizes && clusters.length > 1 ? [words(sizes.most === sizes.least ? "scatter3d.caption.equal" : "scatter3d.caption.sizes", sizes)] : []),
    ...(noise ? [words("scatter3d.caption.noise", { noise: noise.toLocaleString("en") })] : []),
  ];
  return [words("scatter3d.about.all", { n }), `${parts.join("; ")}.`];
}
