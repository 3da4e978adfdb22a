/**
 * One Stepper's state in the browser, shared by all its displays: the trace, the step, what can be
 * undone, and the one request that is on its way to Python.
 */
import { Metronome, play, type Move, type Play } from "./player";
import { RequestQueue } from "./requests";
import { StepWriter } from "./step_writer";
import { decode, type Trace } from "./trace";
import type { Edit, ModelLike, Problem, Starts, TraceWire } from "./types";

export type News = "trace" | "step" | "play" | "status";

/** What undo keeps at most. */
const MOST_TRACES = 50;
const MOST_BYTES = 64e6;

const sessions = new WeakMap<ModelLike, Session>();

/** The session of a model: the same for every display of it. */
export function sessionOf(model: ModelLike): Session {
  let session = sessions.get(model);
  if (!session) sessions.set(model, (session = new Session(model)));
  return session;
}

export class Session {
  trace: Trace;
  starts: Starts | null = null;
  problem: Problem | null = null;
  /** no Python behind it: an exported page */
  readonly readonly: boolean;
  readonly requests: RequestQueue;
  #play: Play;
  /** the trace on screen is not the one that Python has: the learner went back, Python follows */
  #apart = false;
  #undo: Trace[] = [];
  #redo: Trace[] = [];
  readonly #listeners = new Set<(news: News) => void>();
  readonly #metronome = new Metronome(() => this.move({ kind: "tick" }));
  readonly #writer: StepWriter;
  readonly #handlers: [string, () => void][] = [
    ["change:trace", () => this.#receive()],
    ["change:problem", () => this.#fail()],
    ["change:starts", () => this.#histogram()],
    ["change:step", () => this.#follow()],
  ];

  constructor(readonly model: ModelLike) {
    this.readonly = model.get("readonly") === true;
    this.trace = decode(model.get("trace") as TraceWire);
    const step = Number(model.get("step") ?? 0);
    this.#play = play({ step: 0, last: 0, playing: false, speed: 1 },
      { kind: "load", step, last: this.trace.frames - 1 });
    this.requests = new RequestQueue(model, () => [this.trace.head.id, this.step], () => this.#tell("status"));
    this.#writer = new StepWriter(model, () => this.step);
    const starts = model.get("starts") as Starts | undefined;
    if (starts?.seeds) this.starts = starts;
  }

  get step(): number { return this.#play.step; }
  get last(): number { return this.#play.last; }
  get playing(): boolean { return this.#play.playing; }
  get speed(): number { return this.#play.speed; }
  get canUndo(): boolean { return this.#undo.length > 0; }
  get canRedo(): boolean { return this.#redo.length > 0; }

  /** Hear of changes. The first listener starts listening to the model, the last one ends it. */
  subscribe(listener: (news: News) => void): () => void {
    if (this.#listeners.size === 0) {
      for (const [event, handler] of this.#handlers) this.model.on(event, handler);
    }
    this.#listeners.add(listener);
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      for (const [event, handler] of this.#handlers) this.model.off(event, handler);
      this.move({ kind: "stop" });
      this.requests.rest();
      this.#writer.rest();
    };
  }

  /** Move the player. */
  move(move: Move): void {
    const before = this.#play;
    this.#play = play(before, move);
    const now = this.#play;
    if (now.playing && !before.playing) this.#metronome.start(() => this.#play.speed);
    if (!now.playing && before.playing) this.#metronome.stop();
    if (now.step !== before.step) {
      this.#tell("step");
      this.#write();
    }
    if (now.playing !== before.playing || now.speed !== before.speed) this.#tell("play");
  }

  /** Ask Python for a change. */
  edit(edit: Edit): void {
    if (this.readonly) return;
    this.move({ kind: "stop" });
    this.problem = null;
    this.requests.ask(edit);
  }

  undo(): void {
    const back = this.#undo.pop();
    if (!back) return;
    this.#redo.push(this.trace);
    this.#goBackTo(back);
  }

  redo(): void {
    const forth = this.#redo.pop();
    if (!forth) return;
    this.#undo.push(this.trace);
    this.#goBackTo(forth);
  }

  forgetProblem(): void {
    this.problem = null;
    this.#tell("status");
  }

  /** The old trace shows at once, from memory; Python follows when it can. */
  #goBackTo(trace: Trace): void {
    this.#apart = !this.readonly;
    this.#load(trace, Math.min(this.step, trace.frames - 1));
    if (!this.readonly) this.requests.restore(trace.head.id);
    this.#tell("trace");
  }

  #receive(): void {
    const wire = this.model.get("trace") as TraceWire;
    const taken = this.requests.accept(wire.head.ack);
    if (taken) this.#apart = false;
    const shown = taken && this.#show(decode(wire));
    this.requests.proceed();
    this.#tell(shown ? "trace" : "status");
  }

  /** Take what Python sent; false for an answer to undo, whose trace is on screen already. */
  #show(trace: Trace): boolean {
    if (trace.head.id === this.trace.head.id) {
      this.trace = trace;
      return false;
    }
    this.#undo.push(this.trace);
    this.#redo = [];
    this.#bound();
    this.#load(trace, trace.head.land);
    return true;
  }

  /** Python has set the step, or another page with the same widget has. */
  #follow(): void {
    const step = Number(this.model.get("step"));
    if (this.#apart || step === this.step || !Number.isInteger(step)) return;
    this.move({ kind: "stop" });
    this.move({ kind: "to", step });
  }

  #load(trace: Trace, step: number): void {
    this.move({ kind: "stop" });
    this.trace = trace;
    this.#play = play(this.#play, { kind: "load", step, last: trace.frames - 1 });
    if (!this.readonly) this.#writer.now();
  }

  #bound(): void {
    const bytes = () => this.#undo.reduce((sum, trace) => sum + trace.bytes, 0);
    while (this.#undo.length > MOST_TRACES || (this.#undo.length > 1 && bytes() > MOST_BYTES)) {
      this.#undo.shift();
    }
  }

  #fail(): void {
    const problem = this.model.get("problem") as Problem | undefined;
    if (!problem?.what) return;
    this.requests.accept(problem.ack);
    this.problem = problem;
    this.requests.proceed();
    this.#tell("status");
  }

  #histogram(): void {
    const starts = this.model.get("starts") as Starts | undefined;
    if (!starts?.seeds) return;
    this.requests.accept(starts.ack);
    this.starts = starts;
    this.requests.proceed();
    this.#tell("status");
  }

  #write(): void {
    if (!this.readonly) this.#writer.write();
  }

  #tell(news: News): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}
