import { expect, it } from "vitest";
import { decode } from "../../src/core/trace";
import { stepOfMerge, treeOf } from "../../src/core/tree";
import { branchAim } from "../../src/panels/branches";
import { plans, wireOf } from "../painter_wires";

const trace = decode(wireOf(plans.tree!));
const tree = treeOf(trace)!;
const words = (key: string): string => key;

it("a leaf is a point", () => expect(branchAim(trace, tree, 2, words)).toEqual({ kind: "point", point: 2 }));

it("a branch is the points under it, and says in which step it was made", () => {
  const aim = branchAim(trace, tree, tree.n, words);
  const [left, right] = trace.row("tree_children", 0)!;
  expect(aim.kind === "points" && [...Array.from(aim.points)].sort()).toEqual([left, right].sort());
  expect(aim).toMatchObject({ node: tree.n, text: stepOfMerge(trace, 0) < 0 ? "look.branch" : "look.branch.step" });
});
