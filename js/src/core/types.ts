/**
 * What Python and the browser say to each other. Python writes `trace`, `words`, `starts` and
 * `problem`; the browser writes `step` and `request`. Nobody else writes any of them.
 */

/** The closed set of verbs, as in teachclust/traces/frame.py. */
export type Kind =
  | "show" | "seed" | "assign" | "update" | "visit" | "expand" | "merge" | "split" | "drop" | "stop";

export type Shape = "circle" | "square" | "triangle" | "diamond" | "cross" | "star" | "pentagon";

export interface ClusterLook { name: string; color: string; shape: Shape }

/** One column per field, one entry per frame. -1 in an index column means "none". */
export interface FrameTable {
  kind: Kind[];
  caption: string[];
  line: number[];
  iteration: number[];
  objective: (number | null)[];
  /** row of the labels block */
  labels: number[];
  /** row of the centers block */
  centers: number[];
  /** row of the weights block */
  weights: number[];
  /** what to light: points to ring, a cluster to point at */
  focus: ({ points?: number[]; cluster?: number } | null)[];
}

export interface Head {
  /** number of this trace in the widget's life; undo goes back to an older one */
  id: number;
  /** id of the request that it answers; 0 for the first */
  ack: number;
  /** frame to show on arrival */
  land: number;
  algorithm: string;
  /** name of the painter that draws it */
  painter: string;
  title: string;
  subtitle: string;
  n: number;
  /** rows in one centers matrix of the block (the largest number of clusters in any frame) */
  k: number;
  x: { name: string };
  y: { name: string };
  /** xmin, xmax, ymin, ymax of the data in the view */
  domain: [number, number, number, number];
  /** true when the view is the feature space itself, so that Voronoi regions are true */
  plane: boolean;
  /** a sentence that says how many features were projected, or "" */
  projection: string;
  clusters: ClusterLook[];
  noise: string;
  frames: FrameTable;
  objective: { name: string; best: number | null };
  pseudocode: { title: string; lines: { text: string; indent: number }[] };
  runs: { objective: number; n_iter: number; best: boolean }[];
  controls: {
    n_clusters: { value: number; min: number; max: number };
    init: { value: string; options: string[] };
    random_state: number;
  };
  /** bytes of one label in the labels block: 1 or 2; the largest value means "no cluster" */
  label_bytes: 1 | 2;
  /** things worth knowing about the data, in plain words (fewer distinct points than k, ...) */
  notices: string[];
}

/** The `trace` trait as it arrives: the head as JSON, the blocks as raw little-endian bytes. */
export interface TraceWire {
  head: Head;
  /** float32, n × 2 */
  points: DataView;
  /** rows × n */
  labels: DataView;
  /** float32, rows × k × 2; NaN where a cluster does not exist yet */
  centers: DataView;
  /** uint8, rows × n: square root of the D² weight over its largest value, times 255 */
  weights: DataView;
}

/** The last error of a callback in Python, shown in the widget. */
export interface Problem { ack: number; what: string; where: string; why: string; fix: string }

/** Final inertia of many starts; a bar of the histogram replays one. */
export interface Starts { ack: number; init: string; objective: number[]; seeds: number[] }

/** A change that the learner asks for. Coordinates are in the view, in data units. */
export type Edit =
  | { kind: "center_move"; cluster: number; to: [number, number] }
  | { kind: "center_add"; to: [number, number] }
  | { kind: "center_delete"; cluster: number }
  | { kind: "points_add"; to: [number, number][] }
  | { kind: "point_move"; index: number; to: [number, number] }
  | { kind: "points_delete"; index: number[] }
  | { kind: "n_clusters"; value: number }
  | { kind: "init"; value: string }
  | { kind: "random_state"; value: number }
  | { kind: "new_start" }
  | { kind: "replay"; init: string; random_state: number }
  /** back to the trace `base` (undo, redo): the browser shows it at once, Python follows */
  | { kind: "restore" }
  | { kind: "starts"; count: number };

export interface Request {
  /** counts up from 1 */
  id: number;
  /** head.id of the trace that the learner was looking at */
  base: number;
  /** frame that the learner was looking at */
  frame: number;
  edit: Edit;
}

/** The part of anywidget's model that widgets use; a page without a kernel has a small stand-in. */
export interface ModelLike {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, callback: () => void): void;
  off(event: string, callback: () => void): void;
}

/** What is drawn on the plane, and what the plane tells its owner. Implemented by core/plane.ts. */
export interface PlaneOptions {
  regions: boolean;
  links: boolean;
  /** what a press on the plane does */
  tool: "centers" | "draw" | "move" | "delete";
  /** no edits possible: exported page or no kernel */
  readonly: boolean;
}

export interface PlaneHost {
  words(key: string, values?: Record<string, string | number>): string;
  edit(edit: Edit): void;
  /** a press on the plane while a question is open (the learner marks an answer) */
  answer(at: [number, number], point: number | null): void;
  /** a center was clicked, not dragged */
  pick?(cluster: number): void;
}
