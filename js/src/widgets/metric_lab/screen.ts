/** What every panel of the MetricLab sees. */
import type { Words } from "../../core/words";
import type { ShellSwitches } from "../../shell/shell";
import type { MetricSession } from "./session";

export interface MetricSwitches extends ShellSwitches {
  /** the known classes are outlined */
  classes: boolean;
  /** a finger paints, and doesn't scroll the page */
  brush: boolean;
}

export interface MetricScreen {
  readonly session: MetricSession;
  readonly words: Words;
  /** the cluster that points are given to */
  readonly chosen: number;
  switches: MetricSwitches;
  setSwitches(change: Partial<MetricSwitches>): void;
  choose(cluster: number): void;
  announce(text: string): void;
}
