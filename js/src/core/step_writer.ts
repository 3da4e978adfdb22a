/** Writes the step for Python: the last of a burst at the latest after a tenth of a second. */
import type { ModelLike } from "./types";

/** Milliseconds between two writes of `step` while it runs. */
const WRITE_EVERY = 100;

export class StepWriter {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(readonly model: ModelLike, readonly step: () => number) {}

  write(): void {
    this.#timer ??= setTimeout(() => this.now(), WRITE_EVERY);
  }

  /** Write at once: what Python says of the step with a new trace is then outdated. */
  now(): void {
    this.rest();
    if (this.model.get("step") === this.step()) return;
    this.model.set("step", this.step());
    this.model.save_changes();
  }

  rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
