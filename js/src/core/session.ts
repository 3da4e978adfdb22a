/**
 * A widget's state in the browser, shared by all its displays: what Python has made, the step on
 * screen, what can be undone, and the one request that is on its way to Python.
 */
import { Highlight } from "./highlight";
import { play, type Move, type Play } from "./player";
import { RequestQueue } from "./requests";
import { StepWriter } from "./step_writer";
import type { Edit, ModelLike, Problem } from "./types";

export type News = "shown" | "step" | "play" | "status" | "look";

/** Moves a session from step to step while it plays. */
export interface Clock { start(speed: () => number): void; stop(): void }

/** How sessions of one sort read what Python makes, of type T and sent as W. */
export interface Source<T, W> {
  /** the trait that Python replaces whole */
  trait: string;
  /** id of the request that it answers; null once Python has closed the widget */
  ack(wire: W): number | null;
  decode(wire: W, model: ModelLike, before: T | null): T;
  /** its number in the widget's life */
  id(shown: T): number;
  /** how many steps it has */
  steps(shown: T): number;
  /** where Python can go back: the bytes that each state kept for undo holds on to */
  bytes?(shown: T): number;
}

/** What undo keeps at most. */
const MOST_KEPT = 50;
const MOST_BYTES = 64e6;

const sessions = new WeakMap<ModelLike, unknown>();

/** The session of a model: the same for every display of it. */
export function sessionOf<S>(model: ModelLike, Kind: new (model: ModelLike) => S): S {
  let session = sessions.get(model) as S | undefined;
  if (!session) sessions.set(model, (session = new Kind(model)));
  return session;
}

/** Of a widget in which nothing plays. */
const RESTING: Clock = { start: () => undefined, stop: () => undefined };

export class Session<T, W = unknown> {
  shown: T;
  problem: Problem | null = null;
  /** no Python behind it: an exported page */
  readonly readonly: boolean;
  readonly requests: RequestQueue;
  /** what Python sends replaces the state before it, to which undo doesn't go back */
  merging = false;
  /** what answers a change where there is no Python; null for what it can't */
  editor: ((edit: Edit) => T | null) | null = null;
  /** what the learner points at */
  readonly highlight = new Highlight();
  #play: Play;
  /** what Python sent of the state on screen; null where the learner has gone back and Python is to follow */
  #wire: W | null;
  #undo: T[] = [];
  #redo: T[] = [];
  /** of each state, the farthest step that has been on screen */
  readonly #farthest = new WeakMap<object, number>();
  readonly #listeners = new Set<(news: News) => void>();
  /** null where nobody hears of the step */
  readonly #writer: StepWriter | null;
  protected readonly handlers: [string, () => void][];
  protected readonly clock: Clock = RESTING;

