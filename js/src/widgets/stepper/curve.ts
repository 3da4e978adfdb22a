/** A value for each point, side by side, and a line across: distances to the k-th neighbor, or reachabilities. */
import { el } from "../../core/dom";
import type { Trace } from "../../core/trace";
import { pointsOf, type Aim } from "../../core/highlight";
import type { Words } from "../../core/words";
import { drawCaret, drawMarks } from "../../panels/caret";
import { css, outlineOn, parseColor } from "../../marks/color";
import { cutLine } from "../../panels/cut_line";
import { clearEps, hasLevels, levelAt } from "../../core/levels";
import { lookAt } from "../../core/look";
import { exact, percent, short } from "../../core/numbers";
import { tickText } from "../../core/scales";
import { steepBars, xiClusters } from "../../core/xi_clusters";
import { barAim, pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";
import { levelRow, mayLook, rangeTo } from "./level_row";
import type { Screen } from "./screen";
import { sideCanvas } from "../../panels/side_canvas";

const HEIGHT = 168;
const BOX = { left: 38, right: 10, top: 12, bottom: 10 };
/** A key press moves the line by this share of the greatest value. */
const NUDGE = 0.01;
/** The same for xi, and the greatest that is looked at: at 1 no bar would be steep. */
const [XI_NUDGE, XI_MOST] = [0.005, 0.99];

export function curvePanel(screen: Screen): Panel {
  const { session, words } = screen;
  const title = el("h3", { class: "tc-side-title" });
  const note = el("p", { class: "tc-notes" });
  const canvas = sideCanvas(HEIGHT);
  /** where the line is held, or was let go before Python has answered */
  let held: number | null = null;
  let asked = false;
  let shown = -1;
  const param = (): "eps" | "xi" => (session.shown.head.curve?.param === "xi" ? "xi" : "eps");
  /** Look at a level; one that is typed is taken as it is, where Python fits with it. */
  const hold = (value: number, typed = false): void => {
    const [fit, name] = [session.shown, param()];
    held = name === "xi" || (typed && !session.locked) ? value : clearEps(fit, typed ? value : Number(value.toPrecision(3)));
    // before the end has been seen, its clusters are not given away
    const level = !hasLevels(fit) || !mayLook(screen) ? null : name === "xi" ? xiClusters(fit, held) : levelAt(fit, clearEps(fit, held));
    const sentence = level === null ? "" : words(level.clusters === 1 ? `level.${name}.one` : `level.${name}`, { [name]: exact(held), clusters: level.clusters, noise: level.noise });
    session.lookAt(lookAt(fit, session.trace, session.step, { param: name, value: held, level, sentence }));
  };
  const holdAt = (y: number): void => {
    const value = valueAt(session.trace, y);
    hold(param() === "xi" ? xiWithin(value / measure(session.trace).top) : value);
  };
  /** Where a level is drawn: a xi as a share of the greatest value. */
  const heightOf = (level: number): number => (param() === "xi" ? level * measure(session.trace).top : level);
  const letGo = (): void => {
    held = null;
    asked = false;
    session.lookAt(null);
    update();
  };
  const movable = (): boolean => !session.locked || (hasLevels(session.shown) && mayLook(screen));
  const line = cutLine({
    label: words("curve.cut"),
    drag: holdAt,
    drop: (kept) => (kept ? commit() : letGo()),
    nudge: (by) => {
      const { top } = measure(session.trace);
      const from = held ?? session.trace.head.curve?.at ?? 1.05 * top;
      if (param() === "xi") hold(xiWithin(from + by * XI_NUDGE));
      else hold(Math.min(1.05 * top, Math.max(NUDGE * top, from + by * NUDGE * top)));
      commit();
    },
    cancel: letGo,
    disabled: () => !movable(),
  });
  const row = levelRow(screen, {
    now: () => {
      const { curve } = session.shown.head;
      if (curve === undefined || curve.param === null || !(hasLevels(session.shown) || !session.locked)) return null;
      const most = Number((1.05 * measure(session.shown).top).toPrecision(3));
      return { name: curve.param, value: held ?? curve.at ?? most, ...(param() === "xi" ? { least: 0, most: XI_MOST, step: XI_NUDGE } : rangeTo(most)) };
    },
    open: movable,
    away: () => session.look !== null,
    set: (value) => {
      hold(value, true);
      commit();
    },
    back: letGo,
  });
  canvas.element.append(line.element);
  const element = el("section", { class: "tc-values" }, title, canvas.element, note, row.element);
  const commit = (): void => {
    const name = session.trace.head.curve?.param;
    asked = !session.locked;
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
    title.textContent = curve.title;
    const reached = reachedAt(trace, step);
    const { future } = screen.switches;
    const at = held ?? curve.at;
    const xi = curve.param === "xi" ? at : null;
    const steep = xi === null ? null : steepBars(measure(trace).values, xi);
    canvas.draw(`${trace.head.id} ${reached} ${trace.head.frames.labels[step]} ${future} ${trace.look} ${xi}`, (context, theme) => {
      const ground = parseColor(theme.bg);
      const colors = trace.head.clusters.map(({ color }) => css(outlineOn(parseColor(color), ground)));
      drawCurve(context, trace, step, reached, future, canvas.size()[0], { ...theme, colors }, steep);
    });
    note.textContent = noteOf(trace, at, steep, future ? trace.head.n : reached);
    // where no eps is set there is a handle at the top
    line.element.hidden = at === null && !(curve.param !== null && hasLevels(session.shown));
    const { top } = measure(trace);
    const y = yOf(trace, at === null ? 1.05 * top : heightOf(at));
    const said = at === null ? words("level.eps.rest") : `${curve.param} = ${exact(at)}`;
    line.place(y, said, at ?? 1.05 * top, xi === null ? 1.05 * top : XI_MOST, at !== null);
    line.element.classList.toggle("tc-cut-stick", xi !== null);
    line.element.style.setProperty("--stick", `${HEIGHT - BOX.bottom - y}px`);
    row.update();
    canvas.describe(`${curve.title}. ${note.textContent}`);
  };
  /** What the line means. */
  const noteOf = (trace: Trace, at: number | null, steep: Uint8Array | null, known: number): string => {
    const { curve, n } = trace.head;
    if (at === null) return "";
    if (steep !== null) return words("curve.xi", { percent: percent(at), steep: steep.subarray(0, known).filter(Boolean).length });
    const below = held === null ? countCore(trace, at) : countBelow(trace, at);
    return words(`curve.${curve!.kind}`, { below, above: n - below });
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

/** A xi that can be looked at, in thousandths. */
function xiWithin(xi: number): number {
  return Number(Math.min(XI_MOST, Math.max(XI_NUDGE, xi)).toFixed(3));
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

/** One bar for each column of pixels, as high as its highest value, in the colour of that point's cluster; steep ones have a mark below. */
function drawCurve(
  context: CanvasRenderingContext2D, trace: Trace, step: number, reached: number, future: boolean, width: number,
  theme: { fg: string; muted: string; grid: string; accent: string; colors: string[] }, steep: Uint8Array | null,
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
    if (steep === null || !steep.subarray(from, to).some(Boolean)) continue;
    context.fillStyle = theme.accent;
    context.fillRect(x, base + 2, Math.max(1.5, wide), 5);
  }
}
