import { describe, expect, it } from "vitest";
import { placeLabels } from "../../../src/widgets/race/labels";
import { chartScale } from "../../../src/widgets/race/scale";
import { madeRace } from "./made";

describe("the racers' names", () => {
  it("keeps names apart and inside, at every width", () => {
    for (const width of [260, 400, 700, 1100]) {
      const made = madeRace((lanes) => {
        lanes[0]!.name = "MiniBatchKMeans(batch_size=10)";
        lanes[0]!.end = { ...lanes[0]!.end, inertia: 10.1 };
        lanes[0]!.work = [0, 10, 20, 30, 99];
      });
      const scale = chartScale(made, width, 200, null);
      const labels = placeLabels(made.lanes, scale);
      expect(labels.map(({ racer }) => racer).sort()).toEqual([0, 1]);
      expect(Math.abs(labels[0]!.y - labels[1]!.y)).toBeGreaterThan(13);
      expect(labels.find(({ racer }) => racer === 0)!.text).toBe(width < 560 ? "batch_size=10" : "MiniBatchKMeans(batch_size=10)");
      for (const { x, y } of labels) {
        expect(x).toBeLessThanOrEqual(width);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThan(200);
        expect(y).toBeGreaterThan(0);
      }
    }
  });

  it("names two lines that end close together in their order", () => {
    for (const width of [340, 700, 1100]) {
      const made = madeRace((lanes) => {
        lanes[0]!.name = "MiniBatchKMeans";
        lanes[1]!.name = "KMeans";
        lanes[0]!.work = [0, 40, 60, 80, 86];
        lanes[0]!.inertia = [null, 13, 11, 10.4, 10.3];
        lanes[0]!.end = { ...lanes[0]!.end, inertia: 10.3 };
        lanes[1]!.work = [0, 45, 100];
        lanes[1]!.inertia = [null, 10.05, 10];
        lanes[1]!.end = { ...lanes[1]!.end, inertia: 10 };
      });
      const scale = chartScale(made, width, 204, null);
      const foot = (racer: number): number => placeLabels(made.lanes, scale).find((label) => label.racer === racer)!.y;
      expect(foot(0)).toBeLessThan(foot(1));
    }
  });
});
