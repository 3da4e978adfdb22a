/** The session of a grid: steps go from cell to cell, along a row or a column where one is pinned. */
import type { Move } from "../../core/player";
import { TraceSession } from "../../core/trace_session";
import type { Steps } from "../../shell/screen";

export class GridSession extends TraceSession {
  /** the cells that steps go through */
  #order: readonly number[] = [];

  /** What the transport moves along. */
  readonly along: Steps = this.#along();

  get order(): readonly number[] { return this.#order; }

  /** Go through these cells; one that is not among them is left for the nearest. */
  follow(order: readonly number[]): void {
    this.#order = order;
    if (!order.includes(this.step)) this.go(order[this.place]!);
  }

  /** Where the cell on screen is in that order. */
  get place(): number {
    const at = this.#order.indexOf(this.step);
    if (at >= 0) return at;
    return this.#order.reduce((best, cell, i) => (Math.abs(cell - this.step) < Math.abs(this.#order[best]! - this.step) ? i : best), 0);
  }

  override move(move: Move): void {
    const end = this.#order.length - 1;
    if (move.kind === "run" && !this.playing && this.place === end) super.move({ kind: "to", step: this.#order[0]! });
    if (move.kind !== "tick") return super.move(move);
    super.move({ kind: "to", step: this.#order[this.place + 1] ?? this.step });
    if (this.place === end) super.move({ kind: "stop" });
  }

  #along(): Steps {
    const session = this;
    const cell = (at: number): number => session.order[Math.min(session.order.length - 1, Math.max(0, at))] ?? session.step;
    return {
      get step() { return session.place; },
      get last() { return session.order.length - 1; },
      get playing() { return session.playing; },
      get speed() { return session.speed; },
      get trace() { return session.trace; },
      get readonly() { return session.readonly; },
      move: (move) => session.move(move.kind === "to" ? { kind: "to", step: cell(move.step) } : move),
      go: (to) => session.go(cell(to)),
    };
  }
}
