/** A leaf or a branch of a tree of merges as what is pointed at. */
import type { Aim } from "../core/highlight";
import { short } from "../core/numbers";
import type { PlaneTrace } from "../core/plane_scene";
import { leavesOf, stepOfMerge, type Tree } from "../core/tree";
import type { Words } from "../core/words";

export function branchAim(trace: PlaneTrace, tree: Tree, node: number, words: Words): Aim {
  if (node < tree.n) return { kind: "point", point: node };
  const [merge, n] = [node - tree.n, tree.size[node]!];
  const step = stepOfMerge(trace, merge);
  const height = short(tree.heights[merge]!);
  const text = step < 0 ? words("look.branch", { n, height }) : words("look.branch.step", { n, height, step });
  return { kind: "points", points: leavesOf(tree, node), node, text };
}
