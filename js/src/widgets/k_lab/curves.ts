/** The criteria against k, one small curve under the other; a press chooses the k under it. */
import { el, svg } from "../../core/dom";
import type { Criterion, Scan } from "./wire";
import { tickText } from "../../core/scales";
import { ticks, tickStep } from "../../core/ticks";
import { brief, type KScreen } from "./screen";
import type { Panel } from "../../panels/panel";

const WIDTH = 280;
const HEIGHT = 470;
const AXIS = 20;
const LEFT = 44;
const RIGHT = 268;
/** Of each row: its title's height, and the room below its curve. */
const TITLE = 20;
const GAP = 10;
const TALLEST = 110;
/** Between two numbers of the k axis, at least. */
const NUMBER = 19;

interface Row { criterion: Criterion; top: number; bottom: number; low: number; high: number; y(value: number): number }

export function curvesPanel(screen: KScreen): Panel {
  const { words } = screen;
  const ground = svg("g");
  const hits = svg("g");
  const present = svg("g", { class: "tc-k-present" });
  const names = svg("g", { class: "tc-k-present" });
  const picture = svg("svg", { class: "tc-curve tc-k-curves", role: "img" }, ground, hits, present, names);
  const element = el("div", { role: "group", "aria-label": words("k_lab.curves") }, picture);
  hits.addEventListener("click", (event) => {
    const step = (event.target as Element).getAttribute("data-choose");
    if (step !== null) screen.choose(Number(step));
  });
  let drawn: unknown[] = [];
  let rows: Row[] = [];
  const update = (): void => {
    const { scan, switches, reached, knowsEnd } = screen;
    const { step } = screen.session;
    const x = across(scan.k);
    if (drawn[0] !== scan || drawn[1] !== switches.bands || drawn[3] !== reached) {
      rows = layout(scan, reached, knowsEnd);
      picture.setAttribute("viewBox", `0 0 ${WIDTH} ${bottomOf(rows) + AXIS}`);
      ground.replaceChildren(...rows.flatMap((row) => drawRow(row, scan.k.slice(0, reached + 1), x, switches.bands, knowsEnd)));
      hits.replaceChildren(...columns(scan.k, x, bottomOf(rows), (k) => words("k_lab.now", { k })));
      drawn = [scan, switches.bands, -1, reached];
    }
    if (drawn[2] === step) return;
    drawn[2] = step;
    present.replaceChildren(...marks(rows, scan.k, step, x));
    names.replaceChildren(...rows.flatMap((row) => title(row, step, knowsEnd)));
    const values = scan.criteria.map(({ name, values }) => `${name} ${brief(values[step])}`).join(", ");
    picture.setAttribute("aria-label", words("k_lab.curves.alt", { k: scan.k[step] ?? "", values }));
  };
  return { element, update };
}

/** Room above and below the values so far, as a share of their range: others may be higher or lower. */
const ROOM = 0.3;

/** Where each curve lies: by all values once they may be told, else by those up to `reached`. */
function layout({ criteria }: Scan, reached: number, whole: boolean): Row[] {
  const height = Math.min(TALLEST, (HEIGHT - AXIS) / Math.max(1, criteria.length));
  return criteria.map((criterion, i) => {
    const [top, bottom] = [i * height + TITLE, (i + 1) * height - GAP];
    const known = [criterion.values, criterion.low, criterion.high].flatMap((list) => list.slice(0, reached + 1)).filter((v) => v !== null);
    const [least, most] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
    const room = whole ? 0 : ROOM * (most - least || Math.abs(most) || 1);
    // the first inertia is the highest there is
    const high = criterion.key === "inertia" ? most || 1 : most + room;
    const low = criterion.from_zero && least >= 0 ? 0 : least - room;
    const span = high - low || Math.abs(high) || 1;
    return { criterion, top, bottom, low, high, y: (value) => bottom - ((value - low) / span) * (bottom - top) };
  });
}

const bottomOf = (rows: Row[]): number => (rows.at(-1)?.bottom ?? 0) + 4;

/** Where a k stands, by its value. */
function across(ks: number[]): (k: number) => number {
  const [first, last] = [ks[0] ?? 0, ks.at(-1) ?? 1];
  return (k) => LEFT + 8 + ((k - first) / Math.max(1, last - first)) * (RIGHT - LEFT - 12);
}

