/** What some algorithms alone have, by their painter: src/parts puts it in. */
import type { Hand } from "../../core/plane_scene";
import type { ModelLike } from "../../core/types";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";

type Panels = Record<string, (screen: Screen) => Panel[]>;

/** What a widget that is a Stepper and more adds to it, above the plane. */
export interface Addition extends Panel {
  /** what stands under the plane while nothing is pointed at */
  readonly hint: string;
  /** what is said where there is no Python */
  readonly readonly: string;
  readonly hand: Hand | null;
  end(): void;
}

/** "Ask me first": questions before the steps of an algorithm that has them. */
export interface AskPanel extends Panel {
  /** ask before the next frame; false when there is nothing to ask */
  open(): boolean;
  /** a press on the plane */
  answer(at: [number, number], point: number | null): void;
  close(): void;
  readonly isOpen: boolean;
  /** it is open, and has no answer yet */
  readonly waits: boolean;
}

/** Additions by name; each gives null for a model that is not its widget's. `parameters` are the estimator's controls. */
export const additions: Record<string, (screen: Screen, model: ModelLike, parameters: Panel) => Addition | null> = {};

/** Panels beside the plane, and under it. */
export const [sides, unders]: [Panels, Panels] = [{}, {}];

/** What asks, where a part brings it. */
export const asking: { panel: ((screen: Screen) => AskPanel) | null } = { panel: null };
