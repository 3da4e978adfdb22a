/**
 * Requests to Python: one on its way at most. Of several of the same sort that wait, the latest
 * wins; requests of different sorts wait in line, so that none is lost.
 */
import type { Edit, ModelLike, Request } from "./types";

/** Milliseconds without an answer after which the learner is told. */
const PATIENCE = 3000;

interface Waiting { edit: Edit; base: number | null }

export class RequestQueue {
  /** Python has been silent for a while: busy, interrupted or stopped */
  slow = false;
  #sent = 0;
  /** id on its way; 0 is none */
  #open = 0;
  /** answers to ids up to here come too late: the learner has gone back since */
  #stale = 0;
  #line: Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    readonly model: ModelLike,
    readonly here: () => [base: number, frame: number],
    readonly changed: () => void,
  ) {
    this.#sent = Number((model.get("request") as Partial<Request> | undefined)?.id ?? 0);
  }

  get busy(): boolean { return this.#open > 0; }

  /** The changes that no answer has come to. */
  ahead(): Edit[] {
    const open = this.busy ? (this.model.get("request") as Partial<Request> | undefined)?.edit : undefined;
    return [...(open ? [open] : []), ...this.#line.map(({ edit }) => edit)];
  }

  ask(edit: Edit): void {
    this.#enter({ edit, base: null });
  }

  /** Tell Python that the learner went back to the trace `base`. */
  restore(base: number): void {
    this.#stale = this.#open;
    this.#line = [];
    this.#enter({ edit: { kind: "restore" }, base });
  }

  /** Note an answer; false when it comes too late to be shown. Then `proceed`. */
  accept(ack: number): boolean {
    if (ack === this.#open) {
      this.#open = 0;
      this.rest();
      this.slow = false;
    }
    return ack === 0 || ack > this.#stale;
  }

  /** Send what waits, now that the answer before it is taken. Who calls tells of the change. */
  proceed(): void {
    if (this.#open === 0) this.#next();
  }

  /** Stop the clock. */
  rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #enter(waiting: Waiting): void {
    const same = this.#line.findIndex((other) => sort(other.edit) === sort(waiting.edit));
    if (same >= 0) this.#line[same] = waiting;
    else this.#line.push(waiting);
    if (this.#open === 0) this.#next();
    this.changed();
  }

  #next(): void {
    const waiting = this.#line.shift();
    if (!waiting) return;
    const [base, frame] = this.here();
    this.#open = ++this.#sent;
    this.model.set("request", { id: this.#open, base: waiting.base ?? base, frame, edit: waiting.edit });
    this.model.save_changes();
    this.#timer = setTimeout(() => {
      this.slow = true;
      this.changed();
    }, PATIENCE);
  }
}

/** Edits of one sort overtake each other: a center that is moved on, a number that is typed on. */
function sort(edit: Edit): string {
  if (edit.kind === "center_move") return `center_move ${edit.cluster}`;
  if (edit.kind === "param") return `param ${edit.name}`;
  if (edit.kind === "point_move") return `point_move ${edit.index}`;
  if (edit.kind === "points_add" || edit.kind === "points_delete") return `${edit.kind} ${unique++}`;
  if (edit.kind === "center_add" || edit.kind === "center_delete") return `${edit.kind} ${unique++}`;
  if (edit.kind === "rename" || edit.kind === "recolor") return `${edit.kind} ${edit.cluster}`;
  if (edit.kind === "merge") return `merge ${unique++}`;
  return edit.kind;
}
let unique = 0;
