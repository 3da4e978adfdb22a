/** Inertia over all points against work, one line for each racer; a press on it goes to that work. */
import { el, svg } from "../../core/dom";
import { placeLabels } from "./labels";
import { nearestTo, type Lane, type Race } from "./wire";
import { chartScale, type ChartScale } from "./scale";
import { captionAt, hasEnded } from "./caption";
import { grouped, racerMark, type RaceScreen } from "./screen";
import type { Panel } from "../../panels/panel";

const HEIGHT = 204;
/** Wide enough for a learner's screen before its width is known. */
const USUAL = 720;

export function raceChart(screen: RaceScreen): Panel & { redraw(): void; end(): void } {
  const { session, words } = screen;
  const ground = svg("g");
  // what is to come
  const ahead = svg("g");
  const past = svg("g");
  const present = svg("g");
  const names = svg("g");
  // what moves is a picture of its own: the one under it need not be drawn again for each step
  const still = svg("svg", { class: "tc-curve", "aria-hidden": "true" }, ground, names);
  const moving = svg("svg", { class: "tc-curve tc-race-over", "aria-hidden": "true" }, past, present);
  const picture = el("div", { class: "tc-race-chart", role: "img" }, still, moving);
  const title = el("h3", { class: "tc-side-title" });
  const element = el("section", { class: "tc-race-curves" }, title, picture);
  let race: Race | null = null;
  /** the racers' names, at the ends of their lines */
  let labels: SVGElement[] = [];
  let width = 0;
  let scale: ChartScale | null = null;
  let seen: number | null = null;
  const layOut = (): void => {
    race = session.race;
    width = Math.max(240, element.clientWidth || USUAL);
    seen = screen.knowsEnd ? null : race.moments[screen.reached]!;
    scale = chartScale(race, width, HEIGHT, seen);
    for (const one of [still, moving]) one.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    const { log_inertia: steep } = race.head;
    title.textContent = [words("race.chart"), ...(steep ? [words("race.chart.log")] : scale.cut ? [words("race.chart.cut")] : [])].join(" ");
    const later = seen !== null ? [] : race.lanes.map((lane, i) =>
      svg("path", { class: `tc-race-line tc-race-later tc-racer-${i + 1}`, d: stairs(lane, scale!, lane.work.length - 1) }));
    ahead.replaceChildren(pane(scale, width, later));
    ground.replaceChildren(...grid(scale, words(scale.axis.log ? "race.chart.x.log" : "race.chart.x")), ahead);
    past.replaceChildren(pane(scale, width, []));
    labels = [];
    for (const { racer, text, x, y, anchor } of placeLabels(race.lanes, scale)) {
      labels[racer] = svg("text", { class: `tc-race-label tc-racer-${racer + 1}`, x, y, "text-anchor": anchor }, text);
    }
    names.replaceChildren(...labels);
  };
  const update = (): void => {
    if (race !== session.race || scale === null || seen !== (screen.knowsEnd ? null : session.race.moments[screen.reached])) layOut();
    const { future } = screen.switches;
    ahead.style.display = future ? "" : "none";
    session.race.lanes.forEach((lane, i) => { labels[i]!.style.display = future || hasEnded(lane, session.frame(lane)) ? "" : "none"; });
    past.firstElementChild!.replaceChildren(...pastLines(screen, scale!));
    present.replaceChildren(...presentMarks(screen, scale!));
    picture.setAttribute("aria-label", words("race.chart.alt", { caption: captionAt(screen) }));
  };
  /** The place is another one: lay the curves out for its width. */
  const redraw = (): void => {
    if (!element.clientWidth || Math.max(240, element.clientWidth) === width) return;
    scale = null;
    update();
  };
  const sizes = typeof ResizeObserver === "function" ? new ResizeObserver(redraw) : null;
  sizes?.observe(element);
  follow(picture, (part) => {
    if (!scale) return;
    session.move({ kind: "stop" });
    const { moments } = session.race;
    session.move({ kind: "to", step: nearestTo(moments.map(scale.axis.at), scale.place(part * width)) });
  });
  return { element, update, redraw, end: () => sizes?.disconnect() };
}

/** Tell where across the picture it is pressed or dragged, from 0 to 1. */
function follow(picture: HTMLElement, go: (part: number) => void): void {
  const at = (event: PointerEvent): void => {
    const { left, width } = picture.getBoundingClientRect();
    if (width > 0) go((event.clientX - left) / width);
  };
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    picture.setPointerCapture?.(event.pointerId);
    at(event);
  });
  picture.addEventListener("pointermove", (event) => {
    if (event.buttons & 1) at(event);
  });
}

function grid({ box, xTicks, yTicks }: ChartScale, name: string): SVGElement[] {
  return [
    ...yTicks.flatMap(({ at, text }) => [
      svg("line", { class: "tc-grid", x1: box.left, x2: box.right, y1: at, y2: at }),
      svg("text", { class: "tc-tick", x: box.left - 6, y: at + 4 }, text),
    ]),
    ...xTicks.map(({ at, text }) => svg("text", { x: at, y: box.bottom + 16, "text-anchor": "middle" }, text)),
    svg("text", { x: box.right, y: box.bottom + 30, "text-anchor": "end" }, name),
  ];
}

/** The centers of a step hold until the next one: a line of stairs, up to step `last`. */
function stairs({ work, inertia }: Lane, { x, y }: ChartScale, last: number, until = work[last] ?? 0): string {
  let path = "";
  for (let i = 0; i <= last; i += 1) {
    const value = inertia[i];
    if (value === null || value === undefined) continue;
    const [across, down] = [x(work[i]!).toFixed(1), y(value).toFixed(1)];
    path += path ? `H${across}V${down}` : `M${across},${down}`;
  }
  return path && `${path}H${x(until).toFixed(1)}`;
}

/** The part of the picture that lines are drawn in; higher up they leave it. */
function pane({ box }: ChartScale, width: number, lines: SVGElement[]): SVGElement {
  const [y, height] = [box.top - 4, box.bottom - box.top + 8];
  return svg("svg", { x: 0, y, width, height, viewBox: `0 ${y} ${width} ${height}`, overflow: "hidden" }, ...lines);
}

function pastLines({ session }: RaceScreen, scale: ChartScale): SVGElement[] {
  return session.race.lanes.map((lane, i) => {
    const step = session.frame(lane);
    const until = Math.min(session.work, lane.work.at(-1)!);
    return svg("path", { class: `tc-race-line tc-racer-${i + 1}`, d: stairs(lane, scale, step, until) });
  });
}

function presentMarks({ session }: RaceScreen, scale: ChartScale): SVGElement[] {
  const { work, race } = session;
  const at = scale.x(work);
  const right = at > (scale.box.left + scale.box.right) / 2;
  const racers = race.lanes.flatMap((lane, i) => {
    const step = session.frame(lane);
    const value = lane.inertia[step] ?? null;
    if (value === null) return [];
    const across = scale.x(Math.min(work, lane.work.at(-1)!));
    const down = Math.max(scale.box.top - 4, scale.y(value));
    return [racerMark(i, 5.5, { transform: `translate(${across.toFixed(1)} ${down.toFixed(1)})` })];
  });
  return [
    svg("line", { class: "tc-race-now", x1: at, x2: at, y1: 4, y2: scale.box.bottom }),
    svg("text", { class: "tc-value", x: at + (right ? -6 : 6), y: 14, "text-anchor": right ? "end" : "start" }, grouped(work)),
    ...racers,
  ];
}
