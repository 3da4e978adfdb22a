/** A small race on the wire, as Python sends it: six points, a racer of five steps and one of three. */
import { decodeRace, type Lane, type Race, type RaceWire } from "../../../src/widgets/race/wire";
import { makeWire } from "../../wire";

const FRAMES = {
  kind: ["show", "seed", "update", "update", "stop"] as const, line: [0, 0, 2, 3, 2], weights: [-1, -1, -1, -1, -1],
  focus: [null, null, { points: [0] }, null, null], labels: [-1, -1, 0, 0, 1], centers: [-1, 0, 0, 1, 1],
};

function lane(id: number, name: string, unit: "batch" | "iteration", work: number[], inertia: (number | null)[]): RaceWire["lanes"][0] {
  const pick = <T>(values: readonly T[]): T[] => work.map((_, i) => values[i === work.length - 1 ? 4 : i]!);
  const frames = {
    kind: pick(FRAMES.kind), line: pick(FRAMES.line), weights: pick(FRAMES.weights), focus: pick(FRAMES.focus),
    labels: pick(FRAMES.labels), centers: pick(FRAMES.centers), iteration: work.map((_, i) => Math.max(0, i - 1)),
    caption: work.map((w) => `${name} after ${w}.`), objective: inertia,
  };
  return {
    about: { name, unit, params: `made for ${name}`, others: 0, work, inertia },
    trace: makeWire(id, { frames, controls: [], switches: [], placing: false }),
  };
}

/** Make the wire of a race numbered `id`; `change` overrides fields of its head. */
export function makeRace(id = 1, change: Partial<RaceWire["head"]> = {}): RaceWire {
  return {
    head: {
      id, ack: 0, about: "6 points · n_clusters=2", log_work: false, log_inertia: false, notices: ["Counted in distances."],
      controls: [
        { name: "n_clusters", kind: "whole", label: "k", title: "Number of clusters", value: 2, min: 1, max: 6, step: 1 },
        { name: "batch_size", kind: "whole", label: "batch", title: "Points in a batch", value: 3, min: 1, max: 6, step: 1 },
      ],
      ends: [
        { name: "Quick", distances: 40, steps: 3, inertia: 11, ratio: 1.1, ari: 0.5 },
        { name: "Full", distances: 100, steps: 1, inertia: 10, ratio: 1, ari: 1 },
      ],
      ...change,
    },
    lanes: [lane(1, "Quick", "batch", [0, 10, 20, 30, 40], [null, 22, 16.5, 11.11, 11]), lane(2, "Full", "iteration", [0, 30, 100], [null, 20, 10])],
  };
}

/** The race decoded, with its lanes changed. */
export function madeRace(change: (lanes: Lane[]) => void = () => undefined): Race {
  const made = decodeRace(makeRace());
  change(made.lanes);
  return made;
}
