/** The Race: estimators side by side, moved by the work that they have done. */
import { el } from "../core/dom";
import { nearestTo } from "../core/race_types";
import { raceSessionOf, type RaceNews, type RaceSession } from "../core/race_session";
import { keepFocus } from "../core/focus";
import { isShortcut } from "../core/shortcut";
import { followTheme } from "../core/theme";
import type { ModelLike } from "../core/types";
import { makeWords, type Catalogue, type Words } from "../core/words";
import { kmeans } from "../painters/kmeans";
import { helpPanel, type KeyList } from "../panels/help";
import { problemPanel } from "../panels/problem";
import { raceCaption } from "../panels/race_caption";
import { raceChart } from "../panels/race_chart";
import { raceControls } from "../panels/race_controls";
import { raceLanes } from "../panels/race_lanes";
import { grouped, type RaceScreen, type RaceSwitches } from "../panels/race_screen";
import { raceTable } from "../panels/race_table";
import type { Panel } from "../panels/screen";
import { transportRow } from "../panels/transport";
import raceCss from "../race_lanes.css";
import css from "../styles";
import { listenKeys, timeKey } from "./keyboard";

const KEYS: KeyList = [
  ["← →", "keys.step"], ["Home End", "keys.ends"], ["Space", "keys.run"],
  ["R", "keys.regions"], ["T", "keys.table"], ["F", "keys.full"], ["?", "keys.help"],
];
/** Places on the scrubber. */
const PLACES = 1000;

/** Draw a Race into `host`; the returned function takes it away. */
export function renderRace(model: ModelLike, host: HTMLElement): () => void {
  const race = new Race(model, host);
  return () => race.end();
}

class Race implements RaceScreen {
  readonly session: RaceSession;
  readonly words: Words;
  readonly root: HTMLElement;
  switches: RaceSwitches = { regions: true, table: false, help: false };
  readonly #lanes: ReturnType<typeof raceLanes>;
  readonly #chart: ReturnType<typeof raceChart>;
  readonly #panels: Panel[];
  readonly #about = el("span", { class: "tc-muted" });
  readonly #status = el("span", { class: "tc-status" });
  readonly #endings: (() => void)[] = [];

  constructor(model: ModelLike, host: HTMLElement) {
    this.words = makeWords((model.get("words") ?? {}) as Catalogue);
    const { words } = this;
    this.session = raceSessionOf(model);
    this.root = el("div", {
      class: "teachclust tc-race", "data-widget": "race", tabindex: 0, role: "group",
    });
    this.#lanes = raceLanes(this, { kmeans });
    const chart = this.#chart = raceChart(this);
    const caption = raceCaption(this);
    const below = [problemPanel(this, words("status.readonly"), words("race.slow")), caption, this.#transport(),
      raceControls(this), raceTable(this), helpPanel(this, KEYS)];
    this.#panels = [this.#lanes, chart, ...below];
    this.root.append(
      el("style", {}, css, raceCss),
      el("div", { class: "tc-frame" },
        el("div", { class: "tc-head" }, el("span", { class: "tc-title" }, words("race.title")), this.#about, this.#status),
        this.#lanes.element, chart.element,
        el("div", { class: "tc-foot" }, ...below.map((panel) => panel.element))),
    );
    host.append(this.root);
    this.#endings.push(() => this.#lanes.end(), () => chart.end(), () => caption.end());
    this.#listen();
    this.#draw();
  }

  turn(change: Partial<RaceSwitches>): void {
    this.switches = { ...this.switches, ...change };
    this.#draw();
  }

  forward(): void {
    this.session.move({ kind: "stop" });
    this.session.move({ kind: "by", steps: 1 });
  }

  end(): void {
    for (const ending of this.#endings) ending();
    this.root.remove();
  }

  #listen(): void {
    const full = (): void => {
      this.root.dataset.full = String(document.fullscreenElement === this.root);
    };
    document.addEventListener("fullscreenchange", full);
    this.#endings.push(
      listenKeys(this.root, (event) => timeKey(event, this) ?? this.#key(event)),
      this.session.subscribe((news) => this.#hear(news)),
      followTheme(this.root, () => {
        this.#lanes.redraw();
        this.#chart.redraw();
      }),
      () => document.removeEventListener("fullscreenchange", full),
    );
  }

  #hear(_news: RaceNews): void {
    this.#draw();
  }

  #draw(): void {
    const { session, words, root } = this;
    const { head, lanes, axis } = session.race;
    this.#about.textContent = head.about;
    this.#status.textContent = words("race.status", { work: grouped(session.work), all: grouped(axis.high) });
    root.setAttribute("aria-label", words("race.label", { names: lanes.map(({ name }) => name).join(", ") }));
    root.setAttribute("aria-busy", String(session.busy));
    Object.assign(root.dataset, { step: session.step, race: head.id, work: session.work, busy: session.busy, playing: session.playing });
    keepFocus(root, () => { for (const panel of this.#panels) panel.update(); });
  }

  /** One scrubber for all: it runs along the work. */
  #transport(): Panel {
    const { session, words } = this;
    const names = (step: number): { now: string; next: string } => ({
      now: words("race.now", { work: grouped(session.race.moments[step] ?? 0) }),
      next: words(step < session.last ? "transport.next" : "race.end"),
    });
    const row = transportRow(this, () => this.#fullScreen(), names, {
      last: () => PLACES,
      at: (step) => Math.round(PLACES * (session.race.places[step] ?? 0)),
      step: (place) => nearestTo(session.race.places, place / PLACES),
      drawTicks: () => undefined,
    });
    // a step is a moment, however little of the way that is
    row.element.querySelector("input[type=range]")!.addEventListener("keydown", (event) => {
      const { key } = event as KeyboardEvent;
      const by = key === "ArrowRight" || key === "ArrowUp" ? 1 : key === "ArrowLeft" || key === "ArrowDown" ? -1 : 0;
      if (by === 0 || isShortcut(event as KeyboardEvent)) return;
      session.move({ kind: "stop" });
      session.move({ kind: "by", steps: by });
      event.preventDefault();
      event.stopPropagation();
    });
    return row;
  }

  #key(event: KeyboardEvent): (() => void) | null {
    const key = event.key.toLowerCase();
    const names = { r: "regions", t: "table", "?": "help" } as const;
    if (key in names) {
      const name = names[key as keyof typeof names];
      return () => this.turn({ [name]: !this.switches[name] });
    }
    return key === "f" ? () => this.#fullScreen() : null;
  }

  #fullScreen(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void this.root.requestFullscreen?.().catch(() => undefined);
  }
}
