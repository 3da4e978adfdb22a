import { describe, expect, it } from "vitest";
import { isFirstAssignment, lastMove, poseOf, spotsAt, storyDuration, storyOf } from "../../src/painters/kmeans_pose";
import { madeTrace } from "./made";
import { madeScene } from "./scene";

const trace = madeTrace();

describe("stories", () => {
  it("are told by the verb of the next frame, and are a jump elsewhere", () => {
    const stories = [[0, 1], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7], [4, 3], [0, 4], [2, 2]].map(([a, b]) => storyOf(trace, a as number, b as number));
    expect(stories).toEqual(["seed", "first", "update", "assign", "relocate", "jump", "jump", "jump", "rest"]);
  });

  it("take time only where something moves", () => {
    expect(storyDuration(madeScene(4, { from: 3, t: 0 }))).toBeGreaterThanOrEqual(350);
    expect(storyDuration(madeScene(4, { from: 3, t: 0 }))).toBeLessThanOrEqual(450);
    expect(storyDuration(madeScene(7, { from: 6, t: 0 }))).toBe(0);
    expect(storyDuration(madeScene(4))).toBe(0);
  });

  it("know the first assignment and the last move", () => {
    expect([3, 5].map((step) => isFirstAssignment(trace, step))).toEqual([true, false]);
    expect([0, 2, 3, 4, 5, 6, 7].map((step) => lastMove(trace, step))).toEqual([null, null, null, 4, 4, 6, 6]);
  });
});

describe("poses", () => {
  it("glide from one frame's centers to the next one's", () => {
    const at = (t: number): Float32Array => poseOf(madeScene(4, { from: 3, t })).centers;
    const scene = madeScene(4);
    expect(at(0)).toEqual(spotsAt(scene, 3));
    expect(at(1)).toEqual(spotsAt(scene, 4));
    expect(at(0.5)[2]).toBeCloseTo(((at(0)[2] as number) + (at(1)[2] as number)) / 2, 3);
  });

  it("recolour points only once the lines have arrived", () => {
    const shown = [0, 0.3, 0.7, 1].map((t) => poseOf(madeScene(5, { from: 4, t })).shown);
    expect(shown).toEqual([4, 4, 5, 5]);
  });

  it("let a center appear where there was none", () => {
    const pose = poseOf(madeScene(1, { from: 0, t: 0.2 }));
    expect(Number.isNaN(pose.centers[0])).toBe(false);
    expect(Number.isNaN(pose.centers[2])).toBe(true);
    expect(pose.appear).toBeLessThan(1);
  });

  it("take the relocated center along an arc, and the one in the hand where the hand is", () => {
    const pose = poseOf(madeScene(6, { from: 5, t: 0.5 }));
    const [a, b] = [spotsAt(madeScene(6), 5), spotsAt(madeScene(6), 6)];
    expect(Math.abs((pose.centers[1] as number) - ((a[1] as number) + (b[1] as number)) / 2)).toBeGreaterThan(5);
    const held = madeScene(5, { preview: { cluster: 1, to: [2, 3] } });
    expect(poseOf(held).centers[2]).toBeCloseTo(held.scale.x(2));
  });
});
