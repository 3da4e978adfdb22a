/** How the cube is looked at: turned by hand, gliding to a side, or turning by itself. */
import { createLoop, ease, part, reducedMotion, type Loop } from "../../core/motion";
import { between, turned, type Turn } from "../../core/turn";
import type { Side } from "./screen";

/** A look at the cube; a flat one has no perspective, so that a side is a true picture of two features. */
export interface Look { turn: Turn; flat: number }

interface Glide { from: Look; to: Look; start: number }

const QUARTER = Math.PI / 2;
export const LOOKS: Readonly<Record<Side, Look>> = {
  corner: { turn: { yaw: -0.6, pitch: 0.35 }, flat: 0 },
  front: { turn: { yaw: 0, pitch: 0 }, flat: 1 },
  side: { turn: { yaw: -QUARTER, pitch: 0 }, flat: 1 },
  top: { turn: { yaw: 0, pitch: QUARTER }, flat: 1 },
};
/** Milliseconds of a glide to a side, and of perspective coming back. */
const GLIDE = 650;
const BACK = 80;
/** Radians a second of the slow turn: a round takes 25 s. */
const SPEED = (2 * Math.PI) / 25;
/** Frames that come later than this on the average, in milliseconds, come too late. */
const LATE = 22;
/** Longer than this between two frames, the page was away. */
const LONGEST = 100;
/** A hand that rests for as long as this, in milliseconds, has done. */
const HAND = 160;

export class Motion {
  look: Look = LOOKS.corner;
  spinning = false;
  /** frames come late: what moves is to be drawn coarser, until it rests */
  late = false;
  #glide: Glide | null = null;
  #last = 0;
  /** until when the hand counts as turning */
  #hand = 0;
  /** mean milliseconds between frames of the present motion */
  #pace = 0;
  readonly #loop: Loop;

  constructor(readonly paint: (moving: boolean) => void) {
    this.#loop = createLoop((now) => this.#step(now));
  }

  /** Paint soon. */
  wake(): void {
    this.#loop.wake();
  }

  stop(): void {
    this.#loop.stop();
  }

  /** Turn by hand. */
  by(yaw: number, pitch: number): void {
    this.set(turned(this.look.turn, yaw, pitch));
  }

  set(turn: Turn): void {
    this.#glide = null;
    this.#hand = performance.now() + HAND;
    this.look = { turn, flat: reducedMotion() ? 0 : this.look.flat };
    this.wake();
  }

  /** Glide to a side; a cut where less motion is asked for. */
  to(look: Look): void {
    if (reducedMotion()) {
      this.#glide = null;
      this.look = look;
    } else {
      this.#glide = { from: this.look, to: look, start: NaN };
    }
    this.wake();
  }

  #step(now: number): boolean {
    const gone = Math.min(LONGEST, Math.max(0, now - this.#last));
    this.#last = now;
    this.#pace += 0.1 * (Math.min(gone, 2 * LATE) - this.#pace);
    this.late ||= this.#pace > LATE;
    if (this.#glide) this.#slide(this.#glide, now);
    else this.#drift(gone);
    const moving = this.#glide !== null || this.spinning || this.#returning || now < this.#hand;
    if (!moving) {
      this.late = false;
      this.#pace = 0;
    }
    this.paint(moving);
    return moving;
  }

  /** Perspective comes back once the cube was turned away from a side. */
  get #returning(): boolean {
    const { flat, turn } = this.look;
    return flat > 0 && !Object.values(LOOKS).some((look) => look.flat === 1 && look.turn.yaw === turn.yaw && look.turn.pitch === turn.pitch);
  }

  #slide(glide: Glide, now: number): void {
    if (Number.isNaN(glide.start)) glide.start = now;
    const t = ease(part(now, glide.start, glide.start + GLIDE));
    const { from, to } = glide;
    this.look = t >= 1 ? to : { turn: between(from.turn, to.turn, t), flat: from.flat + t * (to.flat - from.flat) };
    if (t >= 1) this.#glide = null;
  }

  #drift(gone: number): void {
    const { turn } = this.look;
    if (this.spinning) this.look = { ...this.look, turn: turned(turn, (SPEED * gone) / 1000, 0) };
    if (!this.#returning) return;
    const flat = this.look.flat * Math.exp(-gone / BACK);
    this.look = { ...this.look, flat: flat < 0.01 ? 0 : flat };
  }
}
