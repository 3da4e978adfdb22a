/** Motion: easing, the wish for less of it, and the one animation loop of a plane. */

/** Slow at both ends, as a thing with weight moves; `t` from 0 to 1. */
export function ease(t: number): number {
  return t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2;
}

/** How far `t` is between `start` and `end`, held to 0 to 1. */
export function part(t: number, start: number, end: number): number {
  if (end <= start) return t >= end ? 1 : 0;
  return Math.min(1, Math.max(0, (t - start) / (end - start)));
}

export function mix(from: number, to: number, t: number): number {
  return from + (to - from) * t;
}

/** True when the learner's system asks for less motion: then every change is a cut. */
export function reducedMotion(): boolean {
  return typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Shorter than this, a glide is a flicker. */
const SHORTEST = 90;

/**
 * Milliseconds that a glide may take when the last one was asked for `gap` ms ago: a player that
 * goes faster than the glide must still see every glide end. 0 means a cut.
 */
export function pacedDuration(wanted: number, gap: number): number {
  const duration = gap < 2 * wanted ? Math.min(wanted, gap * 0.85) : wanted;
  return duration < SHORTEST ? 0 : duration;
}

export interface Loop {
  /** paint in the next animation frame; many calls before it are one */
  wake(): void;
  /** paint nothing more until the next wake */
  stop(): void;
}

/**
 * Make a loop that calls `paint` once after a wake, and again in each animation frame as long as
 * `paint` returns true. A loop that was stopped can't be continued by a callback of its past.
 */
export function createLoop(paint: (now: number) => boolean): Loop {
  let token = 0;
  let waiting = false;
  const request = (): void => {
    const mine = ++token;
    waiting = true;
    requestAnimationFrame((now) => {
      if (mine !== token) return;
      waiting = false;
      if (paint(now) && !waiting) request();
    });
  };
  return {
    wake: () => { if (!waiting) request(); },
    stop: () => { token += 1; waiting = false; },
  };
}