  constructor(readonly model: ModelLike, readonly source: Source<T, W>) {
    this.readonly = model.get("readonly") === true;
    this.#wire = model.get(source.trait) as W;
    this.shown = source.decode(this.#wire, model, null);
    this.#play = play({ step: 0, last: 0, playing: false, speed: 1 }, this.#loaded(Number(model.get("step") ?? 0)));
    this.requests = new RequestQueue(model, () => [source.id(this.shown), this.step], () => this.tell("status"));
    this.#writer = this.readonly || model.get("step") === undefined ? null : new StepWriter(model, () => this.step);
    this.handlers = [
      [`change:${source.trait}`, () => this.#receive()],
      ["change:problem", () => this.#fail()],
      ["change:step", () => this.#follow()],
    ];
  }

  /** nothing can be changed: nobody answers, or its `controls` are the steps alone */
  get locked(): boolean { return (this.readonly && this.editor === null) || this.model.get("controls") === "steps"; }
  get step(): number { return this.#play.step; }
  get last(): number { return this.#play.last; }
  get playing(): boolean { return this.#play.playing; }
  get speed(): number { return this.#play.speed; }
  /** The farthest step of what is shown that has been on screen: what comes after it is not known yet. */
  get farthest(): number { return Math.max(this.step, this.#farthest.get(this.shown as object) ?? 0); }
  get busy(): boolean { return this.requests.busy; }
  get canUndo(): boolean { return this.#undo.length > 0; }
  get canRedo(): boolean { return this.#redo.length > 0; }

  /** Hear of changes. The first listener starts listening to the model, the last one ends it. */
  subscribe(listener: (news: News) => void): () => void {
    if (this.#listeners.size === 0) for (const [event, handler] of this.handlers) this.model.on(event, handler);
    this.#listeners.add(listener);
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      for (const [event, handler] of this.handlers) this.model.off(event, handler);
      this.move({ kind: "stop" });
      this.requests.rest();
      this.#writer?.rest();
    };
  }

  /** Move the player. */
  move(move: Move): void {
    const before = this.#play;
    this.#farthest.set(this.shown as object, this.farthest);
    this.#play = play(before, move);
    const now = this.#play;
    if (now.playing && !before.playing) this.clock.start(() => this.#play.speed);
    if (!now.playing && before.playing) this.clock.stop();
    if (now.step !== before.step) {
      this.tell("step");
      this.#writer?.write();
    }
    if (now.playing !== before.playing || now.speed !== before.speed) this.tell("play");
  }

  /** Stop, and go to a step. */
  go(step: number): void {
    this.move({ kind: "stop" });
    this.move({ kind: "to", step });
  }

  /** Ask Python for a change. */
  edit(edit: Edit): void {
    if (this.locked) return;
    this.move({ kind: "stop" });
    this.problem = null;
    if (!this.readonly) return this.requests.ask(edit);
    const next = this.editor?.(edit) ?? null;
    this.tell(next !== null && this.#show(next) ? "shown" : "status");
  }

  /** Tell what is wrong with something that never came to Python: a file, say. */
  complain(parts: Omit<Problem, "ack">): void {
    this.problem = { ack: 0, ...parts };
    this.tell("status");
  }

  undo(): void {
    this.#swap(this.#undo, this.#redo);
  }

  redo(): void {
    this.#swap(this.#redo, this.#undo);
  }

  forgetProblem(): void {
    this.problem = null;
    this.tell("status");
  }

  /** Show another state, from a step on. */
  load(shown: T, step: number): void {
    this.move({ kind: "stop" }); // and note how far it was
    this.shown = shown;
    this.highlight.clear();
    this.#play = play(this.#play, this.#loaded(step));
    this.#writer?.now();
  }

  /** The step to show of what Python has sent; called while the state before it is on screen. */
  protected initialStep(_next: T): number {
    return 0;
  }

  /** An answer has come, or an error in its place. */
  protected answered(): void { /* for those who keep more */ }

  protected tell(news: News): void {
    for (const listener of [...this.#listeners]) listener(news);
  }

  /** An answer beside the trait: take it where it is in time. */
  protected accept(ack: number, take: () => void): void {
    this.requests.accept(ack);
    take();
    this.requests.proceed();
    this.answered();
    this.tell("status");
  }

  #loaded(step: number): Move {
    return { kind: "load", step, last: this.source.steps(this.shown) - 1 };
  }

  /** The old state shows at once, from memory; Python follows when it can. */
  #swap(from: T[], to: T[]): void {
    const back = from.pop();
    if (back === undefined) return;
    to.push(this.shown);
    this.#wire = null;
    // from an end to an end that has been on screen
    const last = this.source.steps(back) - 1;
    const seen = this.#farthest.get(back as object) === last;
    this.load(back, this.step === this.last && seen ? last : Math.min(this.step, last));
    if (!this.readonly) this.requests.restore(this.source.id(back));
    this.tell("shown");
  }

  #receive(): void {
    const { source, model } = this;
    const wire = model.get(source.trait) as W;
    const ack = source.ack(wire);
    if (ack === null) return;
    const taken = this.requests.accept(ack);
    if (taken) this.#wire = wire;
    const shown = taken && this.#show(source.decode(wire, model, this.shown));
    this.requests.proceed();
    this.answered();
    this.tell(shown ? "shown" : "status");
  }

  /** Take what Python sent; false for an answer to undo, whose state is on screen already. */
  #show(next: T): boolean {
    const { source } = this;
    if (source.bytes && source.id(next) === source.id(this.shown)) {
      this.shown = next;
      return false;
    }
    const step = this.initialStep(next);
    if (source.bytes && !this.merging) this.#keep(this.shown, source.bytes);
    this.#redo = [];
    this.problem = null;
    this.load(next, step);
    return true;
  }

  #keep(shown: T, bytes: (shown: T) => number): void {
    this.#undo.push(shown);
    const held = (): number => this.#undo.reduce((sum, kept) => sum + bytes(kept), 0);
    while (this.#undo.length > MOST_KEPT || (this.#undo.length > 1 && held() > MOST_BYTES)) this.#undo.shift();
  }

  /** Python has set the step, or another page with the same widget has; a step of another state than is on screen says nothing. */
  #follow(): void {
    const { model, source } = this;
    const step = Number(model.get("step"));
    if (model.get(source.trait) === this.#wire && step !== this.step && Number.isInteger(step)) this.go(step);
  }

  #fail(): void {
    const problem = this.model.get("problem") as Problem | undefined;
    if (problem?.what) this.accept(problem.ack, () => { this.problem = problem; });
  }
}
