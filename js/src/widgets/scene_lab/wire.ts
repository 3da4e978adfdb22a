/** What Python sends of a SceneLab: the scene once, the legend after each change (teachclust/widgets/scene_lab/wire.py). */
import { floats } from "../../core/trace";

/** The code of "no cluster". */
export const NONE = 255;

interface BandHead { name: string; /** how far a value may be from the true one */ rounding: number }

interface SceneHead {
  /** pixels on screen, of which each stands for `step` rows and columns of the `full` ones */
  width: number;
  height: number;
  full: [number, number];
  step: number;
  transform: [number, number, number, number, number, number];
  crs: string;
  notices: string[];
  combinations: { key: string; bands: number[] }[];
}

export interface SceneWire extends SceneHead {
  bands: (BandHead & { codes: DataView; values: DataView; tones: DataView })[];
  valid: DataView;
  ids: DataView;
  counts: DataView;
  means: DataView;
  spreads: DataView;
  places: DataView;
  truth: { names: string[]; colors: string[]; ids: DataView; table: DataView } | null;
}

export interface Band extends BandHead { codes: Uint8Array; values: Float32Array; tones: Uint8Array }
/** Known classes; `table` has pixels by original cluster and class, row after row. */
export interface Truth { names: string[]; colors: string[]; ids: Uint8Array; table: Float64Array }

export interface Scene extends SceneHead {
  bands: Band[];
  /** 1 where there are data */
  valid: Uint8Array;
  /** the original cluster of each pixel; empty without clusters */
  ids: Uint8Array;
  /** of the original clusters */
  counts: Float64Array;
  means: Float32Array;
  spreads: Float32Array;
  places: Float32Array;
  truth: Truth | null;
}

/** Names and colors of ids, and the id that each original cluster belongs to. */
export interface Legend { id: number; ack: number; group: number[]; names: string[]; colors: string[] }

function bytes(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function doubles(view: DataView): Float64Array {
  return Float64Array.from({ length: view.byteLength / 8 }, (_, i) => view.getFloat64(8 * i, true));
}

export function decodeScene(wire: SceneWire): Scene {
  const bits = bytes(wire.valid);
  return {
    ...wire,
    bands: wire.bands.map((band) => ({ ...band, codes: bytes(band.codes), values: floats(band.values), tones: bytes(band.tones) })),
    valid: Uint8Array.from({ length: wire.width * wire.height }, (_, i) => (bits[i >> 3]! >> (7 - (i & 7))) & 1),
    ids: bytes(wire.ids), counts: doubles(wire.counts), means: floats(wire.means), spreads: floats(wire.spreads), places: floats(wire.places),
    truth: wire.truth && { ...wire.truth, ids: bytes(wire.truth.ids), table: doubles(wire.truth.table) },
  };
}