/** The name of a criterion, what it is at the chosen k, and which k it prefers once all are known; nothing is written across a curve. */
function title({ criterion: { name, note, values }, top }: Row, step: number, known: boolean): SVGElement[] {
  return [
    svg("text", { class: "tc-k-name", x: 0, y: top - 8 }, svg("tspan", {}, name), svg("tspan", { class: "tc-k-value", dx: 6 }, brief(values[step]))),
    ...(known ? [svg("text", { class: "tc-k-note", x: WIDTH, y: top - 8, "text-anchor": "end" }, note)] : []),
  ];
}

function drawRow(row: Row, ks: number[], x: (k: number) => number, bands: boolean, known: boolean): SVGElement[] {
  const { criterion, y } = row;
  const places = ks.flatMap((k, i) => (criterion.values[i] === null ? [] : [{ k, at: x(k), value: criterion.values[i]! }]));
  const fan = known && places.find(({ k }) => k === criterion.prefers);
  return [
    ...grid(row),
    ...(bands && criterion.low.length ? spread(criterion, ks, x, y) : []),
    svg("path", { class: "tc-past", d: path(places.map(({ at, value }) => [at, y(value)])) }),
    ...places.map(({ at, value }) => svg("circle", { class: "tc-dot", cx: at, cy: y(value), r: 2.2 })),
    ...(fan ? [svg("circle", { class: "tc-k-fan", cx: fan.at, cy: y(fan.value), r: 6 })] : []),
  ];
}

function grid({ low, high, top, bottom, y }: Row): SVGElement[] {
  const found = ticks(low, high, 2);
  const step = tickStep(low, high, 2);
  return found.filter((value) => y(value) > top - 4 && y(value) < bottom + 4).flatMap((value) => [
    svg("line", { class: "tc-grid", x1: LEFT, x2: RIGHT + 6, y1: y(value), y2: y(value) }),
    svg("text", { class: "tc-tick", x: LEFT - 6, y: y(value) + 3.5 }, tickText(value, step)),
  ]);
}

function spread({ low, high, spread }: Criterion, ks: number[], x: (k: number) => number, y: (v: number) => number): SVGElement[] {
  const ends = ks.flatMap((k, i) => {
    const [a, b] = [low[i] ?? null, high[i] ?? null];
    return a === null || b === null ? [] : [[x(k), y(a), y(b)] as const];
  });
  if (ends.length === 0) return [];
  if (spread === "band") {
    const round = [...ends.map(([at, , top]) => [at, top] as const), ...ends.reverse().map(([at, bottom]) => [at, bottom] as const)];
    return [svg("path", { class: "tc-k-band", d: `${path(round)}Z` })];
  }
  const bars = ends.map(([at, bottom, top]) => `M${at - 3},${bottom}h6m-3,0V${top}m-3,0h6`).join("");
  return [svg("path", { class: "tc-k-bars", d: bars })];
}

function path(places: readonly (readonly [number, number])[]): string {
  return places.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");
}

/** One column for each k, to be pressed, and the numbers under them. */
function columns(ks: number[], x: (k: number) => number, bottom: number, name: (k: number) => string): SVGElement[] {
  let free = -Infinity;
  return ks.flatMap((k, i) => {
    const left = i ? (x(ks[i - 1]!) + x(k)) / 2 : x(k) - 10;
    const right = i < ks.length - 1 ? (x(k) + x(ks[i + 1]!)) / 2 : x(k) + 10;
    const shown = x(k) - free >= NUMBER || i === 0;
    if (shown) free = x(k);
    return [
      ...(shown ? [svg("text", { x: x(k), y: bottom + 13, "text-anchor": "middle" }, String(k))] : []),
      svg("rect", { class: "tc-k-column", "data-choose": i, x: left, width: right - left, y: 0, height: bottom + AXIS }, svg("title", {}, name(k))),
    ];
  });
}

/** The line through each curve at the chosen k, and what each is there. */
function marks(rows: Row[], ks: number[], step: number, x: (k: number) => number): SVGElement[] {
  const k = ks[step];
  if (k === undefined) return [];
  const at = x(k);
  const bottom = bottomOf(rows);
  return [
    // not through the titles
    ...rows.map((row) => svg("line", { class: "tc-k-line", x1: at, x2: at, y1: row.top - 4, y2: row.bottom + 4 })),
    svg("rect", { class: "tc-k-chip", x: at - 11, y: bottom + 1, width: 22, height: 17, rx: 4 }),
    svg("text", { class: "tc-k-chosen", x: at, y: bottom + 13, "text-anchor": "middle" }, String(k)),
    ...rows.flatMap(({ criterion: { values }, y }) => {
      const value = values[step];
      return value === null || value === undefined ? [] : [svg("circle", { class: "tc-now", cx: at, cy: y(value), r: 4.5 })];
    }),
  ];
}
