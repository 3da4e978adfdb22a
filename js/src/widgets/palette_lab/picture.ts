/** The original and its copy in k colours under one line, which is moved by mouse, touch or keys. */
import { el } from "../../core/dom";
import type { Fit, Picture } from "./wire";
import { isShortcut } from "../../core/shortcut";
import { css } from "../../marks/color";
import { errorColor, errorPixels, indexedPixels, MOST_ERROR, originalPixels } from "../../marks/pixels";
import type { PaletteScreen } from "./screen";
import type { Panel } from "../../panels/panel";

const TALLEST = 560;
/** How far a key moves the line, in parts of the picture; with Shift the second. */
const STEPS = [0.02, 0.1] as const;

/** Make it, with what stands under it. */
export function palettePicture(screen: PaletteScreen, ...under: readonly Panel[]): Panel {
  const { words, session } = screen;
  const [original, copy] = [0, 1].map(() => el("canvas", { class: "tc-pal-image", role: "img" })) as [HTMLCanvasElement, HTMLCanvasElement];
  const left = el("span", { class: "tc-pal-tag tc-pal-left", "aria-hidden": "true" }, words("palette.original"));
  const right = el("span", { class: "tc-pal-tag tc-pal-right", "aria-hidden": "true" });
  const grip = el("span", { class: "tc-pal-grip", "aria-hidden": "true" }, "‹ ›");
  const line = el("div", {
    class: "tc-pal-line", role: "slider", tabindex: 0, "aria-label": words("palette.swipe"), "aria-orientation": "horizontal",
    "aria-valuemin": 0, "aria-valuemax": 100,
  }, grip);
  const view = el("div", { class: "tc-pal-view" }, original, copy, left, right, line);
  const key = errorKey(screen);
  const element = el("div", { class: "tc-picture", role: "group", "aria-label": words("palette.picture") }, view, key, ...under.map((panel) => panel.element));
  moveByPointer(screen, view);
  takeDrops(screen, view);
  line.addEventListener("keydown", (event) => moveByKey(screen, event));
  let drawn: [Picture?, Fit?, boolean?] = [];
  const update = (): void => {
    for (const panel of under) panel.update();
    const { picture, fit } = session;
    const { errors } = screen.switches;
    const { name, width, height } = picture;
    if (drawn[0] !== picture) {
      view.style.aspectRatio = `${width} / ${height}`;
      view.style.setProperty("--tallest", `${Math.round((TALLEST * width) / height)}px`);
      paint(original, width, height, originalPixels(picture.rgb));
      original.setAttribute("aria-label", words("palette.original.alt", { name }));
    }
    if (drawn[0] !== picture || drawn[1] !== fit || drawn[2] !== errors) {
      paint(copy, width, height, errors ? errorPixels(picture.rgb, fit.palette, fit.index) : indexedPixels(fit.palette, fit.index));
      copy.setAttribute("aria-label", errors ? words("palette.error.alt") : words("palette.few.alt", { name, k: fit.k }));
      right.textContent = errors ? words("palette.error") : words("palette.few", { k: fit.k });
    }
    drawn = [picture, fit, errors];
    key.hidden = !errors;
    const shown = `${(100 * screen.split).toFixed(2)}%`;
    copy.style.clipPath = `inset(0 0 0 ${shown})`;
    line.style.left = shown;
    left.hidden = screen.split < 0.14;
    right.hidden = screen.split > 0.86;
    const whole = Math.round(100 * screen.split);
    line.setAttribute("aria-valuenow", String(whole));
    line.setAttribute("aria-valuetext", words("palette.swipe.at", { percent: whole }));
  };
  return { element, update };
}

function paint(canvas: HTMLCanvasElement, width: number, height: number, pixels: Int32Array): void {
  const context = canvas.getContext("2d");
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  if (context === null) return;
  const image = context.createImageData(width, height);
  new Int32Array(image.data.buffer).set(pixels);
  context.putImageData(image, 0, 0);
}

function moveByPointer(screen: PaletteScreen, view: HTMLElement): void {
  let held = false;
  const follow = (event: PointerEvent): void => {
    const { left, width } = view.getBoundingClientRect();
    if (held && width > 0) screen.swipe((event.clientX - left) / width);
  };
  view.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = true;
    view.setPointerCapture?.(event.pointerId);
    follow(event);
  });
  view.addEventListener("pointermove", follow);
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"] as const) view.addEventListener(end, () => { held = false; });
}

/** The line's own keys: all four arrows, as of any slider. */
function moveByKey(screen: PaletteScreen, event: KeyboardEvent): void {
  if (isShortcut(event)) return;
  const moved = swipeKey(event.key, screen.split, event.shiftKey)
    ?? (event.key === "ArrowUp" ? swipeKey("ArrowRight", screen.split, event.shiftKey) : null)
    ?? (event.key === "ArrowDown" ? swipeKey("ArrowLeft", screen.split, event.shiftKey) : null);
  if (moved === null) return;
  screen.swipe(moved);
  event.preventDefault();
  event.stopPropagation();
}

/** Where a key moves the line; null for another key. */
export function swipeKey(key: string, split: number, far: boolean): number | null {
  const by = STEPS[Number(far)]!;
  switch (key) {
    case "ArrowLeft": return split - by;
    case "ArrowRight": return split + by;
    case "Home": return 0;
    case "End": return 1;
    default: return null;
  }
}

/** A photo can be dropped on the picture. */
function takeDrops(screen: PaletteScreen, view: HTMLElement): void {
  view.addEventListener("dragover", (event) => {
    if (!screen.session.readonly) event.preventDefault();
  });
  view.addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (screen.session.readonly || !file) return;
    event.preventDefault();
    event.stopPropagation();
    screen.take(file);
  });
}

/** What the colours of the error map mean. */
function errorKey({ words }: PaletteScreen): HTMLElement {
  const stops = [0, 0.25, 0.5, 0.75, 1].map((part) => css(errorColor(part))).join(", ");
  return el("p", { class: "tc-notes tc-pal-key" }, words("palette.error.key"), " ",
    el("span", { class: "tc-pal-ramp", style: `background: linear-gradient(90deg, ${stops})`, "aria-hidden": "true" }), " ",
    words("palette.error.most", { most: MOST_ERROR }));
}
