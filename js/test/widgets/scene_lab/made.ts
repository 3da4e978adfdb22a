/** A scene of 4 x 2 pixels in two bands and three clusters, as Python sends it; the last pixel has no data. */
import type { Legend, SceneWire } from "../../../src/widgets/scene_lab/wire";

const view = (array: ArrayBufferView): DataView => new DataView(array.buffer, array.byteOffset, array.byteLength);

export const COLORS = ["#0072b2", "#e69f00", "#009e73"];

export function makeScene(more: Partial<SceneWire> = {}): SceneWire {
  return {
    width: 4, height: 2, full: [2, 4], step: 1, transform: [30, 0, 300000, 0, -30, 3500000], crs: "EPSG:32636", notices: [],
    combinations: [{ key: "true", bands: [1, 0, 0] }],
    bands: [
      { name: "red", rounding: 0, codes: view(new Uint8Array([0, 0, 1, 1, 2, 2, 2, 0])), values: view(new Float32Array([0, 0.5, 1])), tones: view(new Uint8Array([0, 128, 255])) },
      { name: "nir", rounding: 0.01, codes: view(new Uint8Array([2, 2, 1, 1, 0, 0, 1, 0])), values: view(new Float32Array([0.25, 0.5, 0.75])), tones: view(new Uint8Array([0, 100, 200])) },
    ],
    valid: view(new Uint8Array([0b11111110])),
    ids: view(new Uint8Array([0, 0, 1, 1, 2, 2, 1, 255])),
    counts: view(new Float64Array([2, 3, 2])),
    means: view(new Float32Array([0, 0.75, 2 / 3, 0.5, 1, 0.25])),
    spreads: view(new Float32Array([0, 0, 0.2, 0, 0, 0])),
    places: view(new Float32Array([0, 0, 1, 0, 2, 0.5, 1, 0, 2])),
    truth: {
      names: ["sea", "land"], colors: ["#0000ff", "#00ff00"], ids: view(new Uint8Array([0, 0, 1, 1, 1, 1, 0, 255])),
      table: view(new Float64Array([2, 0, 1, 2, 0, 2])),
    },
    ...more,
  };
}

export function makeLegend(more: Partial<Legend> = {}): Legend {
  return { id: 1, ack: 0, group: [0, 1, 2], names: ["cluster 0", "cluster 1", "cluster 2"], colors: COLORS, ...more };
}
