/** The silhouette of every point, cluster under cluster, with the mean of all. */
import { el, svg } from "../../core/dom";
import { pointsOf, type Aim } from "../../core/highlight";
import type { Silhouettes, Scan } from "./wire";
import { tickText } from "../../core/scales";
import { ticks } from "../../core/ticks";
import { clusterIcon } from "../../panels/icon";
import { brief, type KScreen } from "./screen";
import { longest } from "../../shell/caption";
import { barAim, pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";

const WIDTH = 230;
const HEIGHT = 450;
const BOX = { left: 62, right: 8, top: 22, bottom: 20 };
/** A cluster with fewer pixels of height than this has no room for its size, or for its letter. */
const ROOM = 27;
const LEAST = 9;

export function silhouettesPanel(screen: KScreen): Panel {
  const { words, session } = screen;
  const picture = svg("svg", { class: "tc-curve tc-k-silhouettes", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  const lights = svg("g");
  const note = el("p", { class: "tc-notes" });
  const room = el("div", { class: "tc-k-room tc-longest" }, note);
  const element = el("section", { class: "tc-silhouettes" },
    el("h3", { class: "tc-side-title" }, words("k_lab.silhouettes")), picture, room);
  let drawn: unknown[] = [];
  const update = (): void => {
    const { scan } = screen;
    const { step, trace } = session;
    const bars = scan.silhouettes[step];
    if (!bars || (drawn[0] === scan && drawn[1] === step)) return;
    drawn = [scan, step];
    const sizes = trace.sizes(step);
    const x = axis(scan);
    picture.classList.toggle("tc-k-empty", bars.clusters.length === 0);
    picture.replaceChildren(...grid(scan, x), ...drawBars(screen, bars, sizes, x), ...meanLine(screen, bars, x));
    note.textContent = bars.note;
    room.dataset.longest = longest(scan.silhouettes.map((other) => other.note));
    const clusters = bars.clusters.map(({ cluster, mean }) => words("k_lab.silhouettes.cluster", {
      name: trace.head.clusters[cluster]?.name ?? "", n: sizes[cluster] ?? 0, value: brief(mean),
    })).join("; ");
    picture.append(lights);
    picture.setAttribute("aria-label", words("k_lab.silhouettes.alt", { k: scan.k[step] ?? "", clusters: clusters || bars.note }));
  };
  const light = (aim: Aim | null): void => {
    const bars = screen.scan.silhouettes[session.step];
    lights.replaceChildren(...(aim && bars ? lightBars(screen, bars, pointsOf(aim, session.trace, session.step), axis(screen.scan)) : []));
  };
  pointsAt(picture, session.highlight, {
    find: (_x, y) => {
      const bars = screen.scan.silhouettes[session.step];
      return bars ? barsAt(screen, bars, y) : null;
    },
  });
  return { element, update, light };
}

type Axis = ((value: number) => number) & { low: number; high: number };
const axes = new WeakMap<Scan, Axis>();

/** One scale for all ks, so that they can be compared. */
function axis(scan: Scan): Axis {
  let found = axes.get(scan);
  if (!found) {
    const low = scan.values.reduce((least, value) => Math.min(least, value), 0);
    const high = scan.values.reduce((most, value) => Math.max(most, value), 0.1);
    const place = (value: number): number => BOX.left + ((value - low) / (high - low)) * (WIDTH - BOX.left - BOX.right);
    axes.set(scan, (found = Object.assign(place, { low, high })));
  }
  return found;
}

function grid(scan: Scan, x: Axis): SVGElement[] {
  const found = scan.values.length ? ticks(x.low, x.high, 4) : [];
  return found.flatMap((value) => [
    svg("line", { class: value === 0 ? "tc-k-zero" : "tc-grid", x1: x(value), x2: x(value), y1: BOX.top, y2: HEIGHT - BOX.bottom }),
    svg("text", { x: x(value), y: HEIGHT - 6, "text-anchor": "middle" }, tickText(value, (found[1] ?? 1) - found[0]!)),
  ]);
}

type Placed = Silhouettes["clusters"][number] & { at: number; top: number; height: number };

/** Where the bars of each cluster begin among all, and on the picture. */
function layout({ clusters, start }: Silhouettes): Placed[] {
  const all = clusters.reduce((sum, { scored }) => sum + scored, 0);
  const gap = clusters.length <= 12 ? 7 : 2;
  const room = HEIGHT - BOX.top - BOX.bottom - 8 - gap * (clusters.length - 1);
  let [at, top] = [start, BOX.top + 4];
  return clusters.map((one) => {
    const placed = { ...one, at, top, height: (room * one.scored) / all };
    at += one.scored;
    top += placed.height + gap;
    return placed;
  });
}

/** The points whose bars lie at a height of the picture. */
function barsAt({ scan, words }: KScreen, bars: Silhouettes, y: number): Aim | null {
  const found = layout(bars).find(({ top, height }) => y >= top && y < top + height);
  if (!found) return null;
  const each = found.height / found.scored;
  const first = Math.floor((y - found.top) / each);
  const last = Math.min(found.scored, Math.max(first + 1, Math.floor((y + 1 - found.top) / each)));
  const values = scan.values.subarray(found.at + first, found.at + last);
  const points = scan.points.subarray(found.at + first, found.at + last);
  return barAim(points, words("look.bars", { n: points.length, low: brief(values.at(-1)), high: brief(values[0]) }));
}

/** A caret at the bar of each point, beside the axis; a cluster's bars have one line. */
function lightBars({ scan }: KScreen, bars: Silhouettes, points: ArrayLike<number>, x: Axis): SVGElement[] {
  const lit = new Set(Array.from(points));
  const rows = layout(bars).flatMap(({ at, scored, top, height }) =>
    Array.from({ length: scored }, (_, i) => ({ i, point: scan.points[at + i]!, value: scan.values[at + i]! }))
      .filter(({ point }) => lit.has(point)).map(({ i, value }) => ({ y: top + ((i + 0.5) * height) / scored, value })));
  if (rows.length === 1) {
    const [{ y, value }] = rows as [{ y: number; value: number }];
    return [
      svg("line", { class: "tc-guide-rim", x1: x(0), x2: x(value), y1: y, y2: y }), svg("line", { class: "tc-guide", x1: x(0), x2: x(value), y1: y, y2: y }),
      svg("path", { class: "tc-caret", d: `M${x(Math.max(0, value)) + 3},${y.toFixed(1)}l8,-4.5v9Z` }),
    ];
  }
  const heights = [...new Set(rows.map(({ y }) => Math.round(y)))];
  return [svg("path", { class: "tc-guide", d: heights.map((y) => `M${WIDTH - 6},${y}h6`).join("") })];
}

function drawBars({ scan, session, words }: KScreen, bars: Silhouettes, sizes: number[], x: Axis): SVGElement[] {
  return layout(bars).flatMap(({ cluster, scored, below, at, top, height }) => {
    const look = session.trace.head.clusters[cluster]!;
    const bar = svg("path", {
      class: "tc-silhouette-bar", fill: look.color, d: outline(scan.values.subarray(at, at + scored), top, height, x),
    });
    const lines = [look.name, ...(height < ROOM ? [] : [(sizes[cluster] ?? 0).toLocaleString("en")]),
      ...(below && height > 1.6 * ROOM ? [words("k_lab.silhouettes.below", { n: below })] : [])];
    const middle = top + height / 2 - 6.5 * (lines.length - 1);
    const icon = clusterIcon(look);
    for (const [name, value] of Object.entries({ x: 0, y: middle - 7, width: 14, height: 14 })) icon.setAttribute(name, String(value));
    const names = lines.map((line, i) => svg("text", { class: i ? "" : "tc-k-name", x: i === 2 ? 2 : 20, y: middle + 4 + 13 * i }, line));
    return height < LEAST ? [bar] : [bar, icon, ...names];
  });
}

/** Steps from the highest value down, at most two to a pixel. */
function outline(values: Float32Array, top: number, height: number, x: Axis): string {
  const rows = Math.max(1, Math.min(values.length, Math.round(2 * height)));
  let path = `M${x(0).toFixed(1)},${top.toFixed(1)}`;
  for (let row = 0; row < rows; row += 1) {
    const value = values[Math.floor(((row + 0.5) * values.length) / rows)] ?? 0;
    path += `H${x(value).toFixed(1)}V${(top + (height * (row + 1)) / rows).toFixed(1)}`;
  }
  return `${path}H${x(0).toFixed(1)}Z`;
}

function meanLine({ words }: KScreen, { mean }: Silhouettes, x: Axis): SVGElement[] {
  if (mean === null) return [];
  const at = Math.min(WIDTH - 38, Math.max(BOX.left + 34, x(mean)));
  return [
    svg("line", { class: "tc-k-mean", x1: x(mean), x2: x(mean), y1: BOX.top - 5, y2: HEIGHT - BOX.bottom }),
    svg("text", { class: "tc-value", x: at, y: BOX.top - 9, "text-anchor": "middle" }, words("k_lab.silhouettes.mean", { value: brief(mean) })),
  ];
}
