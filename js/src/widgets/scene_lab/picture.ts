/** The scene and its clusters under one line, which is moved by mouse, touch or keys; pixels answer. */
import { el } from "../../core/dom";
import type { Aim } from "../../core/highlight";
import { isShortcut } from "../../core/shortcut";
import { pack, parseColor } from "../../marks/color";
import type { Panel } from "../../panels/panel";
import { idAt } from "./legend";
import { nameOf, pixelText, placeOf, valuesText } from "./pixel";
import type { Layer, SceneScreen } from "./screen";
import { NONE, type Legend, type Scene } from "./wire";

const TALLEST = 620;
/** How far a key moves the line, in parts of the picture; with Shift the second. */
const STEPS = [0.02, 0.1] as const;
/** CSS pixels that a finger may shake while it taps. */
const TAP = 5;
/** Part of the picture's width that a number on the map needs around it. */
const ROOM = 0.016;

export function scenePicture(screen: SceneScreen, ...under: readonly Panel[]): Panel {
  const { words, session } = screen;
  const { scene } = session;
  const { width, height } = scene;
  const mapped = scene.ids.length > 0;
  const [image, map] = [0, 1].map(() => el("canvas", { class: "tc-sc-image", role: "img" })) as [HTMLCanvasElement, HTMLCanvasElement];
  const veil = el("canvas", { class: "tc-sc-image tc-sc-veil", "aria-hidden": "true", hidden: true });
  const numbers = el("div", { class: "tc-sc-numbers", "aria-hidden": "true" });
  const left = el("span", { class: "tc-sc-tag tc-sc-left", "aria-hidden": "true" });
  const right = el("span", { class: "tc-sc-tag tc-sc-right", "aria-hidden": "true" });
  const spot = el("span", { class: "tc-sc-spot", "aria-hidden": "true", hidden: true }, el("span", { class: "tc-sc-spot-text" }));
  const line = el("div", {
    class: "tc-sc-line", role: "slider", tabindex: 0, "aria-label": words("scene.swipe"), "aria-orientation": "horizontal",
    "aria-valuemin": 0, "aria-valuemax": 100,
  }, el("span", { class: "tc-sc-grip", "aria-hidden": "true" }, "‹ ›"));
  const view = el("div", { class: "tc-sc-view" }, image, map, numbers, veil, spot, left, ...(mapped ? [right, line] : []));
  const note = el("p", { class: "tc-notes tc-sc-note" });
  const element = el("div", { class: "tc-picture", role: "group", "aria-label": words("scene.picture") }, view, ...under.map((panel) => panel.element), note);
  view.style.aspectRatio = `${width} / ${height}`;
  view.style.setProperty("--tallest", `${Math.round((TALLEST * width) / height)}px`);
  view.style.imageRendering = width < 600 ? "pixelated" : "auto";
  moveByPointer(screen, view);
  line.addEventListener("keydown", (event) => moveByKey(screen, event));
  let drawn: { layer?: Layer; legend?: Legend } = {};
  let aimed: Aim | null = null;
  const said = (): string => {
    if (aimed?.kind === "point") return pixelText(screen, aimed.point);
    const group = session.group(session.idOf(aimed));
    return group ? words("scene.cluster.lit", { cluster: nameOf(screen, group.id), n: group.pixels.toLocaleString("en"), share: (100 * group.share).toFixed(1) })
      : words(mapped ? "scene.look" : "scene.look.alone");
  };
  const light = (aim: Aim | null): void => {
    aimed = aim;
    const id = aim?.kind === "cluster" ? session.idOf(aim) : null;
    veil.hidden = id === null;
    if (id !== null) paint(veil, scene, veilPixels(scene, session.legend, id));
    spot.hidden = aim?.kind !== "point";
    if (aim?.kind === "point") placeSpot(screen, spot, aim.point);
    const text = said();
    if (text !== note.textContent && aim !== null && aim === session.highlight.kept) {
      screen.announce(aim.kind === "point" ? `${text} ${valuesText(session, aim.point)}` : text);
    }
    note.textContent = text;
    if (aim?.kind === "point") session.askPixel(aim.point);
  };
  const update = (): void => {
    for (const panel of under) panel.update();
    const { layer } = screen;
    const { legend } = session;
    if (drawn.layer !== layer) {
      paint(image, scene, layerPixels(scene, layer));
      image.setAttribute("aria-label", words("scene.image.alt", { name: layer.title }));
      left.textContent = layer.title;
    }
    if (mapped && drawn.legend !== legend) {
      paint(map, scene, mapPixels(scene.ids, legend.group.map((id) => legend.colors[id]!)));
      const text = words("scene.clusters.n", { n: session.groups.length });
      map.setAttribute("aria-label", words("scene.map.alt", { n: session.groups.length }));
      right.textContent = text;
      numbers.replaceChildren(...session.groups.filter(({ place }) => place[2] >= ROOM * width).map(({ id, place: [row, column] }) =>
        el("i", { style: `left: ${(100 * (column + 0.5)) / width}%; top: ${(100 * (row + 0.5)) / height}%` }, String(id))));
    }
    drawn = { layer, legend };
    note.textContent = said();
    if (!mapped) return;
    const shown = `${(100 * screen.split).toFixed(2)}%`;
    for (const one of [map, numbers]) one.style.clipPath = `inset(0 0 0 ${shown})`;
    map.style.opacity = String(screen.opacity);
    line.style.left = shown;
    left.hidden = screen.split < 0.2;
    right.hidden = screen.split > 0.8;
    const whole = Math.round(100 * screen.split);
    line.setAttribute("aria-valuenow", String(whole));
    line.setAttribute("aria-valuetext", words("scene.swipe.at", { percent: whole }));
  };
  return { element, update, light };
}

