import { describe, expect, it } from "vitest";
import { decode } from "../../../src/core/trace";
import { editorOf } from "../../../src/widgets/sandbox/local";
import type { Painted } from "../../../src/widgets/sandbox/screen";
import { makeWire } from "../../wire";
import { blankWire, DRAWING } from "./made";

const trace = decode(makeWire());
const screen = { words: (key: string, { n = 0 } = {}) => `${key} ${n}`, session: { trace, rows: null } } as unknown as Painted;

describe("a change without Python", () => {
  const edit = editorOf(screen, { ...DRAWING, most: 8, blank: blankWire(), shapes: { pair: new DataView(Float32Array.of(1, 2, 3.25, 40).buffer) } })!;

  it("is a trace of the points alone, with numbers of its own", () => {
    const next = edit({ kind: "points_add", to: [[5, 12]] })!;
    expect(next.head).toMatchObject({ n: 7, domain: [0, 10, 0, 12], frames: { caption: ["sandbox.unfitted 7"] } });
    expect(next.labels(0)).toBeNull();
    expect(next.frames).toBe(1);
    expect([...next.points.slice(-2)]).toEqual([5, 12]);
    const shape = edit({ kind: "preset", name: "pair" })!;
    expect([...shape.points]).toEqual([1, 2, 3.25, 40]);
    expect(new Set([next.head.id, shape.head.id, trace.head.id]).size).toBe(3);
    expect(edit({ kind: "points_set", to: [] })!.head.frames.caption).toEqual(["No points yet."]);
    expect(edit({ kind: "points_set", to: [[1, 1]] })!.head.frames.caption).toEqual(["sandbox.unfitted.one 1"]);
  });

  it("shows points that were loaded in their own surroundings, and painted ones where they are", () => {
    const domain = (to: [number, number][]): readonly number[] => edit({ kind: "points_set", to })!.head.domain;
    expect(domain([[1, 1], [9, 9], [4, 4]])).toEqual([0, 10, 0, 10]);
    expect(domain([[1000, 1], [1010, 9], [1004, 4]])).toEqual([999, 1011, 0, 10]);
    expect(domain([[0, 0], [1, 1], [0.5, 0.5]])).toEqual([-0.1, 1.1, -0.1, 1.1]);
    expect(domain([[0.5, 0.5]])).toEqual([0, 10, 0, 10]);
    expect(edit({ kind: "points_add", to: [[5, 5]] })!.head.domain).toEqual([0, 10, 0, 5]);
  });

  it("is refused where the plane is full, and where only Python can make it", () => {
    expect(edit({ kind: "points_add", to: [[1, 1], [1, 1], [1, 1]] })).toBeNull();
    expect(edit({ kind: "param", name: "n_clusters", value: 3 })).toBeNull();
    expect(editorOf(screen, DRAWING)).toBeNull();
  });
});
