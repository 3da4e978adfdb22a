import { describe, expect, it } from "vitest";
import { accuracyOf, changed, confusion, groupsOf, idAt, nearest, paired } from "../../../src/widgets/scene_lab/legend";
import { decodeScene } from "../../../src/widgets/scene_lab/wire";
import { makeLegend, makeScene } from "./made";

const scene = decodeScene(makeScene());
const merged = makeLegend({ group: [0, 1, 1] });

describe("groups", () => {
  it("are the clusters until some are merged", () => {
    const groups = groupsOf(scene, makeLegend());
    expect(groups.map(({ id, pixels }) => [id, pixels])).toEqual([[0, 2], [1, 3], [2, 2]]);
    expect(groups[1]!.share).toBeCloseTo(3 / 7);
    expect(nearest(groups, 1)).toEqual({ id: 2, far: expect.closeTo(Math.hypot(1 / 3, 0.25), 5) });
    expect(nearest(groups.slice(0, 1), 0)).toBeNull();
  });
  it("have the mean and spread of all their pixels", () => {
    const [, both] = groupsOf(scene, merged);
    expect(both!.pixels).toBe(5);
    expect(both!.mean[0]).toBeCloseTo((3 * (2 / 3) + 2) / 5, 5);
    const variance = (3 * 0.2 ** 2 + 3 * (2 / 3 - 0.8) ** 2 + 2 * (1 - 0.8) ** 2) / 5;
    expect(both!.spread[0]).toBeCloseTo(Math.sqrt(variance), 5);
    expect(both!.place).toEqual([1, 0, 2]);
    expect(idAt(scene, merged, 4)).toBe(1);
    expect(idAt(scene, merged, 7)).toBeNull();
  });
});

describe("a change", () => {
  const legend = makeLegend();
  it.each([
    [{ kind: "rename", cluster: 1, name: " crop " } as const, { names: ["cluster 0", "crop", "cluster 2"] }],
    [{ kind: "recolor", cluster: 0, color: "#123456" } as const, { colors: ["#123456", "#e69f00", "#009e73"] }],
    [{ kind: "merge", cluster: 2, into: 1 } as const, { group: [0, 1, 1] }],
  ])("%j", (edit, expected) => {
    expect(changed(legend, edit)).toEqual({ ...legend, id: 2, ...expected });
  });
  it.each([
    { kind: "rename", cluster: 9, name: "x" } as const, { kind: "rename", cluster: 1, name: " " } as const,
    { kind: "recolor", cluster: 1, color: "red" } as const, { kind: "merge", cluster: 1, into: 1 } as const,
    { kind: "merge", cluster: 1, into: 5 } as const, { kind: "new_start" } as const,
  ])("%j is none", (edit) => expect(changed(legend, edit)).toBeNull());
  it("of a cluster that was merged away is none", () => {
    expect(changed(merged, { kind: "rename", cluster: 2, name: "x" })).toBeNull();
  });
});

describe("accuracy", () => {
  it("by names, by majority and one to one", () => {
    const groups = groupsOf(scene, makeLegend({ names: ["sea", "cluster 1", "land"] }));
    const table = confusion(scene, makeLegend(), groups);
    expect(table).toEqual([[2, 0], [1, 2], [0, 2]]);
    expect(accuracyOf(table, groups, scene.truth!.names)).toEqual({ names: 4 / 7, majority: 6 / 7, one_to_one: 4 / 7 });
    expect(confusion(scene, merged, groupsOf(scene, merged))).toEqual([[2, 0], [1, 4]]);
  });
  it("one to one finds the best of all pairings", () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) % 50;
    const best = (table: number[][], row = 0, used = 0): number => {
      if (row === table.length) return 0;
      let most = best(table, row + 1, used);
      table[row]!.forEach((n, c) => { if (!(used & (1 << c))) most = Math.max(most, n + best(table, row + 1, used | (1 << c))); });
      return most;
    };
    for (const [rows, columns] of [[1, 3], [4, 4], [6, 3], [2, 5]] as const) {
      for (let turn = 0; turn < 5; turn += 1) {
        const table = Array.from({ length: rows }, () => Array.from({ length: columns }, random));
        expect(paired(table)).toBe(best(table));
      }
    }
    expect(paired([])).toBe(0);
  });
});
