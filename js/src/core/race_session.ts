/**
 * One Race's state in the browser, shared by all its displays: the race, the moment on screen, and
 * the one request that is on its way to Python.
 */
import { play, type Move, type Play } from "./player";
import { RaceClock } from "./race_clock";
import { decodeRace, lastUpTo, nearestTo, type Lane, type Race, type RaceWire } from "./race_types";
import { RequestQueue } from "./requests";
import { StepWriter } from "./step_writer";
import type { Trace } from "./trace";
import type { Edit, ModelLike, Problem } from "./types";

export type RaceNews = "race" | "step" | "status";

const sessions = new WeakMap<ModelLike, RaceSession>();

/** The session of a model: the same for every display of it. */
export function raceSessionOf(model: ModelLike): RaceSession {
  let session = sessions.get(model);
  if (!session) sessions.set(model, (session = new RaceSession(model)));
  return session;
}

export class RaceSession {
  race: Race;
  problem: Problem | null = null;
  /** no Python behind it: an exported page */
  readonly readonly: boolean;
  readonly requests: RequestQueue;
  #play: Play;
  readonly #clock = new RaceClock((place) => this.#reach(place));
  readonly #writer: StepWriter;
  readonly #listeners = new Set<(news: RaceNews) => void>();
  readonly #handlers: [string, () => void][] = [
    ["change:shown", () => this.#receive()],
    ["change:problem", () => this.#fail()],
    ["change:step", () => this.#follow()],
  ];

  constructor(readonly model: ModelLike) {
    this.readonly = model.get("readonly") === true;
    this.race = decodeRace(model.get("shown") as RaceWire);
    this.#play = play({ step: 0, last: 0, playing: false, speed: 1 }, this.#loaded(Number(model.get("step") ?? 0)));
    this.requests = new RequestQueue(model, () => [this.race.head.id, this.step], () => this.#tell("status"));
    this.#writer = new StepWriter(model, () => this.step);
  }

  get step(): number { return this.#play.step; }
  get last(): number { return this.#play.last; }
  get playing(): boolean { return this.#play.playing; }
  get speed(): number { return this.#play.speed; }
  get busy(): boolean { return this.requests.busy; }
  /** distances that each racer has had by now */
  get work(): number { return this.race.moments[this.step] ?? 0; }
  /** where that stands on the scrubber, from 0 to 1 */
  get place(): number { return this.race.places[this.step] ?? 0; }
  /** the first racer's: what all have in common is there */
  get trace(): Trace { return this.race.lanes[0]!.trace; }

  /** The frame that a racer has reached by now. */
  frame({ work }: Lane): number {
    return lastUpTo(work, this.work);
  }

  /** Hear of changes. The first listener starts listening to the model, the last one ends it. */
  subscribe(listener: (news: RaceNews) => void): () => void {
    if (this.#listeners.size === 0) for (const [event, handler] of this.#handlers) this.model.on(event, handler);
    this.#listeners.add(listener);
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      for (const [event, handler] of this.#handlers) this.model.off(event, handler);
      this.move({ kind: "stop" });
      this.requests.rest();
      this.#writer.rest();
    };
  }

  move(move: Move): void {
    const before = this.#play;
    this.#play = play(before, move);
    const now = this.#play;
    if (now.playing && !before.playing) this.#clock.start(this.place, () => this.#play.speed);
    if (!now.playing && before.playing) this.#clock.stop();
    if (now.step !== before.step && !this.readonly) this.#writer.write();
    if (now.step !== before.step) this.#tell("step");
    else if (now.playing !== before.playing || now.speed !== before.speed) this.#tell("status");
  }

  edit(edit: Edit): void {
    if (this.readonly) return;
    this.move({ kind: "stop" });
    this.problem = null;
    this.requests.ask(edit);
  }

  forgetProblem(): void {
    this.problem = null;
    this.#tell("status");
  }

  /** The clock stands at a place: show the last moment up to there. */
  #reach(place: number): void {
    const step = Math.max(this.step, lastUpTo(this.race.places, place + 1e-9));
    this.move({ kind: "to", step });
    if (step === this.last) this.move({ kind: "stop" });
  }

  /** Python has set the step. With a new race it can't know where the browser lands, which says so. */
  #follow(): void {
    const step = Number(this.model.get("step"));
    const wire = this.model.get("shown") as RaceWire;
    if (wire.head?.id !== this.race.head.id || step === this.step || !Number.isInteger(step)) return;
    this.move({ kind: "stop" });
    this.move({ kind: "to", step });
  }

  #loaded(step: number): Move {
    return { kind: "load", step, last: this.race.moments.length - 1 };
  }

  #receive(): void {
    const wire = this.model.get("shown") as RaceWire;
    if (!wire.head) return; // Python has closed the widget
    const shown = this.requests.accept(wire.head.ack);
    if (shown) {
      const { place } = this;
      this.move({ kind: "stop" });
      this.race = decodeRace(wire);
      this.#play = play(this.#play, this.#loaded(nearestTo(this.race.places, place)));
      this.problem = null;
      if (!this.readonly) this.#writer.now();
    }
    this.requests.proceed();
    this.#tell(shown ? "race" : "status");
  }

  #fail(): void {
    const problem = this.model.get("problem") as Problem | undefined;
    if (!problem?.what) return;
    this.requests.accept(problem.ack);
    this.problem = problem;
    this.requests.proceed();
    this.#tell("status");
  }

  #tell(news: RaceNews): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}
