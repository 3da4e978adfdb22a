/** The estimators: for each its name, its settings, its sentence, its plane and its clusters. */
import { el } from "../../core/dom";
import type { Aim, Highlight } from "../../core/highlight";
import type { Plane } from "../../core/plane";
import { painters } from "../../painters";
import { clusterIcon } from "../../panels/icon";
import type { Panel } from "../../panels/panel";
import { paintLights } from "../../painters/lights";
import { lanePlane } from "../../panels/lane_plane";
import { longest } from "../../shell/caption";
import { clusterAim, LaneHighlight } from "./lane_highlight";
import type { CompareScreen } from "./screen";
import { countsOf, type Lane } from "./wire";

/** Clusters that are listed, the largest ones. */
const MOST_LISTED = 8;
/** More lanes than this stand closer, without a card each. */
export const MOST_WITH_CARDS = 4;

export interface LanesPanel extends Panel {
  redraw(): void;
  end(): void;
  /** where keys go from point to point, and what they light */
  first(): { plane: Plane; highlight: Highlight };
}

export function compareLanes(screen: CompareScreen): LanesPanel {
  const { session } = screen;
  const tracks = session.shown.lanes.map((lane, i) => track(screen, lane, i === 0));
  const element = el("div", { class: "tc-lanes", "data-lanes": tracks.length, "data-many": tracks.length > MOST_WITH_CARDS }, ...tracks.map((one) => one.element));
  return {
    element, first: () => tracks[0]!,
    update: () => { for (const one of tracks) one.update(); },
    light: (aim) => { for (const one of tracks) one.light(aim); },
    redraw: () => { for (const { plane } of tracks) plane.redraw(); },
    end: () => { for (const { plane } of tracks) plane.destroy(); },
  };
}

/** A name in Python with places where it may break: between its words, and after what joins them. */
function breakable(name: string): (string | Node)[] {
  return name.split(/(?<=[a-z])(?=[A-Z])|(?<=[_,=(.])/).flatMap((part, i) => (i === 0 ? [part] : [el("wbr"), part]));
}

interface Track { element: HTMLElement; plane: Plane; highlight: Highlight; update(): void; light(aim: Aim | null): void }

function track(screen: CompareScreen, lane: Lane, first: boolean): Track {
  const { session, words } = screen;
  const many = session.shown.lanes.length > MOST_WITH_CARDS;
  const highlight = new LaneHighlight(session.highlight, (cluster) => clusterAim(words, lane, session.frame(lane), cluster));
  const { plane, picture, follow } = lanePlane(screen, { painters, lights: paintLights, highlight, first, bare: many, now: () => ({ trace: lane.trace, step: session.frame(lane), rows: lane.rows }) });
  // in many lanes it has the place of the cards
  const spot = el("span", { class: "tc-compare-spot", "aria-hidden": "true" });
  const sentence = el("p", { class: "tc-compare-sentence" });
  const room = el("div", { class: "tc-longest", "data-longest": longest(lane.trace.head.frames.caption) }, sentence);
  const clusters = el("div", { class: "tc-compare-clusters", role: "group", "aria-label": words("compare.sizes", { name: lane.name }) });
  const element = el("section", { class: "tc-lane", role: "group", "aria-label": lane.name },
    el("div", { class: "tc-compare-head" }, el("h3", { class: "tc-lane-name" }, ...breakable(lane.name)), spot), el("p", { class: "tc-muted tc-lane-params" }, ...breakable(lane.params)),
    room, clusters, picture.element);
  let shown = -1;
  let ready = false;
  const update = (): void => {
    if (!ready) plane.setTrace(lane.trace); // where it stands it can read the colours of the page
    follow();
    const step = session.frame(lane);
    if (step === shown) return;
    plane.show(step, ready);
    [ready, shown] = [true, step];
    sentence.textContent = lane.trace.head.frames.caption[step] ?? "";
    clusters.replaceChildren(...legend(screen, lane, step));
  };
  return { element, plane, highlight, update, light: (aim) => {
    if (many && !first) plane.light(aim); // one card is filled, and heard
    else picture.light?.(aim);
    spot.replaceChildren(...(many ? clusterAt(lane, session.frame(lane), aim) : []));
  } };
}

/** The icon and letter of the cluster that a point has in a frame. */
function clusterAt({ trace }: Lane, step: number, aim: Aim | null): (Node | string)[] {
  if (aim?.kind !== "point") return [];
  const look = trace.head.clusters[trace.labels(step)?.[aim.point] ?? trace.none];
  return look ? [clusterIcon(look), ` ${look.name}`] : ["–"];
}

/** The clusters of a frame with their sizes; one that is pressed lights its points in every plane. */
function legend({ session, words }: CompareScreen, lane: Lane, step: number): HTMLElement[] {
  const { trace, name } = lane;
  const sizes = trace.sizes(step);
  const there = sizes.map((_, j) => j).filter((j) => sizes[j]).sort((a, b) => sizes[b]! - sizes[a]!);
  const listed = there.slice(0, MOST_LISTED).map((cluster) => {
    const look = trace.head.clusters[cluster]!;
    const text = words("compare.cluster", { cluster: look.name, name, n: sizes[cluster]! });
    const aim = (): Aim => clusterAim(words, lane, step, cluster);
    const button = el("button", { type: "button", class: "tc-compare-cluster", "aria-label": text, title: text }, clusterIcon(look), ` ${look.name} `, el("span", { class: "tc-muted" }, sizes[cluster]!.toLocaleString("en")));
    button.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") session.highlight.pass(aim()); });
    button.addEventListener("pointerleave", () => session.highlight.pass(null));
    button.addEventListener("click", () => session.highlight.toggle(aim()));
    return button;
  });
  const more = there.length - listed.length;
  const noise = countsOf(lane, step)?.noise ?? 0;
  return [
    ...listed,
    ...(more > 0 ? [el("span", { class: "tc-muted" }, words("compare.more", { n: more }))] : []),
    ...(noise > 0 && trace.head.tree === undefined ? [el("span", { class: "tc-muted" }, `${words("compare.noise")} ${noise.toLocaleString("en")}`)] : []),
  ];
}
