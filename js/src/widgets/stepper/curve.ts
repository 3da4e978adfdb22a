/** A value for each point, side by side, and a line across: distances to the k-th neighbor, or reachabilities. */
import { el } from "../../core/dom";
import type { Trace } from "../../core/trace";
import { pointsOf, type Aim } from "../../core/highlight";
import type { Words } from "../../core/words";
import { drawCaret, drawMarks } from "../../panels/caret";
import { css, outlineOn, parseColor } from "../../marks/color";
import { cutLine } from "../../panels/cut_line";
import { enable } from "../../core/focus";
import { clearEps, hasLevels, levelAt } from "../../core/levels";
import { lookAt } from "../../core/look";
import { exact, short } from "../../core/numbers";
import { tickText } from "../../core/scales";
import { action } from "../../panels/buttons";
import { barAim, pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";
import { sideCanvas } from "../../panels/side_canvas";

const HEIGHT = 168;
const BOX = { left: 38, right: 10, top: 12, bottom: 10 };
/** A key press moves the line by this share of the greatest value. */
const NUDGE = 0.01;

export function curvePanel(screen: Screen): Panel {
  const { session, words } = screen;
  const title = el("h3", { class: "tc-side-title" });
  const note = el("p", { class: "tc-notes" });
  const canvas = sideCanvas(HEIGHT);
  /** where the line is held, or was let go before Python has answered */
  let held: number | null = null;
  let asked = false;
  let shown = -1;
  const hold = (value: number): void => {
    const fit = session.shown;
    held = clearEps(fit, Number(value.toPrecision(3)));
    // before the end has been seen, its clusters are not given away
    const seen = hasLevels(fit) && (screen.switches.future || session.step === session.last);
    const level = seen ? levelAt(fit, held) : null;
    const sentence = level === null ? "" : words(level.clusters === 1 ? "level.eps.one" : "level.eps", { eps: exact(held), clusters: level.clusters, noise: level.noise });
    session.lookAt(lookAt(fit, session.trace, session.step, "eps", held, level, sentence));
  };
  const letGo = (): void => {
    held = null;
    asked = false;
    session.lookAt(null);
    update();
  };
  const back = action(screen, "level.back", letGo);
  back.classList.add("tc-small");
  const line = cutLine({
    label: words("curve.cut"),
    drag: (y) => hold(valueAt(session.trace, y)),
    drop: (kept) => (kept ? commit() : letGo()),
    nudge: (by) => {
      const { top } = measure(session.trace);
      const to = (held ?? session.trace.head.curve?.at ?? 0) + by * NUDGE * top;
      hold(Math.min(1.05 * top, Math.max(NUDGE * top, to)));
      commit();
    },
    cancel: letGo,
    disabled: () => session.readonly && !(hasLevels(session.shown) && (screen.switches.future || session.step === session.last)),
  });
  canvas.element.append(line.element);
  const element = el("section", { class: "tc-values" }, title, canvas.element, note, el("div", { class: "tc-row" }, back));
  const commit = (): void => {
    const name = session.trace.head.curve?.param;
    asked = !session.readonly;
    if (name && held !== null && held > 0) session.edit({ kind: "param", name, value: held });
  };
  const update = (): void => {
    const { trace, step } = session;
    const { curve } = trace.head;
    element.hidden = curve === undefined;
    if (curve === undefined) return;
    if (shown !== trace.head.id || session.problem) asked = false;
    shown = trace.head.id;
    if (session.look !== null) held = session.look.value;
    else if (!asked) held = null;
    back.hidden = curve.param === null || !hasLevels(session.shown);
    enable(back, session.look !== null);
    title.textContent = curve.title;
    const reached = reachedAt(trace, step);
    const { future } = screen.switches;
    canvas.draw(`${trace.head.id} ${reached} ${trace.head.frames.labels[step]} ${future} ${trace.look}`, (context, theme) => {
      const ground = parseColor(theme.bg);
      const colors = trace.head.clusters.map(({ color }) => css(outlineOn(parseColor(color), ground)));
      drawCurve(context, trace, step, reached, future, canvas.size()[0], { ...theme, colors });
    });
    const at = held ?? curve.at;
    line.element.hidden = at === null;
    const below = at === null ? 0 : held === null ? countCore(trace, at) : countBelow(trace, at);
    note.textContent = at === null ? "" : words(`curve.${curve.kind}`, { below, above: trace.head.n - below });
    if (at !== null) line.place(yOf(trace, at), `${curve.param} = ${exact(at)}`, at, 1.05 * measure(trace).top);
    canvas.describe(`${curve.title}. ${note.textContent}`);
  };
  /** bars that are drawn, from the left */
  const known = (): number => {
    const { trace, step } = session;
    return screen.switches.future || trace.head.curve?.kind === "k_distance" ? trace.head.n : reachedAt(trace, step);
  };
  const light = (aim: Aim | null): void => {
    const { trace, step } = session;
    canvas.light(aim === null || trace.head.curve === undefined ? null : (context, theme) => {
      lightCurve(context, trace, aim, pointsOf(aim, trace, step), known(), canvas.size()[0], theme);
    });
  };
  pointsAt(canvas.element, session.highlight, {
    find: (x) => (session.trace.head.curve === undefined ? null : barsAt(session.trace, x, known(), canvas.size()[0], words)),
  });
  return { element, update, light };
}

const placesIn = new WeakMap<Trace, Int32Array>();

/** The place of each point among the bars. */
function placesOf(trace: Trace): Int32Array {
  let places = placesIn.get(trace);
  if (!places) {
    const { order } = measure(trace);
    places = new Int32Array(order.length);
    for (let i = 0; i < order.length; i += 1) places[order[i]!] = i;
    placesIn.set(trace, places);
  }
  return places;
}

/** The points whose bars share the pixel at `x`. */
function barsAt(trace: Trace, x: number, known: number, width: number, words: Words): Aim | null {
  const { values, order } = measure(trace);
  const each = (width - BOX.left - BOX.right) / order.length;
  const first = Math.floor((x - BOX.left) / each);
  const last = Math.min(known, Math.max(first + 1, Math.floor((x + 1 - BOX.left) / each)));
  if (first < 0 || first >= known) return null;
  const places = Array.from({ length: last - first }, (_, i) => first + i);
  const ends = places.map((place) => values[place]!);
  return barAim(places.map((place) => order[place]!), words("look.bars", { n: places.length, low: short(Math.min(...ends)), high: short(Math.max(...ends)) }));
}

function lightCurve(
  context: CanvasRenderingContext2D, trace: Trace, aim: Aim, points: ArrayLike<number>, known: number, width: number, theme: { fg: string; bg: string },
): void {
  const places = placesOf(trace);
  const each = (width - BOX.left - BOX.right) / places.length;
  const across = (point: number): number => BOX.left + (places[point]! + 0.5) * each;
  const base = HEIGHT - BOX.bottom;
  const shown = Array.from(points).filter((point) => places[point]! < known);
  if (aim.kind !== "point") return drawMarks(context, shown.map(across), base, theme);
  if (shown.length > 0) drawCaret(context, across(aim.point), base, yOf(trace, measure(trace).values[places[aim.point]!]!) - 8, theme);
}

/** Values known at a frame: all of them, unless frames say how many. */
function reachedAt({ head: { frames, n } }: Trace, step: number): number {
  for (let i = step; i >= 0; i -= 1) {
    const reached = frames.focus[i]?.reached;
    if (reached !== undefined) return reached;
  }
  return frames.focus.some((focus) => focus?.reached !== undefined) ? 0 : n;
}

interface Measure { values: ArrayLike<number>; order: ArrayLike<number>; top: number }

function measure(trace: Trace): Measure {
  const values = trace.row("curve_values", 0)!;
  let top = 0;
  for (let i = 0; i < values.length; i += 1) if (Number.isFinite(values[i])) top = Math.max(top, values[i]!);
  return { values, order: trace.row("curve_order", 0)!, top: top || 1 };
}

function yOf(trace: Trace, value: number): number {
  const share = Math.min(1, Math.max(0, value / (1.05 * measure(trace).top)));
  return HEIGHT - BOX.bottom - share * (HEIGHT - BOX.top - BOX.bottom);
}

function valueAt(trace: Trace, y: number): number {
  const share = (HEIGHT - BOX.bottom - y) / (HEIGHT - BOX.top - BOX.bottom);
  return Math.min(1, Math.max(0.002, share)) * 1.05 * measure(trace).top;
}

function countBelow(trace: Trace, at: number): number {
  const { values } = measure(trace);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) if (values[i]! <= at) count += 1;
  return count;
}

