/** A plane beside others of the same points: it is looked at, never edited, and all have the same switches. */
import type { Highlight } from "../core/highlight";
import { createPlane, type Plane } from "../core/plane";
import type { LightPainter, Painters } from "../core/plane_scene";
import type { Words } from "../core/words";
import type { Panel } from "./panel";
import { planePanel, type Pointed } from "./plane_panel";

/** What a lane sees of its widget. */
export interface LaneScreen {
  readonly words: Words;
  switches: { regions: boolean; equal: boolean };
  announce(text: string): void;
}

export interface Lane {
  painters: Painters;
  lights: LightPainter;
  highlight: Highlight;
  /** the cards stand side by side: the first one's is heard */
  first: boolean;
  /** without numbers on its axes */
  bare?: boolean;
  now: Pointed["now"];
}

export interface LanePlane {
  plane: Plane;
  picture: Panel;
  /** follow the switches that all share */
  follow(): void;
}

export function lanePlane(screen: LaneScreen, { painters, lights, highlight, first, bare = false, now }: Lane): LanePlane {
  const { words } = screen;
  const plane = createPlane({ words, edit: () => undefined, answer: () => undefined, highlight }, painters, lights);
  const picture = planePanel(plane, { words, hint: "", now, ...(first ? { announce: (text: string) => screen.announce(text) } : {}) });
  const follow = (): void => {
    const { regions, equal } = screen.switches;
    plane.setOptions({ regions, links: false, tool: "look", readonly: true, axes: { equal, handles: false, bare } });
  };
  return { plane, picture, follow };
}
