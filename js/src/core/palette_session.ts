/**
 * One PaletteLab's state in the browser, shared by all its displays: the picture, its fit, and the
 * one request that is on its way to Python. A page without Python has its fits with it.
 */
import { decodeFit, decodePicture, type Fit, type FitWire, type Picture, type PictureWire, type Space } from "./palette_types";
import { RequestQueue } from "./requests";
import type { Edit, ModelLike, Problem } from "./types";

export const LEAST_K = 2;
export const MOST_K = 256;
/** Steps of the slider for twice as many colours. */
const STEPS = 8;

const sessions = new WeakMap<ModelLike, PaletteSession>();

/** The session of a model: the same for every display of it. */
export function paletteSessionOf(model: ModelLike): PaletteSession {
  let session = sessions.get(model);
  if (!session) sessions.set(model, (session = new PaletteSession(model)));
  return session;
}

/** The ks of the slider: each twice as many again takes as long a way. */
export function sliderKs(): number[] {
  const all = Array.from({ length: 7 * STEPS + 1 }, (_, i) => Math.round(2 ** (1 + i / STEPS)));
  return [...new Set(all)];
}

export class PaletteSession {
  picture: Picture;
  fit: Fit;
  problem: Problem | null = null;
  /** what was asked for last: the picture follows */
  wanted: number;
  /** PSNR of each k that was tried with this picture and space; none where nothing was lost */
  seen = new Map<number, number>();
  /** no Python behind it: an exported page */
  readonly readonly: boolean;
  /** what the slider chooses among; where there is no Python, all there is */
  readonly ks: number[];
  readonly requests: RequestQueue;
  readonly #others: Fit[];
  readonly #listeners = new Set<() => void>();
  readonly #handlers: [string, () => void][] = [["change:shown", () => this.#receive()], ["change:problem", () => this.#fail()]];

  constructor(readonly model: ModelLike) {
    this.readonly = model.get("readonly") === true;
    this.picture = decodePicture(model.get("picture") as PictureWire);
    const shown = model.get("shown") as FitWire;
    this.#others = this.readonly ? ((model.get("others") ?? []) as FitWire[]).map(decodeFit) : [];
    this.fit = this.#others.find(({ k }) => k === shown.k) ?? decodeFit(shown);
    this.wanted = this.fit.k;
    this.ks = this.#others.length ? this.#others.map(({ k }) => k) : sliderKs();
    for (const fit of [...this.#others, this.fit]) this.#note(fit);
    this.requests = new RequestQueue(model, () => [this.picture.id, 0], () => this.#tell());
  }

  get busy(): boolean { return this.requests.busy; }

  /** Hear of changes. The first listener starts listening to the model, the last one ends it. */
  subscribe(listener: () => void): () => void {
    if (this.#listeners.size === 0) for (const [event, handler] of this.#handlers) this.model.on(event, handler);
    this.#listeners.add(listener);
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      for (const [event, handler] of this.#handlers) this.model.off(event, handler);
      this.requests.rest();
    };
  }

  /** Show k colours; where there is no Python, the nearest k there is. */
  choose(k: number): void {
    if (!Number.isFinite(k)) return;
    const whole = Math.min(MOST_K, Math.max(LEAST_K, Math.round(k)));
    if (whole === this.wanted) return;
    if (!this.readonly) {
      this.wanted = whole;
      this.#ask({ kind: "param", name: "k", value: whole });
      return;
    }
    this.fit = this.#nearest(whole);
    this.wanted = this.fit.k;
    this.#tell();
  }

  /** One k more or less on the slider (a page), or one colour more or less. */
  step(by: number): void {
    const { ks, wanted, readonly } = this;
    this.choose(readonly ? ks[Math.min(ks.length - 1, Math.max(0, ks.indexOf(wanted) + by))]! : wanted + by);
  }

  measure(space: Space): void {
    if (!this.readonly && (space !== this.fit.space || this.busy)) this.#ask({ kind: "param", name: "color_space", value: space });
  }

  photo(name: string, bytes: DataView): void {
    if (!this.readonly) this.#ask({ kind: "photo", name, bytes });
  }

  /** Show an error that was met in the browser. */
  fail(problem: Omit<Problem, "ack">): void {
    this.problem = { ack: 0, ...problem };
    this.#tell();
  }

  forgetProblem(): void {
    this.problem = null;
    this.#tell();
  }

  #note({ k, psnr }: Fit): void {
    if (psnr !== null) this.seen.set(k, psnr);
  }

  #nearest(k: number): Fit {
    const far = (fit: Fit): number => Math.abs(Math.log(fit.k / k));
    return this.#others.reduce((best, fit) => (far(fit) < far(best) ? fit : best), this.#others[0] ?? this.fit);
  }

  #ask(edit: Edit): void {
    this.problem = null;
    this.requests.ask(edit);
  }

  #receive(): void {
    const wire = this.model.get("shown") as FitWire;
    if (!wire.index) return; // Python has closed the widget
    if (this.requests.accept(wire.ack)) {
      if (wire.picture !== this.picture.id) this.picture = decodePicture(this.model.get("picture") as PictureWire);
      const before = this.fit;
      this.fit = decodeFit(wire);
      if (before.picture !== wire.picture || before.space !== wire.space) this.seen = new Map();
      this.#note(this.fit);
      this.problem = null;
    }
    this.#proceed();
  }

  #fail(): void {
    const problem = this.model.get("problem") as Problem | undefined;
    if (!problem?.what) return;
    this.requests.accept(problem.ack);
    this.problem = problem;
    this.#proceed();
  }

  #proceed(): void {
    this.requests.proceed();
    if (!this.busy) this.wanted = this.fit.k;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
