/** The original and its copy in k colours under one line, which is moved by mouse, touch or keys. */
import { el } from "../../core/dom";
import type { Aim } from "../../core/highlight";
import { percent } from "../../core/numbers";
import { hexOf, type Fit, type Picture } from "./wire";
import { makeLens, pixelText } from "./lens";
import { litColor } from "./swatches";
import { isShortcut } from "../../core/shortcut";
import { css } from "../../marks/color";
import { errorColor, errorPixels, indexedPixels, MOST_ERROR, originalPixels, veilPixels } from "../../marks/pixels";
import type { PaletteScreen } from "./screen";
import type { Panel } from "../../panels/panel";

const TALLEST = 560;
/** How far a key moves the line, in parts of the picture; with Shift the second. */
const STEPS = [0.02, 0.1] as const;

/** Make it, with what stands under it. */
export function palettePicture(screen: PaletteScreen, ...under: readonly Panel[]): Panel {
  const { words, session } = screen;
  const [original, copy, jpeg] = [0, 1, 2].map(() => el("canvas", { class: "tc-pal-image", role: "img" })) as [HTMLCanvasElement, HTMLCanvasElement, HTMLCanvasElement];
  const veil = el("canvas", { class: "tc-pal-veil", "aria-hidden": "true", hidden: true });
  const note = el("p", { class: "tc-notes tc-pal-note" });
  const lens = makeLens(screen);
  const left = el("span", { class: "tc-pal-tag tc-pal-left", "aria-hidden": "true" }, words("palette.original"));
  const right = el("span", { class: "tc-pal-tag tc-pal-right", "aria-hidden": "true" });
  const grip = el("span", { class: "tc-pal-grip", "aria-hidden": "true" }, "‹ ›");
  const line = el("div", {
    class: "tc-pal-line", role: "slider", tabindex: 0, "aria-label": words("palette.swipe"), "aria-orientation": "horizontal",
    "aria-valuemin": 0, "aria-valuemax": 100,
  }, grip);
  const view = el("div", { class: "tc-pal-view" }, original, copy, jpeg, veil, lens.frame, left, right, line, lens.element);
  const key = errorKey(screen);
  const element = el("div", { class: "tc-picture", role: "group", "aria-label": words("palette.picture") }, view, note, key, ...under.map((panel) => panel.element));
  moveByPointer(screen, view);
  takeDrops(screen, view);
  line.addEventListener("keydown", (event) => moveByKey(screen, event));
  let drawn: [Picture?, Fit?, boolean?] = [];
  let decoded: Fit | null = null;
  let aimed: Aim | null = null;
  const said = (): string => {
    const { fit, picture } = session;
    if (aimed?.kind === "point") return pixelText(screen, aimed.point % picture.width, Math.floor(aimed.point / picture.width));
    const color = litColor(aimed, fit);
    if (color !== null) {
      const n = fit.index.reduce((sum, one) => sum + Number(one === color), 0);
      return words("palette.color.lit", { hex: hexOf(fit.palette, color), name: fit.names[color]!, n: n.toLocaleString("en"), share: percent(fit.shares[color]!) });
    }
    return screen.switches.lens ? pixelText(screen, ...screen.spot) : screen.switches.jpeg ? fit.jpeg_note : words("palette.look");
  };
  const light = (aim: Aim | null): void => {
    for (const panel of under) panel.light?.(aim);
    const { picture: { width, height }, fit } = session;
    const color = aim?.kind === "cluster" ? litColor(aim, fit) : null;
    veil.hidden = color === null;
    if (color !== null) paint(veil, width, height, veilPixels(fit.index, color));
    aimed = aim;
    const text = said();
    if (text !== note.textContent && aim !== null && aim === session.highlight.kept) screen.announce(text);
    note.textContent = text;
  };
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
    const against = screen.switches.jpeg;
    jpeg.hidden = !against;
    if (against && decoded !== fit) {
      decoded = fit;
      void openJpeg(jpeg, picture, fit).then(() => lens.update(jpeg, copy));
    }
    jpeg.setAttribute("aria-label", words("palette.jpeg.alt", { name, jpeg: fit.jpeg_name }));
    left.textContent = against ? fit.jpeg_name : words("palette.original");
    view.classList.toggle("tc-pal-looking", screen.switches.lens);
    lens.update(against ? jpeg : original, copy);
    note.textContent = said();
    const shown = `${(100 * screen.split).toFixed(2)}%`;
    copy.style.clipPath = `inset(0 0 0 ${shown})`;
    jpeg.style.clipPath = `inset(0 ${(100 - 100 * screen.split).toFixed(2)}% 0 0)`;
    line.style.left = shown;
    left.hidden = screen.split < 0.14;
    right.hidden = screen.split > 0.86;
    const whole = Math.round(100 * screen.split);
    line.setAttribute("aria-valuenow", String(whole));
    line.setAttribute("aria-valuetext", words("palette.swipe.at", { percent: whole }));
  };
  return { element, update, light };
}

/** Put the file of a JPEG on a canvas, as the browser opens it. */
async function openJpeg(canvas: HTMLCanvasElement, { width, height }: Picture, { jpeg }: Fit): Promise<void> {
  const opened = await createImageBitmap(new Blob([jpeg], { type: "image/jpeg" }));
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext("2d")?.drawImage(opened, 0, 0);
  opened.close();
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

/** CSS pixels that a finger may shake while it taps. */
const TAP = 5;

/** A drag moves the line (or, by touch, the magnifier), a tap keeps the color under it, a mouse tells the pixel that it's on. */
function moveByPointer(screen: PaletteScreen, view: HTMLElement): void {
  const { highlight } = screen.session;
  let held: { x: number; y: number; moved: boolean; lens: boolean } | null = null;
  const pixelAt = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = view.getBoundingClientRect();
    const { picture } = screen.session;
    const part = (at: number, most: number): number => Math.min(most - 1, Math.max(0, Math.floor(at * most)));
    return [part((event.clientX - left) / (width || 1), picture.width), part((event.clientY - top) / (height || 1), picture.height)];
  };
  const follow = (event: PointerEvent): void => {
    const { left, width } = view.getBoundingClientRect();
    const [x, y] = pixelAt(event);
    if (screen.switches.lens && (held === null || held.lens)) screen.magnify(x, y);
    if (held === null) {
      if (event.pointerType !== "touch") highlight.pass({ kind: "point", point: y * screen.session.picture.width + x });
      return;
    }
    held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > TAP;
    if (held.moved && !held.lens && width > 0) screen.swipe((event.clientX - left) / width);
  };
  view.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const onLine = event.target instanceof Element && event.target.closest(".tc-pal-line") !== null;
    held = { x: event.clientX, y: event.clientY, moved: onLine, lens: screen.switches.lens && !onLine && event.pointerType !== "mouse" };
    highlight.pass(null);
    view.setPointerCapture?.(event.pointerId);
    follow(event);
  });
  view.addEventListener("pointermove", follow);
  view.addEventListener("pointerup", (event) => {
    if (held !== null && !held.moved) {
      const [x, y] = pixelAt(event);
      highlight.toggle({ kind: "cluster", cluster: screen.session.fit.index[y * screen.session.picture.width + x]! });
    }
    held = null;
  });
  view.addEventListener("pointerleave", () => highlight.pass(null));
  for (const end of ["pointercancel", "lostpointercapture"] as const) view.addEventListener(end, () => { held = null; });
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
