/** A Race's session: it moves from moment to moment, each an amount of work that all racers have had. */
import { Session, type Clock, type Source } from "../../core/session";
import type { Trace } from "../../core/trace";
import type { ModelLike } from "../../core/types";
import { RaceClock } from "./clock";
import { decodeRace, lastUpTo, nearestTo, type Lane, type Race, type RaceWire } from "./wire";

const SOURCE: Source<Race, RaceWire> = {
  trait: "shown",
  ack: (wire) => wire.head?.ack ?? null,
  decode: decodeRace,
  id: ({ head }) => head.id,
  steps: ({ moments }) => moments.length,
};

export class RaceSession extends Session<Race, RaceWire> {
  protected override readonly clock: Clock = new RaceClock(() => this.place, (place) => this.#reach(place));

  constructor(model: ModelLike) {
    super(model, SOURCE);
  }

  get race(): Race { return this.shown; }
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

  protected override initialStep({ places }: Race): number {
    return nearestTo(places, this.place);
  }

  /** The clock stands at a place: show the last moment up to there. */
  #reach(place: number): void {
    const step = Math.max(this.step, lastUpTo(this.race.places, place + 1e-9));
    this.move({ kind: "to", step });
    if (step === this.last) this.move({ kind: "stop" });
  }
}
