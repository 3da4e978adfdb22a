/** The comparison: estimators side by side, stepping together. */
import { sessionOf } from "../../core/session";
import type { ModelLike } from "../../core/types";
import { equalButton, regionsButton } from "../../panels/buttons";
import { longest, type CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { timeKey } from "../../shell/keyboard";
import type { Looking } from "../../shell/point_keys";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import { makeTransport, stepText, type Transport } from "../../shell/transport";
import lanesCss from "../../panels/lanes.css";
import css from "./compare.css";
import { compareLanes, type LanesPanel } from "./lanes";
import type { CompareScreen, CompareSwitches } from "./screen";
import { lookedLine } from "./looked";
import { CompareSession } from "./session";
import { compareTable } from "./table";

const KEYS: KeyList = [["← →", "keys.step"], ["Home End", "keys.ends"], ["Space", "keys.run"], ["R", "keys.regions"]];

/** Draw a comparison into `host`; the returned function takes it away. */
export function renderCompare(model: ModelLike, host: HTMLElement): () => void {
  const compare = new CompareView(model, host);
  return () => compare.end();
}

class CompareView extends Shell<CompareSwitches> implements CompareScreen {
  readonly session: CompareSession;
  readonly #lanes: LanesPanel;

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "compare", "tc-compare", { ...START, regions: true, equal: model.get("equal_axes") !== false });
    this.session = sessionOf(model, CompareSession);
    const lanes = this.#lanes = compareLanes(this);
    this.endings.push(() => lanes.end());
    this.build(host, {
      css: lanesCss + css,
      stage: [lanes, lookedLine(this)],
      transport: this.#transport(),
      controls: [equalButton(this), regionsButton(this)],
      look: () => this.#looking(),
      extras: [compareTable(this)],
      keys: KEYS,
      table: "control.compared",
      future: true,
      readonly: "",
    });
    this.draw();
  }

  forward(): void {
    this.session.go(this.session.step + 1);
  }

  #looking(): Looking {
    const { session, words } = this;
    const lane = session.shown.lanes[0]!;
    return {
      ...this.#lanes.first(), words, trace: lane.trace, step: session.frame(lane), future: false,
      announce: (text) => this.announce(text), go: (to) => session.go(Math.max(0, lane.frames.findIndex((frame) => frame >= to))),
    };
  }

  /** What is heard of a step; what is read stands under the names. */
  protected captionText(): CaptionText {
    const { session, words } = this;
    const { step, shown: { head, lanes } } = session;
    const parts = lanes.map((lane) => `${lane.name}: ${lane.trace.head.frames.caption[session.frame(lane)] ?? ""}`).join(" ");
    const n = head.clusters[step];
    const sentence = head.clusters.length === 0 ? words("compare.steps", { step, parts })
      : n === undefined ? words("compare.cut", { parts }) : words("compare.clusters", { n: n.toLocaleString("en"), parts });
    return { sentence, longest: "", notes: head.notices, hurried: session.playing };
  }

  protected headerText(): HeaderText {
    const { words, session: { step, shown: { head, lanes } } } = this;
    return {
      title: words("compare.title"), subtitle: head.about, status: stepText(this),
      label: words("compare.label", { names: lanes.map(({ name }) => name).join(", ") }), data: { step },
    };
  }

  protected override repaint(): void {
    this.#lanes.redraw();
  }

  protected key(event: KeyboardEvent): KeyAct {
    return event.key.toLowerCase() === "r" ? this.toggle("regions") : timeKey(event, this);
  }

  #transport(): Transport {
    const { session, words } = this;
    const [next, end] = [words("compare.next"), words("compare.end")];
    return makeTransport(this, {
      at: (step) => ({ now: stepText(this, step), next: step < session.last ? next : end }),
      longest: () => longest([next, end]),
    }, { last: () => session.last, at: (step) => step, step: (number) => number, kinds: () => [] });
  }
}
