/** The stand-in for anywidget's model in a page without Python: it keeps what it is told. */
import type { ModelLike } from "./types";

export class StaticModel implements ModelLike {
  readonly #values: Map<string, unknown>;
  readonly #handlers = new Map<string, Set<() => void>>();

  constructor(traits: Record<string, unknown>) {
    this.#values = new Map(Object.entries({ ...traits, readonly: true }));
  }

  get(name: string): unknown {
    return this.#values.get(name);
  }

  set(name: string, value: unknown): void {
    this.#values.set(name, value);
    for (const handler of this.#handlers.get(`change:${name}`) ?? []) handler();
  }

  save_changes(): void { /* nobody listens */ }

  on(event: string, callback: () => void): void {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers.add(callback));
  }

  off(event: string, callback: () => void): void {
    this.#handlers.get(event)?.delete(callback);
  }
}
