/** The curve of the objective up to the present step; what is to come where the learner asks for it. */
import { el, svg } from "../../core/dom";
import type { Aim } from "../../core/highlight";
import type { Trace } from "../../core/trace";
import { tickText } from "../../core/scales";
import { ticks, tickStep } from "../../core/ticks";
import { short } from "../../core/numbers";
import type { Panel } from "../../panels/panel";
import { pointsAt } from "../../panels/pointing";
import type { Screen } from "./screen";

const WIDTH = 280;
const HEIGHT = 132;
const BOX = { left: 38, right: 12, top: 14, bottom: 24 };
/** More marks than this would touch each other. */
const MOST_MARKS = 40;
/** Where the ends of runs stand, and CSS pixels about one in which it is pointed at. */
const [RUNS_AT, REACH] = [WIDTH - 5, 7];
/** How far the text of a value reaches. */
const VALUE_WIDTH = 56;

interface Place { step: number; x: number; y: number; value: number }

export function objectivePanel(screen: Screen): Panel {
  const { session, words } = screen;
  const title = el("h3", { class: "tc-side-title" });
  const picture = svg("svg", { class: "tc-curve", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  const element = el("section", { class: "tc-objective" }, title, picture);
  let drawn: unknown[] = [];
  const update = (): void => {
    const { trace, step, starts } = session;
    const { knowsEnd, reached, switches: { future } } = screen;
    const key = [trace, step, starts, future, reached];
    if (key.every((part, i) => part === drawn[i])) return;
    drawn = key;
    element.hidden = trace.head.tree !== undefined || trace.head.frames.objective.every((value) => value === null);
    if (element.hidden) return;
    const { places, low, top, y } = layoutNow(screen);
    title.textContent = trace.head.objective.name;
    const now = places.findLast((place) => place.step <= step);
    picture.replaceChildren(
      ...grid(low, top, y), ...(future || starts !== null || knowsEnd ? bestLine(screen, y) : []),
      ...(future ? [svg("path", { class: "tc-future", d: line(places.filter((p) => !now || p.step >= now.step)) })] : []),
      svg("path", { class: "tc-past", d: line(places.filter((p) => now && p.step <= now.step)) }),
      ...marks(trace, future ? places : places.filter((p) => p.step <= step), step), ...present(now, places.filter((p) => now && p.step < now.step)),
      svg("text", { class: "tc-legend", x: BOX.left, y: HEIGHT - 4 }, trace.head.objective.legend),
      ...runMarks(screen, y),
    );
    const value = now ? short(now.value) : words("objective.none");
    picture.setAttribute("aria-label", [words("objective.alt", { name: trace.head.objective.name, value, step }), ...runsTold(screen)].join(" "));
  };
  const light = (aim: Aim | null): void => {
    picture.querySelector(".tc-ends")?.remove();
    if (aim?.kind !== "ends" || element.hidden) return;
    const { y } = layoutNow(screen);
    const [high, low] = [Math.max(BOX.top - 4, y(aim.high)), y(aim.low)];
    picture.append(svg("rect", { class: "tc-ends", x: BOX.left, y: high - 2, width: WIDTH - BOX.left - BOX.right, height: Math.max(0, low - high) + 4 }));
  };
  // the end of a run of n_init; else its own, among the ends of other starts
  pointsAt(picture, session.highlight, { find: (x, y) => runAt(screen, x, y) ?? ownEnd(screen) });
  return { element, update, light };
}

/** Where the fit on screen ends, among other starts; null before they are there, and before its end has been seen. */
export function ownEnd({ session, knowsEnd, words }: Screen): Extract<Aim, { kind: "ends" }> | null {
  const end = session.trace.head.frames.objective.at(-1);
  if (session.starts === null || end == null || !knowsEnd) return null;
  return { kind: "ends", low: end, high: end, text: words("starts.own", { value: short(end) }) };
}

type Run = Trace["head"]["runs"][number] & { objective: number };

/** The runs that the fit chose among, once its end has been seen; none of one alone. */
function runsOf({ session: { trace: { head } }, knowsEnd }: Screen): Run[] {
  const runs = head.runs.filter((run): run is Run => run.objective !== null);
  return knowsEnd && runs.length > 1 ? runs : [];
}

/** A mark at the end of each run, outside of the curve's box: full where it is the one on screen. */
function runMarks(screen: Screen, y: (value: number) => number): SVGElement[] {
  const runs = runsOf(screen);
  if (runs.length === 0) return [];
  const kept = [...runs].sort((a, b) => Number(a.best) - Number(b.best));
  return [
    ...kept.map(({ objective, best }) => svg("circle", { class: best ? "tc-run tc-run-kept" : "tc-run", cx: RUNS_AT, cy: Math.max(BOX.top - 4, y(objective)), r: 3 })),
    svg("text", { class: "tc-legend", x: WIDTH - 2, y: HEIGHT - 4, "text-anchor": "end" }, screen.words("objective.runs", { n: runs.length })),
  ];
}

function runsTold(screen: Screen): string[] {
  const runs = runsOf(screen);
  const ends = runs.map(({ objective }) => objective);
  return runs.length === 0 ? [] : [screen.words("objective.runs.alt", { n: runs.length, low: short(Math.min(...ends)), high: short(Math.max(...ends)) })];
}

/** The end of a run at a place of the picture; null beside them. */
function runAt(screen: Screen, px: number, py: number): Aim | null {
  const runs = px < RUNS_AT - REACH ? [] : runsOf(screen);
  if (runs.length === 0) return null;
  const { y } = layoutNow(screen);
  const far = ({ objective }: Run): number => Math.abs(Math.max(BOX.top - 4, y(objective)) - py);
  const nearest = runs.reduce((best, run) => (far(run) < far(best) ? run : best));
  if (far(nearest) > REACH) return null;
  const text = screen.words(nearest.best ? "objective.run.kept" : "objective.run", { value: short(nearest.objective), n: nearest.n_iter });
  return { kind: "ends", low: nearest.objective, high: nearest.objective, text };
}

interface Layout { places: Place[]; low: number; top: number; y(value: number): number }

/** Where the curve is as far as the learner knows it. */
function layoutNow(screen: Screen): Layout {
  const { session: { trace, starts }, knowsEnd, reached } = screen;
  return layout(trace, knowsEnd || starts !== null ? lowestKnown(screen) : null, reached, knowsEnd);
}

/** Steps that the curve has room for, at least, before the end is known. */
const LEAST_ROOM = 8;

/** Room for the steps so far and some to come; nothing of it tells how many there will be. */
function roomFor(steps: number): number {
  let room = LEAST_ROOM;
  while (room <= steps) room *= 2;
  return room;
}

function layout(trace: Trace, lowest: number | null, reached: number, whole: boolean): Layout {
  const { objective } = trace.head.frames;
  const known = objective.slice(0, reached + 1).flatMap((value, step) => (value === null ? [] : [{ value, step }]));
  const values = known.map((k) => k.value);
  // what can be negative has no floor at 0 to be measured from
  const low = trace.head.objective.rises ? floorOf(values) : 0;
  const top = Math.max(...values, lowest ?? low, low + Number.MIN_VALUE);
  const y = (value: number): number => HEIGHT - BOX.bottom - (Math.max(0, value - low) / (top - low || 1)) * (HEIGHT - BOX.top - BOX.bottom);
  const first = known[0]?.step ?? 0;
  const span = whole ? Math.max(1, trace.frames - 1 - first) : roomFor(reached - first);
  const x = (step: number): number => BOX.left + 6 + ((step - first) / span) * (WIDTH - BOX.left - BOX.right - 12);
  return { y, low, top, places: known.map(({ value, step }) => ({ step, value, x: x(step), y: y(value) })) };
}

/** Where the curve's picture ends below: a first value far below all others would flatten them. */
function floorOf(values: number[]): number {
  const later = values.slice(Math.floor(values.length / 4));
  const [least, most] = [Math.min(...later), Math.max(...later)];
  return Math.max(Math.min(...values), least - (most - least));
}

function line(places: Place[]): string {
  return places.map((p, i) => `${i ? "L" : "M"}${p.x.toFixed(1)},${p.y.toFixed(1)}`).join("");
}

function grid(low: number, top: number, y: (value: number) => number): SVGElement[] {
  const step = tickStep(low, top, 3);
  return ticks(low, top, 3).flatMap((value) => [
    svg("line", { class: "tc-grid", x1: BOX.left, x2: WIDTH - BOX.right, y1: y(value), y2: y(value) }),
    svg("text", { class: "tc-tick", x: BOX.left - 5, y: y(value) + 3.5 }, tickText(value, step)),
  ]);
}

function marks(trace: Trace, places: Place[], step: number): SVGElement[] {
  if (places.length > MOST_MARKS) return [];
  return places.filter((p) => trace.head.frames.kind[p.step] !== "stop").map((p) => {
    const shown = p.step <= step ? "tc-dot" : "tc-dot tc-later";
    return trace.head.frames.kind[p.step] === "assign"
      ? svg("circle", { class: shown, cx: p.x, cy: p.y, r: 3 })
      : svg("rect", { class: shown, x: p.x - 2.7, y: p.y - 2.7, width: 5.4, height: 5.4 });
  });
}

/** The present value, beside its mark; where the line comes from the left at its height, below or above the line. */
function present(now: Place | undefined, past: readonly Place[]): SVGElement[] {
  if (!now) return [];
  const right = now.x < WIDTH - 80;
  // where there is no room to the right, the text lies over what came before
  const beside = past.filter(({ x }) => x > now.x - VALUE_WIDTH).map(({ y }) => y);
  const above = Math.min(now.y, ...beside) - 8;
  const y = right || above > BOX.top - 2 ? Math.max(12, right ? now.y - 8 : above) : Math.max(now.y, ...beside) + 17;
  return [
    svg("circle", { class: "tc-now", cx: now.x, cy: now.y, r: 5 }),
    svg("text", {
      class: "tc-value", x: right ? now.x + 8 : now.x - 2, y,
      "text-anchor": right ? "start" : "end",
    }, short(now.value)),
  ];
}

/** The lowest end that is known of other starts, if this one ends higher. */
function lowestKnown({ session }: Screen): number | null {
  const { objective, frames } = session.trace.head;
  if (objective.rises) return null;
  const ends = [objective.best, ...(session.starts?.objective ?? [])].filter((v): v is number => v !== null);
  const own = frames.objective.at(-1) ?? null;
  const lowest = Math.min(...ends);
  return own !== null && lowest < own * (1 - 1e-6) ? lowest : null;
}

function bestLine(screen: Screen, y: (value: number) => number): SVGElement[] {
  const lowest = lowestKnown(screen);
  if (lowest === null) return [];
  const at = y(lowest);
  return [
    svg("line", { class: "tc-best", x1: BOX.left, x2: WIDTH - BOX.right, y1: at, y2: at }),
    svg("text", { class: "tc-best-text", x: WIDTH - BOX.right, y: at + 12, "text-anchor": "end" },
      screen.words("objective.best", { value: short(lowest) })),
  ];
}