/** What the fit itself found; the values here are rounded to 32 bits, which matters where distances are exactly eps. */
function countCore(trace: Trace, at: number): number {
  const core = trace.head.curve?.kind === "k_distance" ? trace.row("core", 0) : null;
  return core === null ? countBelow(trace, at) : Array.from(core).filter(Boolean).length;
}

/** One bar for each column of pixels, as high as its highest value, in the colour of that point's cluster. */
function drawCurve(
  context: CanvasRenderingContext2D, trace: Trace, step: number, reached: number, future: boolean, width: number,
  theme: { fg: string; muted: string; grid: string; colors: string[] },
): void {
  const { values, order, top } = measure(trace);
  const n = values.length;
  const room = width - BOX.left - BOX.right;
  const labels = trace.labels(step);
  const base = HEIGHT - BOX.bottom;
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.fillStyle = theme.muted;
  for (const value of [0, top]) context.fillText(tickText(value, 10 ** Math.floor(Math.log10(top) - 1)), BOX.left - 5, Math.max(8, yOf(trace, value)));
  context.fillStyle = theme.grid;
  context.fillRect(BOX.left, base, room, 1);
  const scale = (base - BOX.top) / (1.05 * top);
  const wide = Math.max(1, room / n);
  const sorted = trace.head.curve?.kind === "k_distance";
  for (let column = 0; column < Math.min(n, room); column += 1) {
    const [from, to] = [Math.floor((column * n) / Math.min(n, room)), Math.floor(((column + 1) * n) / Math.min(n, room))];
    let best = from;
    for (let i = from; i < to; i += 1) if (values[i]! > values[best]! || !Number.isFinite(values[best])) best = i;
    if (best >= reached && !future && !sorted) continue;
    const value = Number.isFinite(values[best]) ? values[best]! : 1.05 * top;
    const label = labels?.[order[best]!] ?? -1;
    const height = Math.max(1, value * scale);
    const x = BOX.left + (from / n) * room;
    context.fillStyle = theme.grid;
    context.fillRect(x, base - height, wide, height);
    context.fillStyle = sorted ? theme.fg : theme.colors[label] ?? theme.muted;
    if (sorted) context.fillRect(x, base - height, wide, 2.2);
    else if (best < reached) context.fillRect(x, base - height, wide, height);
  }
}
