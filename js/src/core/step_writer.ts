/** Writes the step for Python: the last of a burst at the latest after a tenth of a second. */
import type { ModelLike } from "./types";

/** Milliseconds between two writes of `step` while it runs. */
const WRITE_EVERY = 100;

export class StepWriter {
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(readonly model: ModelLike, readonly step: () => number) {}

  write(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.model.get("step") === this.step()) return;
      this.model.set("step", this.step());
      this.model.save_changes();
    }, WRITE_EVERY);
  }

  rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
