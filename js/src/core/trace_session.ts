/** The session of a widget that steps through one trace. */
import { Metronome } from "./player";
import { decodeRows, type AskedRow, type Rows, type RowsWire } from "./rows";
import type { Look } from "./look";
import { Session, type Clock, type News, type Source } from "./session";
import { decode, type Trace } from "./trace";
import type { ModelLike, Starts, TraceWire } from "./types";

/** Milliseconds that a pointer rests on a point before its row is asked for. */
const REST = 90;
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
  #look: Look | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** the rows of each trace that can come back, by their number */
  readonly #rows = new Map<number, Rows>();
  protected override readonly clock: Clock = new Metronome(() => this.move({ kind: "tick" }));

  constructor(model: ModelLike) {
    super(model, SOURCE);
    this.handlers.push(["change:starts", () => this.#histogram()], ["change:row", () => this.#takeRow()]);
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

  /** Ask Python for the features of a row that weren't sent, once the pointer has come to rest on it. */
  askRow(point: number): void {
    const { rows } = this;
    clearTimeout(this.#resting);
    if (!rows?.asked || rows.asked.has(point)) return;
    this.#resting = setTimeout(() => this.requests.ask({ kind: "row", index: point }), REST);
  }

  /** What is seen: the trace, or the look at another level of it. */
  get trace(): Trace { return this.#look?.trace ?? this.shown; }

  /** The look at another level than the fit's, at the step on screen. */
  get look(): Look | null { return this.#look; }

  override get canUndo(): boolean { return this.#look !== null || super.canUndo; }

  /** Look at another level; null goes back to the fit. */
  lookAt(look: Look | null): void {
    if (look === null && this.#look === null) return;
    if (look !== null) this.move({ kind: "stop" });
    this.#look = look;
    if (look !== null) this.highlight.clear(); // rings would hide the colors
    this.tell("look");
  }

  override undo(): void {
    if (this.#look !== null) this.lookAt(null);
    else super.undo();
  }

  protected override tell(news: News): void {
    if (news === "step" || news === "shown" || this.problem !== null) this.#look = null;
    super.tell(news);
  }

  protected override initialStep({ head }: Trace): number {
    this.#takeRows();
    return head.initial_step;
  }

  #takeRows(): void {
    const rows = decodeRows(this.model.get("rows") as Partial<RowsWire> | undefined);
    if (rows) this.#rows.set(rows.id, { ...rows, asked: rows.sent || rows.d === 0 || this.readonly ? null : new Map() });
    for (const id of this.#rows.keys()) if (this.#rows.size > MOST_ROWS) this.#rows.delete(id);
  }

  #takeRow(): void {
    const row = this.model.get("row") as (AskedRow & { ack: number; rows: number }) | undefined;
    if (row?.features) this.accept(row.ack, () => this.#rows.get(row.rows)?.asked?.set(row.index, row));
  }

  #histogram(): void {
    const starts = this.model.get("starts") as Starts | undefined;
    if (starts?.seeds) this.accept(starts.ack, () => { this.starts = starts; });
  }
}
