/** A picture of 4 x 2 pixels and its palettes, as Python sends them. */
import type { FitWire, PictureWire, Space } from "../../../src/widgets/palette_lab/wire";

const view = (array: ArrayBufferView): DataView => new DataView(array.buffer, array.byteOffset, array.byteLength);

/** Red, green, blue and white above; the same, darker, below. */
export const RGB = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 128, 0, 0, 0, 128, 0, 0, 0, 128, 128, 128, 128];

export function makePicture(id = 1, more: Partial<PictureWire> = {}): PictureWire {
  const at = new Float32Array(RGB.map((value) => value / 255));
  return {
    id, name: `picture ${id}`, width: 4, height: 2, n_colors: 8, notices: [],
    rgb: view(new Uint8Array(RGB)), colors: view(new Uint8Array(RGB)), rgb_at: view(at), lab_at: view(at.slice()),
    counts: view(new Float32Array(8).fill(1)), ...more,
  };
}

export function makeFit(k = 2, more: Partial<FitWire> & { space?: Space } = {}): FitWire {
  const palette = Array.from({ length: k }, (_, i) => [Math.round((255 * i) / (k - 1)), 0, i]).flat();
  return {
    ack: 0, picture: 1, k, space: "rgb", psnr: 10 + k, caption: `${k} colors: a caption.`,
    names: Array.from({ length: k }, (_, i) => `name ${i}`), shares: Array.from({ length: k }, () => 1 / k),
    sizes: [{ key: "png", name: "original", bytes: 4000 }, { key: "indexed", name: "indexed", bytes: 1000 }],
    figures: [{ name: "PSNR", value: `${10 + k} dB` }],
    palette: view(new Uint8Array(palette)), index: view(Uint8Array.from({ length: 8 }, (_, i) => i % k)),
    jpeg: view(new Uint8Array(4)), jpeg_name: "a JPEG", jpeg_note: "how it compares",
    centers: view(new Float32Array(palette.map((value) => value / 255))), ...more,
  };
}
