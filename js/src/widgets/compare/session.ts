/** The session of a comparison: it moves from common step to common step. */
import { Metronome } from "../../core/player";
import { Session, type Clock, type Source } from "../../core/session";
import type { Trace } from "../../core/trace";
import type { ModelLike } from "../../core/types";
import { decodeCompare, type Compared, type CompareWire, type Lane } from "./wire";

const SOURCE: Source<Compared, CompareWire> = {
  trait: "shown",
  ack: (wire) => wire.head?.ack ?? null,
  decode: decodeCompare,
  id: ({ head }) => head.id,
  steps: ({ lanes }) => lanes[0]!.frames.length,
};

export class CompareSession extends Session<Compared, CompareWire> {
  protected override readonly clock: Clock = new Metronome(() => this.move({ kind: "tick" }));

  constructor(model: ModelLike) {
    super(model, SOURCE);
  }

  /** the first one's: what all have in common is there */
  get trace(): Trace { return this.shown.lanes[0]!.trace; }

  /** The frame of an estimator at this step. */
  frame({ frames }: Lane): number {
    return frames[this.step]!;
  }
}
