/** The session of a widget that steps through one trace. */
import { Metronome } from "./player";
import { decodeRows, type Rows, type RowsWire } from "./rows";
import { Session, type Clock, type Source } from "./session";
import { decode, type Trace } from "./trace";
import type { ModelLike, Starts, TraceWire } from "./types";

/** Rows kept for undo. */
const MOST_ROWS = 8;

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
  /** the rows of each trace that can come back, by their number */
  readonly #rows = new Map<number, Rows>();
  protected override readonly clock: Clock = new Metronome(() => this.move({ kind: "tick" }));

  constructor(model: ModelLike) {
    super(model, SOURCE);
    this.handlers.push(["change:starts", () => this.#histogram()]);
    const starts = model.get("starts") as Starts | undefined;
    if (starts?.seeds) this.starts = starts;
    this.#takeRows();
  }

  /** What the points of the trace are, beyond their places; null where Python does not say. */
  get rows(): Rows | null {
    const id = this.trace.head.rows;
    if (!this.#rows.has(id)) this.#takeRows();
    return this.#rows.get(id) ?? null;
  }

  get trace(): Trace { return this.shown; }

  protected override initialStep({ head }: Trace): number {
    this.#takeRows();
    return head.initial_step;
  }

  #takeRows(): void {
    const rows = decodeRows(this.model.get("rows") as Partial<RowsWire> | undefined);
    if (rows) this.#rows.set(rows.id, rows);
    for (const id of this.#rows.keys()) if (this.#rows.size > MOST_ROWS) this.#rows.delete(id);
  }

  #histogram(): void {
    const starts = this.model.get("starts") as Starts | undefined;
    if (starts?.seeds) this.accept(starts.ack, () => { this.starts = starts; });
  }
}
