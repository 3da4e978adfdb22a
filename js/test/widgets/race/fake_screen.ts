import { sessionOf } from "../../../src/core/session";
import { START } from "../../../src/shell/shell";
import type { RaceScreen } from "../../../src/widgets/race/screen";
import { RaceSession } from "../../../src/widgets/race/session";
import { FakeModel } from "../../wire";
import { makeRace } from "./made";

/** What a panel of a Race sees, with a session of its own. */
export function screenOf(values: Record<string, unknown> = {}): RaceScreen & { model: FakeModel } {
  const model = new FakeModel({ shown: makeRace(), ...values });
  const screen: RaceScreen & { model: FakeModel } = {
    model, session: sessionOf(model, RaceSession), root: document.createElement("div"), announce: () => undefined, forward: () => undefined,
    words: (key, said = {}) => [key, ...Object.values(said)].join(" "),
    get reached() { return screen.switches.future ? screen.session.last : screen.session.farthest; },
    get knowsEnd() { return screen.reached === screen.session.last; },
    switches: { ...START, regions: true, equal: true }, setSwitches: (change) => { Object.assign(screen.switches, change); },
  };
  return screen;
}
