/**
 * What Python and the browser say to each other. Python writes `trace`, `words`, `starts` and
 * `problem`; the browser writes `request`; both write `step`. Nobody else writes any of them.
 */
import type { Highlight } from "./highlight";

/** The closed set of kinds of frames, as in teachclust/traces/frame.py. */
export type Kind =
  | "show" | "seed" | "assign" | "update" | "visit" | "expand" | "merge" | "split" | "relocate" | "collapse" | "fall_out" | "stop";

export type Shape = "circle" | "square" | "triangle" | "diamond" | "cross" | "star" | "pentagon";

/** `ring`: a dark line around its marks, for clusters past the hues that differ. */
export interface ClusterLook { name: string; color: string; shape: Shape; ring?: boolean }

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
  focus: (Focus | null)[];
}

/** What a frame is about. */
export interface Focus {
  points?: number[];
  cluster?: number;
  /** the one point that is looked at, and how far around it, in data units */
  point?: number;
  radius?: number;
  /** the unit of a map that a point pulls */
  unit?: number;
  /** merges of the tree that are done, edges that are drawn, values of the curve that are known */
  merge?: number;
  /** height of the line that cuts the tree so; none where no level does */
  level?: number;
  edges?: number;
  reached?: number;
  /** points are drawn at their places in the embedding */
  embedded?: boolean;
}

/** A parameter that the learner can change. */
export interface Control {
  name: string;
  kind: "whole" | "number" | "choice";
  label: string;
  title: string;
  value: number | string;
  /** null where there is none */
  min?: number | null;
  max?: number | null;
  step?: number;
  options?: string[];
}

/** How the features of what is on screen are scaled. */
export interface Scaling {
  features: "given" | "standardized";
  /** of the features on the two axes, after that */
  factors: [number, number];
  /** which of the axes can be stretched */
  handles: [boolean, boolean];
  /** what the features on the axes are called, unscaled */
  names: string[];
  /** why an axis can't be stretched; "" where both can */
  why: string;
  /** the Python that makes the data on screen */
  code: string;
}

/** A block of further numbers: `size` in one row; `rows` says which row a frame has, null where there is one for all. */
export interface BlockHead { type: "f4" | "f8" | "i4" | "u1" | "u2"; size: number; rows: number[] | null; /** rows and columns, where it holds pictures */ shape?: number[] }

/** A cluster of the condensed tree, from the density at which it appears to that at which it ends. */
export interface CondensedNode { parent: number; birth: number | null; death: number | null; size: number; cluster: number }

/** Bars that count the values of one feature. */
export interface Histogram {
  /** ends of the bins, one more than counts */
  edges: number[];
  counts: number[];
  /** how high one point is, in data units */
  unit: number;
  /** where the points' strip begins and ends below the bars, in data units */
  strip: [number, number];
  /** what the heights mean */
  name: string;
}

