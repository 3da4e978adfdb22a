import { describe, expect, it } from "vitest";
import { decode } from "../../src/core/trace";
import { clearHeight, cutAt, greatestHeight, heightBeyond, heightsOf, mergesAt, mergesBelow } from "../../src/core/tree_cut";
import { type Plan, treePlan, wireOf } from "../painter_wires";

// against scikit-learn: tests/traces/test_tree.py
const withHeights = (heights: number[], more: Plan["fixed"] = {}) => decode(wireOf({ ...treePlan, fixed: { ...treePlan.fixed, tree_heights: ["f8", heights], ...more } }));
const plain = withHeights([1, 1.5, 2, 3, 9]);

describe("a cut", () => {
  it("makes the merges that are lower", () => {
    expect([0, 1, 1.01, 3, 3.1, 99].map((height) => mergesBelow(plain, height))).toEqual([0, 0, 1, 3, 4, 5]);
    expect(cutAt(plain, 2.5)).toMatchObject({ labels: Int32Array.from([0, 0, 0, 1, 1, -1]), clusters: 3, noise: 1, merges: 3, straight: true });
  });

  it("counts the high merges where heights fall, and is not straight there", () => {
    const trace = withHeights([1, 1.5, 4, 3, 9]);
    expect(cutAt(trace, 3.5)).toMatchObject({ merges: 3, straight: false });
    expect([2, 4.5].map((height) => cutAt(trace, height).straight)).toEqual([true, true]);
    expect([...heightsOf(trace)]).toEqual([1, 1.5, 3, 4, 9]);
  });

  it("gives points that are alone at the fit's cut their own looks", () => {
    const frames = treePlan.frames.map((frame, i) => (i === 6 ? { ...frame, labels: [0, 0, 0, 1, 1, 2], focus: { merge: 3 } } : frame));
    const trace = decode(wireOf({ ...treePlan, frames }));
    expect([...cutAt(trace, 2.5).labels]).toEqual([0, 0, 0, 1, 1, 2]);
    expect([...cutAt(trace, 1.2).labels]).toEqual([0, 0, -1, -1, -1, -1]);
  });

  it("goes no higher than merges are known", () => {
    expect(greatestHeight(plain)).toBeCloseTo(9.9);
    const short = decode(wireOf({
      ...treePlan,
      fixed: { tree_children: ["i4", [0, 1, 3, 4, 6, 2]], tree_heights: ["f8", [1, 1.5, 2]], tree_later: ["f8", [3, 9]], tree_numbers: ["i4", [0, 5, 3, 1, 4, 2, 0, 1, 0]] },
    }));
    expect([greatestHeight(short), cutAt(short, 3).merges, cutAt(short, 3).clusters]).toEqual([3, 3, 3]);
    expect(heightBeyond(short, 2.5, 4)).toBe(2.5);
  });
});

describe("heights beyond", () => {
  it("are between the next merges, with few digits, and pass ties", () => {
    expect([1, 2, -1, -9, 9].map((by) => heightBeyond(plain, 2.5, by))).toEqual([6, 9.4, 1.8, 0.5, 9.4]);
    const tied = withHeights([1, 2, 2, 2, 9]);
    expect([heightBeyond(tied, 1.5, 1), heightBeyond(tied, 5, -1), mergesAt(tied, 2), mergesAt(tied, 1.9)]).toEqual([5.5, 1.5, 3, 0]);
  });

  it("stay where there are none", () => {
    const zeros = withHeights([0, 0, 0, 0, 0]);
    expect([heightBeyond(zeros, 0, 1), mergesAt(zeros, 0), greatestHeight(zeros)]).toEqual([0, 5, 1.1]);
  });

  it("leave a merge that they are on", () => {
    expect([clearHeight(plain, 2.5), clearHeight(plain, 3)]).toEqual([2.5, 3.003]);
  });
});
