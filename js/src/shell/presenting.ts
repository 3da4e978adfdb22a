/** What a widget on a stage has beside its own: the part that brings it (src/parts/stage.ts) is loaded where Python's `stage` asks for it. */
import type { News } from "../core/session";
import type { ModelLike } from "../core/types";
import type { Words } from "../core/words";

/** What a presenter sees of a widget. */
export interface Presented {
  readonly model: ModelLike;
  readonly root: HTMLElement;
  readonly words: Words;
  readonly session: { readonly step: number; readonly last: number; go(step: number): void; subscribe(listener: (news: News) => void): () => void };
  /** whether the end may be told */
  readonly knowsEnd: boolean;
}

/** Each gives a widget that was built what it has on a stage, and returns what ends that. */
export const presenters: ((shown: Presented) => () => void)[] = [];