function placeSpot(screen: SceneScreen, spot: HTMLElement, pixel: number): void {
  const { session: { scene: { width, height } , legend, scene } } = screen;
  const [column, row] = [pixel % width, Math.floor(pixel / width)];
  spot.style.left = `${(100 * (column + 0.5)) / width}%`;
  spot.style.top = `${(100 * (row + 0.5)) / height}%`;
  spot.classList.toggle("tc-sc-back", column > width / 2);
  const id = idAt(scene, legend, pixel);
  const at = placeOf(screen, pixel);
  spot.firstElementChild!.textContent = `(${at.row}, ${at.column})${id === null ? "" : ` ${nameOf(screen, id)}`}`;
}

function paint(canvas: HTMLCanvasElement, { width, height }: Scene, pixels: Int32Array): void {
  const context = canvas.getContext("2d");
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  if (context === null) return;
  const image = context.createImageData(width, height);
  new Int32Array(image.data.buffer).set(pixels);
  context.putImageData(image, 0, 0);
}

/** Bands as red, green and blue, or known classes; clear where there are no data. */
export function layerPixels({ bands, valid, truth }: Scene, layer: Layer): Int32Array {
  if (layer.kind === "truth") return mapPixels(truth!.ids, truth!.colors);
  const [red, green, blue] = [0, 1, 2].map((i) => bands[layer.bands[i] ?? layer.bands[0]!]!) as [typeof bands[0], typeof bands[0], typeof bands[0]];
  const pixels = new Int32Array(valid.length);
  for (let i = 0; i < pixels.length; i += 1) {
    if (valid[i]) pixels[i] = (255 << 24) | (blue!.tones[blue!.codes[i]!]! << 16) | (green!.tones[green!.codes[i]!]! << 8) | red!.tones[red!.codes[i]!]!;
  }
  return pixels;
}

/** Ids in colors; clear where there is none. */
export function mapPixels(ids: Uint8Array, colors: readonly string[]): Int32Array {
  const packed = new Int32Array(NONE + 1);
  colors.forEach((color, i) => { packed[i] = pack(parseColor(color), 255); });
  return looked(ids, packed);
}

/** One of a few colors for each id. */
function looked(ids: Uint8Array, colors: Int32Array): Int32Array {
  const pixels = new Int32Array(ids.length);
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = colors[ids[i]!]!; // a million of them: faster than a callback for each
  return pixels;
}

/** A gray veil over all pixels but those of one cluster. */
export function veilPixels({ ids }: Scene, { group }: Legend, id: number): Int32Array {
  const veil = new Int32Array(NONE + 1);
  const gray = pack([118, 118, 118], 190);
  group.forEach((one, i) => { if (one !== id) veil[i] = gray; });
  return looked(ids, veil);
}

/** A drag moves the line, a tap keeps the pixel under it, a mouse tells the pixel that it's on. */
function moveByPointer(screen: SceneScreen, view: HTMLElement): void {
  const { highlight, scene: { width: across, height: down, ids } } = screen.session;
  let held: { x: number; y: number; moved: boolean; drags: boolean } | null = null;
  const pixelAt = (event: PointerEvent): Aim => {
    const { left, top, width, height } = view.getBoundingClientRect();
    const part = (at: number, most: number): number => Math.min(most - 1, Math.max(0, Math.floor(at * most)));
    const point = part((event.clientY - top) / (height || 1), down) * across + part((event.clientX - left) / (width || 1), across);
    return { kind: "point", point };
  };
  const follow = (event: PointerEvent): void => {
    if (held === null) {
      if (event.pointerType !== "touch") highlight.pass(pixelAt(event));
      return;
    }
    held.moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > TAP;
    const { left, width } = view.getBoundingClientRect();
    if (held.moved && ids.length && width > 0) screen.swipe((event.clientX - left) / width);
  };
  view.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = { x: event.clientX, y: event.clientY, moved: false, drags: false };
    highlight.pass(null);
    view.setPointerCapture?.(event.pointerId);
  });
  view.addEventListener("pointermove", follow);
  view.addEventListener("pointerup", (event) => {
    if (held !== null && !held.moved) highlight.toggle(pixelAt(event));
    held = null;
  });
  view.addEventListener("pointerleave", () => highlight.pass(null));
  for (const end of ["pointercancel", "lostpointercapture"] as const) view.addEventListener(end, () => { held = null; });
}

/** The line's own keys: all four arrows, as of any slider. */
function moveByKey(screen: SceneScreen, event: KeyboardEvent): void {
  if (isShortcut(event)) return;
  const key = event.key === "ArrowUp" ? "ArrowRight" : event.key === "ArrowDown" ? "ArrowLeft" : event.key;
  const moved = swipeKey(key, screen.split, event.shiftKey);
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

/** The pixel that a key goes to; null for another key. */
export function pixelKey(key: string, pixel: number, { width, height }: Scene, far: boolean): number | null {
  const by = far ? 10 : 1;
  const [column, row] = [pixel % width, Math.floor(pixel / width)];
  const at = (x: number, y: number): number => Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x));
  switch (key) {
    case "ArrowLeft": return at(column - by, row);
    case "ArrowRight": return at(column + by, row);
    case "ArrowUp": return at(column, row - by);
    case "ArrowDown": return at(column, row + by);
    default: return null;
  }
}
