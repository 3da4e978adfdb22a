/** The magnifier: the same few pixels of both sides, large, beside each other. */
import { el } from "../../core/dom";
import { hexOf } from "./wire";
import type { PaletteScreen } from "./screen";

/** Pixels that are magnified, across and down, and how many times. */
const AROUND = 21;
const TIMES = 6;
const SIDE = AROUND * TIMES;
const GAP = 4;
/** How far a key moves it, in pixels; with Shift the second. */
const STEPS = [1, 10] as const;

export interface Lens {
  /** the two sides, in a corner of the picture */
  readonly element: HTMLElement;
  /** what is magnified, on the picture */
  readonly frame: HTMLElement;
  update(left: HTMLCanvasElement, right: HTMLCanvasElement): void;
}

export function makeLens(screen: PaletteScreen): Lens {
  const element = el("canvas", { class: "tc-pal-lens", "aria-hidden": "true", width: 2 * SIDE + GAP, height: SIDE });
  const frame = el("span", { class: "tc-pal-spot", "aria-hidden": "true" });
  const update = (left: HTMLCanvasElement, right: HTMLCanvasElement): void => {
    element.hidden = frame.hidden = !screen.switches.lens;
    if (element.hidden) return;
    const { width, height } = screen.session.picture;
    const [x, y] = screen.spot;
    Object.assign(frame.style, {
      left: `${(100 * (x - AROUND / 2 + 0.5)) / width}%`, top: `${(100 * (y - AROUND / 2 + 0.5)) / height}%`,
      width: `${(100 * AROUND) / width}%`, height: `${(100 * AROUND) / height}%`,
    });
    // away from what is looked at
    element.classList.toggle("tc-pal-low", y < height / 2);
    element.classList.toggle("tc-pal-start", x > width / 2);
    const context = element.getContext("2d");
    if (context === null) return;
    context.imageSmoothingEnabled = false;
    context.fillStyle = "#808080";
    context.fillRect(0, 0, element.width, element.height);
    for (const [side, at] of [[left, 0], [right, SIDE + GAP]] as const) {
      context.drawImage(side, x - (AROUND >> 1), y - (AROUND >> 1), AROUND, AROUND, at, 0, SIDE, SIDE);
      context.strokeStyle = "#fff";
      context.strokeRect(at + SIDE / 2 - TIMES / 2 - 0.5, SIDE / 2 - TIMES / 2 - 0.5, TIMES + 1, TIMES + 1);
    }
  };
  return { element, frame, update };
}

/** Where a key moves the magnifier; null for another key. */
export function lensKey(key: string, [x, y]: readonly [number, number], far: boolean): [number, number] | null {
  const by = STEPS[Number(far)]!;
  switch (key) {
    case "ArrowLeft": return [x - by, y];
    case "ArrowRight": return [x + by, y];
    case "ArrowUp": return [x, y - by];
    case "ArrowDown": return [x, y + by];
    default: return null;
  }
}

/** What a pixel was and what it has become, in words. */
export function pixelText({ session, words }: PaletteScreen, x: number, y: number): string {
  const { picture, fit } = session;
  const at = y * picture.width + x;
  const color = fit.index[at] ?? 0;
  return words("palette.lens.at", {
    x, y, from: words("palette.original"), before: hexOf(picture.rgb, at), after: hexOf(fit.palette, color), name: fit.names[color] ?? "",
  });
}
