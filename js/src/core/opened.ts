/** How a widget asks a page without Python to draw the widget that follows it; in a notebook Python does it. */
export const OPENED = "teachclust-opened";

/** The detail of that event: a place, and the widget's state (its traits already unpacked). */
export interface Opened { key: string; slot: HTMLElement; state: unknown }
