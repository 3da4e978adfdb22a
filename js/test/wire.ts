/** A small trace on the wire, as Python sends it: six points, two clusters, five frames. */
import type { ModelLike, TraceWire } from "../src/core/types";

const view = (array: ArrayBufferView): DataView => new DataView(array.buffer, array.byteOffset, array.byteLength);

/** Make the wire of a trace numbered `id`; `change` overrides fields of its head. */
export function makeWire(id = 1, change: Partial<TraceWire["head"]> = {}): TraceWire {
  const NONE = NaN;
  return {
    head: {
      id, ack: 0, initial_step: 0, algorithm: "KMeans", painter: "kmeans", title: "KMeans", subtitle: "n_clusters=2 · 6 points",
      n: 6, k: 2, x: { name: "x1" }, y: { name: "x2" }, domain: [0, 10, 0, 1], plane: true, projection: "",
      clusters: [{ name: "A", color: "#0072b2", shape: "circle" }, { name: "B", color: "#e69f00", shape: "square" }],
      noise: "#8a8f98",
      frames: {
        kind: ["show", "seed", "assign", "update", "assign", "stop"],
        caption: ["Show: 6 points.", "Seed: 2.", "Assign: all.", "Update: means.", "Assign: 1 point changed.", "Stop: done."],
        line: [0, 0, 2, 3, 2, 4], iteration: [0, 0, 1, 1, 2, 2],
        objective: [null, null, 20, 12, 10, 10],
        labels: [-1, -1, 0, 0, 1, 1], centers: [-1, 0, 0, 1, 1, 1], weights: [-1, 0, -1, -1, -1, -1],
        focus: [null, { points: [0], cluster: 0 }, null, { cluster: 1 }, null, null],
      },
      objective: { name: "Inertia", best: 10, legend: "● assign  ■ update" },
      pseudocode: { title: "Lloyd", lines: ["start", "repeat", "assign", "update", "until"].map((text, i) => ({ text, indent: Number(i === 2 || i === 3) })) },
      runs: [{ objective: 10, n_iter: 2, best: true }],
      controls: [
        { name: "n_clusters", kind: "whole", label: "k", title: "Number of clusters", value: 2, min: 1, max: 6, step: 1 },
        { name: "init", kind: "choice", label: "start", title: "How", value: "random", options: ["k-means++", "random"] },
        { name: "random_state", kind: "whole", label: "seed", title: "Seed", value: 0, min: 0, max: 4294967295, step: 1 },
      ],
      switches: ["ask", "regions", "links"], placing: true, fresh: true, blocks: {},
      step_names: {},
      label_bytes: 1, notices: [], card: [], rows: 1, ...change,
    },
    points: view(new Float32Array([0, 0, 1, 0, 2, 1, 8, 0, 9, 1, 10, 0])),
    labels: view(new Uint8Array([0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1])),
    centers: view(new Float32Array([0, 0, NONE, NONE, 1, 0.5, 9, 0.5])),
    weights: view(new Uint8Array([0, 50, 100, 200, 220, 255])),
  };
}

/** A model that remembers what was set and counts who listens. */
export class FakeModel implements ModelLike {
  readonly values = new Map<string, unknown>();
  readonly handlers = new Map<string, Set<() => void>>();
  saved = 0;

  constructor(values: Record<string, unknown> = {}) {
    for (const [name, value] of Object.entries({ trace: makeWire(), step: 0, words: {}, widget: "stepper", ...values })) this.values.set(name, value);
  }

  get listeners(): number {
    return [...this.handlers.values()].reduce((sum, set) => sum + set.size, 0);
  }

  get(name: string): unknown { return this.values.get(name); }
  set(name: string, value: unknown): void { this.values.set(name, value); }
  save_changes(): void { this.saved += 1; }
  on(event: string, callback: () => void): void {
    this.handlers.set(event, (this.handlers.get(event) ?? new Set()).add(callback));
  }
  off(event: string, callback: () => void): void { this.handlers.get(event)?.delete(callback); }

  /** Python writes a trait. */
  receive(name: string, value: unknown): void {
    this.values.set(name, value);
    for (const handler of [...(this.handlers.get(`change:${name}`) ?? [])]) handler();
  }
}
