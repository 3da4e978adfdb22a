/** What every panel of a Stepper sees: the session, the words, the plane, and what is switched on. */
import type { Plane } from "../../core/plane";
import type { PlaneOptions } from "../../core/types";
import type { Traced } from "../../shell/screen";
import type { ShellSwitches } from "../../shell/shell";

export interface Switches extends ShellSwitches {
  regions: boolean;
  links: boolean;
  tool: PlaneOptions["tool"];
  /** ask before each half-step */
  ask: boolean;
  starts: boolean;
  /** one unit is equally long on both axes */
  equal: boolean;
  /** the handles that stretch the axes are there */
  handles: boolean;
}

export interface Screen extends Traced {
  readonly plane: Plane;
  /** a question on the next step is open and has no answer yet */
  readonly asks: boolean;
  switches: Switches;
  /** change switches and draw what hangs on them */
  setSwitches(change: Partial<Switches>): void;
  /** tell a screen reader */
  announce(text: string): void;
  /** go one frame on, asking first when that is switched on */
  forward(): void;
}