export interface Head {
  /** number of this trace in the widget's life; undo goes back to an older one */
  id: number;
  /** id of the request that it answers; 0 for the first */
  ack: number;
  /** frame to show on arrival */
  initial_step: number;
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
  /** looks of further clusters, where another level than the fit's can be looked at */
  more_clusters?: ClusterLook[];
  noise: string;
  frames: FrameTable;
  objective: { name: string; best: number | null; rises?: boolean; legend: string };
  pseudocode: { title: string; lines: { text: string; indent: number }[] };
  runs: { objective: number | null; n_iter: number; best: boolean }[];
  controls: Control[];
  /** switches that the algorithm has beside those that all have */
  switches: string[];
  /** centers are the learner's to place */
  placing: boolean;
  /** another start can be drawn */
  fresh: boolean;
  /** what a step of each kind is called, and what the button says before it */
  step_names: Partial<Record<Kind, { now: string; next: string }>>;
  blocks: Record<string, BlockHead>;
  /** param: the one that the height of the cut sets; null where the fit asks for a number of clusters */
  tree?: { name: string; param: string | null };
  curve?: { kind: "k_distance" | "reachability"; title: string; param: string | null; at: number | null };
  condensed?: CondensedNode[];
  /** what points tell when they are pointed at, by name */
  card: string[];
  /** how far the neighbors of a point lie around it, where the plane shows that truly */
  radius?: number;
  /** core distance and reachability are circles on the plane */
  circles?: boolean;
  /** number of the rows that it is of */
  rows: number;
  /** of one feature: the plane has its bars, and points in a strip below */
  histogram?: Histogram;
  /** left out where no feature can be scaled */
  scaling?: Scaling;
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
  /** the blocks that the head lists, by name */
  [block: string]: unknown;
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
  /** a sandbox: all points at once, some of them elsewhere, those of a shape; another estimator */
  | { kind: "points_set"; to: [number, number][] }
  | { kind: "points_move"; index: number[]; to: [number, number][] }
  | { kind: "preset"; name: string }
  | { kind: "estimator"; name: string }
  | { kind: "param"; name: string; value: number | string }
  | { kind: "new_start" }
  /** a build task: back to what was there at first */
  | { kind: "start_again" }
  | { kind: "replay"; init: string; random_state: number }
  /** back to the trace `base` (undo, redo): the browser shows it at once, Python follows */
  | { kind: "restore" }
  /** how the features are scaled before the fit: the two on the axes by these factors */
  | { kind: "scaling"; features: Scaling["features"]; factors: [number, number] }
  | { kind: "starts"; count: number }
  /** the features of one row, where they were too many to be sent */
  | { kind: "row"; index: number }
  /** a scene: the spectrum of a pixel, and what is made of its clusters */
  | { kind: "pixel"; row: number; column: number }
  | { kind: "rename"; cluster: number; name: string }
  | { kind: "recolor"; cluster: number; color: string }
  | { kind: "merge"; cluster: number; into: number }
  /** labels that are edited: points go to a cluster, -1 for noise; rules; a challenge, "" for none */
  | { kind: "assign"; points: number[]; cluster: number }
  | { kind: "split"; cluster: number }
  | { kind: "shuffle" | "each_alone" | "all_together" | "reset" }
  | { kind: "challenge"; key: string }
  /** a file of the learner's, whole */
  | { kind: "photo"; name: string; bytes: DataView };

export interface Request {
  /** counts up from 1 */
  id: number;
  /** head.id of the trace that the learner was looking at */
  base: number;
  /** frame that the learner was looking at */
  frame: number;
  edit: Edit;
}

/** Part of the Lumino widget that a view of ipywidgets has, where the notebook is JupyterLab. */
interface Lumino { processMessage(message: { type: string; isConflatable: boolean; conflate(): boolean }): void }

export interface NestedView { el: HTMLElement; remove(): void; luminoWidget?: Lumino; pWidget?: Lumino }

/** Part of the notebook's widget manager. */
export interface WidgetManager {
  get_model(id: string): Promise<unknown>;
  create_view(model: unknown): Promise<NestedView>;
}

/** The part of anywidget's model that widgets use; a page without a kernel has a small stand-in. */
export interface ModelLike {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, callback: () => void): void;
  off(event: string, callback: () => void): void;
  /** draws other widgets of the notebook; a page without a kernel has none */
  widget_manager?: WidgetManager;
}

/** How the axes of the plane are drawn. */
export interface AxesOptions {
  /** one unit is equally long on both */
  equal: boolean;
  /** room is left for the handles that stretch them */
  handles: boolean;
  /** without numbers and names: of a small plane among others of the same points */
  bare?: boolean;
}

/** What is drawn on the plane, and what the plane tells its owner. Implemented by core/plane.ts. */
export interface PlaneOptions {
  regions: boolean;
  links: boolean;
  /** what a press on the plane does */
  tool: "centers" | "look" | "draw" | "move" | "delete" | "hand";
  /** no edits possible: exported page or no kernel */
  readonly: boolean;
  /** equal and without handles where left out */
  axes?: AxesOptions;
}

export interface PlaneHost {
  words(key: string, values?: Record<string, string | number>): string;
  edit(edit: Edit): void;
  /** a press on the plane while a question is open (the learner marks an answer) */
  answer(at: [number, number], point: number | null): void;
  /** what the learner points at */
  readonly highlight: Highlight;
  /** a center was clicked, not dragged */
  pick?(cluster: number): void;
  /** the places on the plane are others than before */
  laidOut?(): void;
}
