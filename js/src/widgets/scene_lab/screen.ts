/** What every panel of the SceneLab sees. */
import type { Words } from "../../core/words";
import type { ShellSwitches } from "../../shell/shell";
import type { SceneSession } from "./session";

export interface SceneSwitches extends ShellSwitches {
  /** known classes and accuracy are shown */
  truth: boolean;
}

/** What can lie on the left of the line: three bands, one in gray, or the known classes. */
export type Layer = { kind: "bands"; bands: readonly number[]; name: string; title: string } | { kind: "truth"; name: string; title: string };

export interface SceneScreen {
  readonly session: SceneSession;
  readonly words: Words;
  readonly root: HTMLElement;
  /** part of the picture that is the image, from 0 to 1 */
  readonly split: number;
  /** of the clusters, from 0 to 1 */
  readonly opacity: number;
  readonly layers: readonly Layer[];
  readonly layer: Layer;
  switches: SceneSwitches;
  setSwitches(change: Partial<SceneSwitches>): void;
  swipe(split: number): void;
  fade(opacity: number): void;
  choose(layer: Layer): void;
  /** tell a screen reader */
  announce(text: string): void;
}
