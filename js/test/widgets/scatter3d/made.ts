/** Four rows of three features in two clusters, as Python sends them, and what a panel of a Scatter3D sees of them. */
import { Highlight } from "../../../src/core/highlight";
import { START } from "../../../src/shell/shell";
import type { Scatter3dScreen } from "../../../src/widgets/scatter3d/screen";
import { decodeCloud, type Axis, type CloudWire, type Group } from "../../../src/widgets/scatter3d/wire";

const view = (array: ArrayBufferView): DataView => new DataView(array.buffer, array.byteOffset, array.byteLength);
export const axis = (short: string, more: Partial<Axis> = {}): Axis => ({ name: short, short, unit: "", low: 0, high: 10, mean: 4, ...more });
const group = (name: string, more: Partial<Group>): Group => ({
  name, label: "", size: 1, color: "#0072b2", shape: "circle", noise: false, sentence: `${name} in words`, mean: [1, 2, 3.25], low: [0, 0, 0], high: [5, 5, 5], ...more,
});

export function makeCloud(more: Partial<CloudWire> = {}): CloudWire {
  return {
    title: "Four", n: 4, shown: 4, labeled: true, axes: [axis("Age", { unit: "years" }), axis("Pay"), axis("Score")], index: null, notices: [],
    groups: [group("A", { label: "0", size: 3 }), group("B", { shape: "square" })], centers: [{ at: [0, 0, 0], values: [1, 2, 3], group: 0, name: "A", color: "#0072b2", shape: "circle" }],
    points: view(new Float64Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0])), member: view(new Uint8Array([0, 1, 0, 0])), rows: view(new Int32Array([7, 8, 9, 10])), ...more,
  };
}

/** Its `single`, `chosen` and `looked` are what the panels asked for. */
export function screenOf(more: Partial<CloudWire> = {}): Scatter3dScreen & { single: number | null; chosen: number | null; looked: string[]; calm: boolean } {
  const screen = {
    cloud: decodeCloud(makeCloud(more)), root: document.createElement("div"), single: null as number | null, chosen: null as number | null, side: "corner" as const,
    calm: false, highlight: new Highlight(), looked: [] as string[], switches: { ...START, spin: false },
    words: (key: string, said: Record<string, string | number> = {}) => [key, ...Object.values(said)].join(" "),
    setSwitches: (change: object) => { Object.assign(screen.switches, change); },
    singleOut: (nth: number | null) => { screen.single = nth; }, choose: (row: number | null) => { screen.chosen = row; },
    look: (side: string) => { screen.looked.push(side); }, turned: () => undefined,
  };
  return screen;
}
