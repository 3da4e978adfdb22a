/** The Race: estimators side by side, moved by the work that they have done. */
import { sessionOf } from "../../core/session";
import type { ModelLike } from "../../core/types";
import { painters } from "../../painters";
import { longest, type CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { timeKey } from "../../shell/keyboard";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import type { Looking } from "../../shell/point_keys";
import { makeTransport, type Transport } from "../../shell/transport";
import { captionAt, longestCaption } from "./caption";
import { raceChart } from "./chart";
import { raceControls } from "./controls";
import { raceLanes } from "./lanes";
import lanesCss from "../../panels/lanes.css";
import css from "./race.css";
import { grouped, type RaceScreen, type RaceSwitches } from "./screen";
import { RaceSession } from "./session";
import { raceTable } from "./table";
import { nearestTo } from "./wire";

const KEYS: KeyList = [["← →", "keys.step"], ["Home End", "keys.ends"], ["Space", "keys.run"], ["R", "keys.regions"]];
/** Places on the scrubber. */
const PLACES = 1000;

/** Draw a Race into `host`; the returned function takes it away. */
export function renderRace(model: ModelLike, host: HTMLElement): () => void {
  const race = new RaceView(model, host);
  return () => race.end();
}

class RaceView extends Shell<RaceSwitches> implements RaceScreen {
  readonly session: RaceSession;
  readonly #lanes: ReturnType<typeof raceLanes>;
  readonly #chart: ReturnType<typeof raceChart>;

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "race", "tc-race", { ...START, regions: true, equal: model.get("equal_axes") !== false });
    this.session = sessionOf(model, RaceSession);
    const lanes = this.#lanes = raceLanes(this, painters);
    const chart = this.#chart = raceChart(this);
    this.endings.push(() => lanes.end(), () => chart.end());
    this.build(host, {
      css: lanesCss + css,
      stage: [lanes, chart],
      transport: this.#transport(),
      controls: [raceControls(this)],
      look: () => this.#looking(),
      extras: [raceTable(this)],
      keys: KEYS,
      table: "control.ends",
      future: true,
      slow: this.words("race.slow"),
    });
    this.draw();
  }

  forward(): void {
    this.session.go(this.session.step + 1);
  }

  #looking(): Looking {
    const { session, words } = this;
    const lane = session.race.lanes[0]!;
    return {
      highlight: session.highlight, words, plane: this.#lanes.first(), trace: lane.trace, step: session.frame(lane), future: false,
      announce: (text) => this.announce(text), go: (to) => session.go(to),
    };
  }

  protected captionText(): CaptionText {
    const { session } = this;
    // while it runs the sentence changes faster than it can be said
    return { sentence: captionAt(this), longest: longestCaption(this), notes: session.race.head.notices, hurried: session.playing };
  }

  protected headerText(): HeaderText {
    const { words, session: { step, work, race: { head, lanes, axis } } } = this;
    return {
      title: words("race.title"), subtitle: head.about, status: words(this.knowsEnd ? "race.status" : "race.status.open", { work: grouped(work), all: grouped(axis.high) }),
      label: words("race.label", { names: lanes.map(({ name }) => name).join(", ") }), data: { step, race: head.id, work },
    };
  }

  protected override repaint(): void {
    this.#lanes.redraw();
    this.#chart.redraw();
  }

  protected key(event: KeyboardEvent): KeyAct {
    return event.key.toLowerCase() === "r" ? this.toggle("regions") : timeKey(event, this);
  }

  /** One scrubber for all: it runs along the work. */
  #transport(): Transport {
    const { session, words } = this;
    const [next, end] = [words("transport.next"), words("race.end")];
    const names = {
      at: (step: number) => ({ now: words("race.now", { work: grouped(session.race.moments[step] ?? 0) }), next: step < session.last ? next : end }),
      longest: () => longest([next, end]),
    };
    return makeTransport(this, names, {
      last: () => PLACES,
      at: (step) => Math.round(PLACES * (session.race.places[step] ?? 0)),
      step: (place) => nearestTo(session.race.places, place / PLACES),
      kinds: () => [],
    });
  }
}
