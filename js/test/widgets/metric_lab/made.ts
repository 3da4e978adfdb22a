/** The made set of the MetricLab as Python sends it, and labelings with what Python says of them (cases.json). */
import { sessionOf } from "../../../src/core/session";
import { START } from "../../../src/shell/shell";
import { lettersOf } from "../../../src/widgets/metric_lab/labels";
import type { MetricScreen } from "../../../src/widgets/metric_lab/screen";
import { MetricSession } from "../../../src/widgets/metric_lab/session";
import { decodeLab, NOISE, type LabHead, type LabWire, type StateWire } from "../../../src/widgets/metric_lab/wire";
import { FakeModel } from "../../wire";
import held from "./cases.json";

export interface Case { labels: number[]; quantities: Record<string, number | null>; facts: Record<string, [string, Record<string, string | number>]> }

export const CASES = held.cases as unknown as Case[];
export const NAMES = ["long", "round", "small"];
export const view = (array: ArrayBufferView): DataView => new DataView(array.buffer, array.byteOffset, array.byteLength);
export const labelsOf = (labels: readonly number[]): Uint16Array => Uint16Array.from(labels, (label) => (label < 0 ? NOISE : label));
export const called = (cluster: number): string => (cluster === NOISE || cluster < 0 ? "noise" : lettersOf(cluster));

const COLORS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7"];

export function makeLab(head: Partial<LabHead> = {}): LabWire {
  const score = (name: string, most: number | null = 1) => ({ name, title: name, least: 0, most, chance: null, rises: true, text: `${name} means` });
  return {
    head: {
      n: 24, domain: [0, 10, 1, 8], x: { name: "x1" }, y: { name: "x2" }, classes: NAMES, noise: "#8a8f98", notices: [],
      looks: Array.from({ length: 98 }, (_, i) => ({ name: lettersOf(i), color: COLORS[i % 4]!, shape: "circle" as const })),
      scores: [score("homogeneity"), score("adjusted_rand"), score("silhouette"), score("inertia", null)],
      challenges: [
        { key: "pure", text: "Make it pure.", goals: [
          { score: "homogeneity", relation: "equal", value: 1, text: "homogeneity = 1" }, { score: "adjusted_rand", relation: "equal", value: 0, text: "ARI = 0" }] },
        { key: "one", text: "Tell nothing.", goals: [{ score: "homogeneity", relation: "most", value: 0, text: "homogeneity at most 0" }] },
      ],
      ...head,
    },
    points: view(Float64Array.from((held.points as number[][]).flat())),
    classes: view(Uint16Array.from(held.classes as number[])),
  };
}

export const LAB = decodeLab(makeLab());

export function makeState(more: Partial<StateWire> & { of?: readonly number[] } = {}): StateWire {
  const { of = CASES[0]!.labels, ...rest } = more;
  return {
    id: 1, ack: 0, labels: view(labelsOf(of)), caption: "Start: 24 points.", challenge: null,
    scores: LAB.head.scores.map(({ name }) => ({ value: CASES[0]!.quantities[name]!, before: null, why: `why ${name}` })), ...rest,
  };
}

export interface FakeScreen extends MetricScreen { model: FakeModel; chosen: number; told: string[] }

/** What a panel of a MetricLab sees, with a session of its own. */
export function screenOf(values: Record<string, unknown> = {}): FakeScreen {
  const model = new FakeModel({ lab: makeLab(), shown: makeState(), step: undefined, words: { "metric_lab.noise": "noise" }, ...values });
  const screen: FakeScreen = {
    model, session: sessionOf(model, MetricSession), chosen: 0, told: [], switches: { ...START, classes: true, brush: false },
    words: (key, said = {}) => [key, ...Object.values(said)].join(" "),
    setSwitches: (change) => { Object.assign(screen.switches, change); },
    choose: (cluster) => { screen.chosen = cluster; },
    announce: (text) => { screen.told.push(text); },
  };
  return screen;
}
