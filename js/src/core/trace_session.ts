/** The session of a widget that steps through one trace. */
import { Metronome } from "./player";
import { Session, type Clock, type Source } from "./session";
import { decode, type Trace } from "./trace";
import type { ModelLike, Starts, TraceWire } from "./types";

const SOURCE: Source<Trace, TraceWire> = {
  trait: "trace",
  ack: (wire) => wire.head?.ack ?? null,
  decode,
  id: ({ head }) => head.id,
  steps: ({ frames }) => frames,
  bytes: ({ bytes }) => bytes,
};

export class TraceSession extends Session<Trace, TraceWire> {
  starts: Starts | null = null;
  protected override readonly clock: Clock = new Metronome(() => this.move({ kind: "tick" }));

  constructor(model: ModelLike) {
    super(model, SOURCE);
    this.handlers.push(["change:starts", () => this.#histogram()]);
    const starts = model.get("starts") as Starts | undefined;
    if (starts?.seeds) this.starts = starts;
  }

  get trace(): Trace { return this.shown; }

  protected override initialStep({ head }: Trace): number {
    return head.initial_step;
  }

  #histogram(): void {
    const starts = this.model.get("starts") as Starts | undefined;
    if (starts?.seeds) this.accept(starts.ack, () => { this.starts = starts; });
  }
}
