/** The racers: for each its name, its plane, and how far it is. */
import { el } from "../../core/dom";
import type { Plane } from "../../core/plane";
import type { Aim } from "../../core/highlight";
import type { Painters } from "../../core/plane_scene";
import { isWaiting, type Lane, type Race } from "./wire";
import { paintLights } from "../../painters/lights";
import { lanePlane, type LanePlane } from "../../panels/lane_plane";
import { racerIcon, type RaceScreen } from "./screen";
import { short } from "../../core/numbers";
import type { Panel } from "../../panels/panel";

interface Track extends LanePlane { element: HTMLElement; step: number; known: boolean; status: HTMLElement; inertia: HTMLElement }

export interface LanesPanel extends Panel {
  /** the theme is another one */
  redraw(): void;
  end(): void;
  /** where keys go from point to point */
  first(): Plane;
}

export function raceLanes(screen: RaceScreen, painters: Painters): LanesPanel {
  const { session, words } = screen;
  const element = el("div", { class: "tc-lanes" });
  let race: Race | null = null;
  let tracks: Track[] = [];
  const clear = (): void => { for (const { plane } of tracks) plane.destroy(); };
  const build = (): void => {
    if (tracks.length !== session.race.lanes.length) {
      clear();
      tracks = session.race.lanes.map((_, racer) => {
        const lane = lanePlane(screen, {
          painters, lights: paintLights, highlight: session.highlight, first: racer === 0,
          now: () => {
            const { lanes, rows } = session.race;
            const shown = lanes[racer] ?? lanes[0]!;
            return { trace: shown.trace, step: session.frame(shown), rows };
          },
        });
        return { element: el("section", { class: "tc-lane", role: "group" }), ...lane, step: -1, known: false, status: el("span", { class: "tc-muted" }), inertia: el("b") };
      });
      element.replaceChildren(...tracks.map((track) => track.element));
      element.dataset.lanes = String(tracks.length);
    }
    session.race.lanes.forEach((lane, i) => fill(tracks[i]!, lane, i));
    race = session.race;
  };
  const update = (): void => {
    const fresh = race !== session.race;
    if (fresh) build();
    session.race.lanes.forEach((lane, i) => {
      const track = tracks[i]!;
      const step = session.frame(lane);
      track.follow();
      if (track.known !== screen.knowsEnd) track.status.textContent = status(screen, lane, step);
      track.known = screen.knowsEnd;
      if (step === track.step) return;
      track.plane.show(step, !fresh);
      track.step = step;
      track.status.textContent = status(screen, lane, step);
      const inertia = lane.inertia[step] ?? null;
      track.inertia.textContent = inertia === null ? "" : words("race.lane.inertia", { inertia: short(inertia) });
    });
  };
  const light = (aim: Aim | null): void => { for (const { picture } of tracks) picture.light?.(aim); };
  return { element, update, light, redraw: () => { for (const { plane } of tracks) plane.redraw(); }, end: clear, first: () => tracks[0]!.plane };
}

function fill(track: Track, lane: Lane, racer: number): void {
  track.step = -1;
  const name = el("h3", { class: "tc-lane-name" }, racerIcon(racer), ` ${lane.name}`);
  track.element.setAttribute("aria-label", lane.name);
  track.element.replaceChildren(
    el("div", { class: "tc-race-head" }, name, el("span", { class: "tc-muted tc-lane-params", title: lane.params }, lane.params)),
    track.picture.element,
    el("p", { class: "tc-race-status" }, track.inertia, track.status),
  );
  track.plane.setTrace(lane.trace); // where it stands it can read the colours of the page
}

function status({ words, knowsEnd }: RaceScreen, lane: Lane, step: number): string {
  const { unit, trace, inertia, end } = lane;
  const { iteration } = trace.head.frames;
  if (isWaiting(lane, step)) return words("race.lane.runs", { n: lane.others });
  if ((inertia[step] ?? null) === null) return words("race.lane.start");
  const last = end.steps.toLocaleString("en");
  if (iteration[step] === 0) return words("race.lane.chosen");
  if (step === trace.frames - 1) return words(`race.lane.ended.${unit}`, { last });
  return words(`race.lane.${unit}${knowsEnd ? "" : ".open"}`, { step: (iteration[step] ?? 0).toLocaleString("en"), last });
}
