import { expect, it, vi } from "vitest";
import { Highlight, pointsOf, sameAim, type Aim } from "../../src/core/highlight";

const point = (index: number): Aim => ({ kind: "point", point: index });
const cluster = (index: number): Aim => ({ kind: "cluster", cluster: index });

it("what passes hides what is kept, and uncovers it again", () => {
  const highlight = new Highlight();
  highlight.keep(point(3));
  highlight.pass(cluster(0));
  expect(highlight.aim).toEqual(cluster(0));
  highlight.pass(null);
  expect(highlight.aim).toEqual(point(3));
});

it("those who draw hear of it once for each change, and of nothing that stays", () => {
  const highlight = new Highlight();
  const heard = vi.fn();
  const end = highlight.subscribe(heard);
  highlight.pass(point(1));
  highlight.pass(point(1));
  highlight.keep(point(1));
  expect(heard).toHaveBeenCalledTimes(1);
  highlight.clear();
  end();
  highlight.pass(point(2));
  expect(heard).toHaveBeenCalledTimes(2);
});

it("a second tap on the same lets go", () => {
  const highlight = new Highlight();
  highlight.toggle(point(1));
  expect(highlight.kept).toEqual(point(1));
  highlight.toggle(point(1));
  expect(highlight.kept).toBeNull();
});

it("nothing answers while a question is open, and what was kept comes back", () => {
  const highlight = new Highlight();
  highlight.keep(point(1));
  highlight.hold(true);
  highlight.pass(point(2));
  expect(highlight.aim).toBeNull();
  highlight.hold(false);
  expect(highlight.aim).toEqual(point(1));
});

it("aims are the same by what they are of", () => {
  const set = (...points: number[]): Aim => ({ kind: "points", points, text: "a bar" });
  expect(sameAim(set(1, 2), set(1, 2))).toBe(true);
  expect(sameAim(set(1, 2), set(2))).toBe(false);
  expect(sameAim(set(1), point(1))).toBe(false);
  expect(sameAim(null, point(1))).toBe(false);
});

it("a cluster's points are those with its label at the frame", () => {
  const trace = { labels: (step: number) => (step === 0 ? null : [0, 1, 1]) };
  expect(pointsOf(cluster(1), trace, 1)).toEqual([1, 2]);
  expect(pointsOf(cluster(1), trace, 0)).toEqual([]);
  expect(pointsOf(point(2), trace, 0)).toEqual([2]);
});
