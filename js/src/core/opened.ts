/** How a widget asks a page without Python to draw the widget that follows it; in a notebook Python does it. */
export const OPENED = "teachclust-opened";

/** The detail of that event: a place, and the widget's state (its traits already unpacked). */
export interface Opened { key: string; slot: HTMLElement; state: unknown }

/** How a widget tells what it stands in that another step is on screen. */
export const STEPPED = "teachclust-stepped";

/** The detail of that event: the step, the last one, and what the step does, as the trace calls it. */
export interface Stepped { step: number; last: number; kind: string }

/** How what a question has opened asks it whether its answer is still to be told. */
export const FOLLOWS = "teachclust-follows";

/** The detail of that event: the question says so, and calls `changed` once it is otherwise. */
export interface Follows { waits: boolean; changed(): void }

/** How a question tells the page that there is a guess, and again when its answer has been told. */
export const GUESSED = "teachclust-guessed";

/** The detail of that event: the question's key, the option that was picked, and how sure the learner was. */
export interface Guessed { key: string; text: string; right: boolean; confidence: string; told: boolean }
