/** A number that is typed digit by digit, outside of any field. */

/** Milliseconds in which a digit belongs to the number before it. */
const TYPING = 900;

export class TypedNumber {
  #text = "";
  #at = -Infinity;

  /** `fits` tells whether a number may begin so: where it may not, its last digit begins another. */
  constructor(readonly fits: (text: string) => boolean) {}

  /** The number that is typed by now. */
  type(digit: string): number {
    const now = performance.now();
    const text = now - this.#at < TYPING ? this.#text + digit : digit;
    [this.#text, this.#at] = [this.fits(text) ? text : digit, now];
    return Number(this.#text);
  }
}
