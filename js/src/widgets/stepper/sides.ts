/** What some algorithms alone have, by their painter: src/parts puts it in. */
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";

type Panels = Record<string, (screen: Screen) => Panel[]>;

/** Panels beside the plane, and under it. */
export const [sides, unders]: [Panels, Panels] = [{}, {}];
