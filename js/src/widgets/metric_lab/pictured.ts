/** Labels as a trace of one frame, which the plane can draw. */
import type { Rows } from "../../core/rows";
import type { Trace } from "../../core/trace";
import type { ClusterLook, Head } from "../../core/types";
import type { Words } from "../../core/words";
import { NOISE, type Lab, type State } from "./wire";

export type Pictured = Trace & { look: number };

/** Looks that are made at once: those of all clusters that there may be cost more than the few that there are. */
const LOOKS = [14, 28, 56, 98];

/** The look of a cluster: past the last they come round again. */
export function lookOf({ head: { looks } }: Lab, cluster: number): ClusterLook {
  return looks[cluster % looks.length]!;
}

let made = 0;

export function pictured(lab: Lab, { labels, caption }: State): Pictured {
  const { head, points } = lab;
  const looks = head.looks.length;
  let highest = 0;
  const shown = labels.map((label) => {
    if (label === NOISE) return NOISE;
    highest = Math.max(highest, label % looks);
    return label % looks;
  });
  const clusters = head.looks.slice(0, LOOKS.find((count) => count > highest) ?? looks);
  const sizes = new Array<number>(clusters.length).fill(0);
  for (const label of shown) if (label < sizes.length) sizes[label]! += 1;
  return {
    head: headOf(lab, clusters, caption), points: Float32Array.from(points), frames: 1, none: NOISE, look: made += 1,
    labels: () => shown, centers: () => null, weights: () => null, sizes: () => sizes, changed: () => [], row: () => null, bytes: 2 * shown.byteLength,
  };
}

/** What the card of a point says of it beside its cluster. */
export function rowsOf({ head, classes }: Lab, words: Words): Rows {
  const labels = Array.from({ length: head.n }, (_, point) =>
    (classes.length ? words("metric_lab.point", { point, name: head.classes[classes[point]!]! }) : words("metric_lab.point.plain", { point })));
  return { id: 0, names: [head.x.name, head.y.name], d: 2, labels, origin: [], features: new Float32Array(0), step: 0, sent: true, shape: [], lowest: 0, highest: 1 };
}

/** What a trace's head says; most of it means nothing here. */
function headOf({ head }: Lab, clusters: ClusterLook[], caption: string): Head {
  return {
    id: 0, ack: 0, initial_step: 0, algorithm: "", painter: "metric_lab", title: "", subtitle: "", n: head.n, k: clusters.length,
    x: head.x, y: head.y, domain: head.domain, plane: true, projection: "", clusters, noise: head.noise,
    frames: { kind: ["show"], caption: [caption], line: [-1], iteration: [0], objective: [null], labels: [0], centers: [-1], weights: [-1], focus: [null] },
    objective: { name: "", best: null, legend: "" }, pseudocode: { title: "", lines: [] }, runs: [], controls: [], switches: [], placing: false, fresh: false,
    step_names: {}, blocks: {}, card: [], rows: 0, label_bytes: 2, notices: [],
  };
}
