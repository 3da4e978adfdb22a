/** What Python sends of a PaletteLab: a picture once, and what it is in k colours for each k. */
import { floats } from "../../core/trace";

export type Space = "rgb" | "lab";

interface PictureHead {
  /** number of this picture in the widget's life */
  id: number;
  name: string;
  width: number;
  height: number;
  /** distinct colours; the cloud may show fewer */
  n_colors: number;
  /** what was done to it, in plain words */
  notices: string[];
}

/** The `picture` trait as it arrives. */
export interface PictureWire extends PictureHead {
  /** 3 bytes for a pixel */
  rgb: DataView;
  /** the cloud: 3 bytes for a colour, its places in the cubes of both spaces, its pixels */
  colors: DataView;
  rgb_at: DataView;
  lab_at: DataView;
  counts: DataView;
}

export interface Picture extends PictureHead {
  rgb: Uint8Array;
  colors: Uint8Array;
  at: Record<Space, Float32Array>;
  counts: Float32Array;
}

interface FitHead {
  ack: number;
  /** id of its picture */
  picture: number;
  k: number;
  space: Space;
  names: string[];
  shares: number[];
  /** null where nothing was lost */
  psnr: number | null;
  caption: string;
  /** what the JPEG of no more bytes is called, and how it compares */
  jpeg_name: string;
  jpeg_note: string;
  sizes: { key: string; name: string; bytes: number }[];
  figures: { name: string; value: string }[];
}

/** The `shown` trait as it arrives. */
export interface FitWire extends FitHead {
  /** 3 bytes for a colour */
  palette: DataView;
  /** which colour each pixel takes */
  index: DataView;
  /** float32: the centres in the cube of their space */
  centers: DataView;
  /** the file of the JPEG */
  jpeg: DataView;
}

export interface Fit extends FitHead {
  palette: Uint8Array;
  index: Uint8Array;
  centers: Float32Array;
  jpeg: Uint8Array<ArrayBuffer>;
}

function bytes(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

export function decodePicture(wire: PictureWire): Picture {
  return {
    ...wire, rgb: bytes(wire.rgb), colors: bytes(wire.colors), counts: floats(wire.counts),
    at: { rgb: floats(wire.rgb_at), lab: floats(wire.lab_at) },
  };
}

export function decodeFit(wire: FitWire): Fit {
  return { ...wire, palette: bytes(wire.palette), index: bytes(wire.index), centers: floats(wire.centers), jpeg: bytes(wire.jpeg) as Uint8Array<ArrayBuffer> };
}

/** Colour number `i` of a block as "#rrggbb". */
export function hexOf(colors: Uint8Array, i: number): string {
  return `#${[0, 1, 2].map((channel) => (colors[3 * i + channel] ?? 0).toString(16).padStart(2, "0")).join("")}`;
}
