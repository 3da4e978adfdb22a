/** A PaletteLab's session: the picture and its fit. A page without Python has its fits with it. */
import { Session, type Source } from "../../core/session";
import type { ModelLike, Problem } from "../../core/types";
import { decodeFit, decodePicture, type Fit, type FitWire, type Picture, type PictureWire, type Space } from "./wire";

export const LEAST_K = 2;
export const MOST_K = 256;
/** Steps of the slider for twice as many colours. */
const STEPS = 8;

/** The ks of the slider: each twice as many again takes as long a way. */
export function sliderKs(): number[] {
  const all = Array.from({ length: 7 * STEPS + 1 }, (_, i) => Math.round(2 ** (1 + i / STEPS)));
  return [...new Set(all)];
}

interface Reduced { picture: Picture; fit: Fit }

const SOURCE: Source<Reduced, FitWire> = {
  trait: "shown",
  ack: (wire) => (wire.index ? wire.ack : null),
  decode: (wire, model, before) => ({
    picture: before && before.picture.id === wire.picture ? before.picture : decodePicture(model.get("picture") as PictureWire),
    // a page names the one of its fits that it shows first
    fit: decodeFit(wire.index ? wire : (model.get("others") as FitWire[]).find(({ k }) => k === wire.k)!),
  }),
  id: ({ picture }) => picture.id,
  steps: () => 1,
};

export class PaletteSession extends Session<Reduced, FitWire> {
  /** what was asked for last: the picture follows */
  wanted: number;
  /** PSNR of each k that was tried with this picture and space; none where nothing was lost */
  seen = new Map<number, number>();
  /** what the slider chooses among; where there is no Python, all there is */
  readonly ks: number[];
  readonly #others: Fit[];
  #last: Fit;

  constructor(model: ModelLike) {
    super(model, SOURCE);
    this.#others = this.readonly ? ((model.get("others") ?? []) as FitWire[]).map(decodeFit) : [];
    const { picture, fit } = this.shown;
    this.#last = this.#others.find(({ k }) => k === fit.k) ?? fit;
    this.shown = { picture, fit: this.#last };
    this.wanted = fit.k;
    this.ks = this.#others.length ? this.#others.map(({ k }) => k) : sliderKs();
    for (const each of [...this.#others, this.fit]) this.#note(each);
  }

  get picture(): Picture { return this.shown.picture; }
  get fit(): Fit { return this.shown.fit; }

  /** Show k colours; where there is no Python, the nearest k there is. */
  choose(k: number): void {
    if (!Number.isFinite(k)) return;
    const whole = Math.min(MOST_K, Math.max(LEAST_K, Math.round(k)));
    if (whole === this.wanted) return;
    if (!this.readonly) {
      this.wanted = whole;
      this.edit({ kind: "param", name: "k", value: whole });
      return;
    }
    this.shown = { picture: this.picture, fit: this.#nearest(whole) };
    this.wanted = this.fit.k;
    this.tell("status");
  }

  /** One k more or less on the slider (a page), or one colour more or less. */
  stepBy(by: number): void {
    const { ks, wanted, readonly } = this;
    this.choose(readonly ? ks[Math.min(ks.length - 1, Math.max(0, ks.indexOf(wanted) + by))]! : wanted + by);
  }

  measure(space: Space): void {
    if (space !== this.fit.space || this.busy) this.edit({ kind: "param", name: "color_space", value: space });
  }

  photo(name: string, bytes: DataView): void {
    this.edit({ kind: "photo", name, bytes });
  }

  /** Show an error that was met in the browser. */
  fail(problem: Omit<Problem, "ack">): void {
    this.problem = { ack: 0, ...problem };
    this.tell("status");
  }

  protected override answered(): void {
    const { fit } = this;
    if (fit !== this.#last) {
      if (fit.picture !== this.#last.picture || fit.space !== this.#last.space) this.seen = new Map();
      this.#note(fit);
      this.#last = fit;
    }
    if (!this.busy) this.wanted = fit.k;
  }

  #note({ k, psnr }: Fit): void {
    if (psnr !== null) this.seen.set(k, psnr);
  }

  #nearest(k: number): Fit {
    const far = (fit: Fit): number => Math.abs(Math.log(fit.k / k));
    return this.#others.reduce((best, fit) => (far(fit) < far(best) ? fit : best), this.#others[0] ?? this.fit);
  }
}
