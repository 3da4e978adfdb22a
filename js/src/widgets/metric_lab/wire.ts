/** What Python sends of a MetricLab: what stays once, the labels and their scores after each edit (teachclust/widgets/metric_lab/wire.py). */
import type { ClusterLook } from "../../core/types";

/** The label of noise. */
export const NOISE = 65535;

export interface ScoreHead {
  name: string;
  title: string;
  least: number | null;
  most: number | null;
  /** its mean for random labels; null where that depends on their number */
  chance: number | null;
  rises: boolean;
  text: string;
}

export interface Goal { score: string; relation: "equal" | "least" | "most" | "above_truth"; value: number; text: string }
export interface Challenge { key: string; text: string; goals: Goal[] }

export interface LabHead {
  n: number;
  domain: [number, number, number, number];
  x: { name: string };
  y: { name: string };
  /** names of the known classes; empty without any */
  classes: string[];
  looks: ClusterLook[];
  noise: string;
  scores: ScoreHead[];
  challenges: Challenge[];
  notices: string[];
}

export interface LabWire { head: LabHead; points: DataView; classes: DataView }

export interface Lab {
  head: LabHead;
  /** x, y of each point */
  points: Float64Array;
  /** class of each point; empty without known classes */
  classes: Uint16Array;
}

export interface ScoreState { value: number | null; before: number | null; why: string }
export interface Judged { key: string; met: boolean[]; solved: boolean }

export interface StateWire {
  id: number;
  ack: number;
  labels: DataView | Uint16Array;
  caption: string;
  scores: ScoreState[];
  challenge: Judged | null;
}

export interface State extends Omit<StateWire, "labels"> { labels: Uint16Array }

export function decodeLab({ head, points, classes }: LabWire): Lab {
  return {
    head,
    points: Float64Array.from({ length: points.byteLength / 8 }, (_, i) => points.getFloat64(8 * i, true)),
    classes: shorts(classes),
  };
}

export function decodeState(wire: StateWire): State {
  return { ...wire, labels: wire.labels instanceof Uint16Array ? wire.labels : shorts(wire.labels) };
}

function shorts(view: DataView): Uint16Array {
  return Uint16Array.from({ length: view.byteLength / 2 }, (_, i) => view.getUint16(2 * i, true));
}
