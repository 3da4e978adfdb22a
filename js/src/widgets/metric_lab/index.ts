/** The MetricLab: labels that a learner edits on the plane, and every score that moves with them. */
import { createPlane, type Plane } from "../../core/plane";
import { sessionOf, type News } from "../../core/session";
import type { Edit, ModelLike } from "../../core/types";
import { layered } from "../../painters/layered";
import { paintLights } from "../../painters/lights";
import { switchButton } from "../../panels/buttons";
import { panelOf } from "../../panels/panel";
import { planePanel } from "../../panels/plane_panel";
import { longest, type CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { leave } from "../../shell/keyboard";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import type { Looking } from "../../shell/point_keys";
import { side } from "../../shell/stage";
import { el } from "../../core/dom";
import { challengePanel } from "./challenge_panel";
import { drawClasses } from "./classes";
import { choices, clusterChips } from "./clusters";
import { contingencyPanel } from "./contingency";
import { freeNumber } from "./labels";
import css from "./metric_lab.css";
import { lookOf } from "./pictured";
import { rulesPanel } from "./rules";
import { scoreRows, scoreText } from "./score_rows";
import { Stroke } from "./stroke";
import type { MetricScreen, MetricSwitches } from "./screen";
import { MetricSession } from "./session";
import { NOISE } from "./wire";

const KEYS: KeyList = [
  ["1–9", "keys.metric_lab.choose"], ["N −", "keys.metric_lab.new"], ["Space", "keys.metric_lab.give"], ["S", "keys.metric_lab.split"], ["M", "keys.metric_lab.merge"],
  ["H", "keys.metric_lab.shuffle"], ["E O", "keys.metric_lab.ends"], ["Z Y", "keys.metric_lab.undo"], ["R", "keys.metric_lab.reset"], ["C", "keys.metric_lab.classes"], ["P", "keys.metric_lab.brush"],
];

/** Draw a MetricLab into `host`; the returned function takes it away. */
export function renderMetricLab(model: ModelLike, host: HTMLElement): () => void {
  const lab = new MetricLab(model, host);
  return () => lab.end();
}

class MetricLab extends Shell<MetricSwitches> implements MetricScreen {
  readonly session: MetricSession;
  chosen = 0;
  readonly #plane: Plane;
  readonly #rules: HTMLElement;
  readonly #stroke: Stroke;
  #longest = "";

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "metric_lab", "tc-metric", { ...START, classes: true, brush: false });
    this.session = sessionOf(model, MetricSession);
    const { session, words } = this;
    const { lab } = session;
    this.chosen = choices(this)[0]!;
    const painter = layered({
      glide: 0,
      overlay: (scene, brush) => this.#stroke.paint(scene, brush),
      groundKey: () => String(this.switches.classes),
      ground: (scene, brush) => { if (this.switches.classes) drawClasses(lab, scene, brush); },
    });
    this.#plane = createPlane({ words, edit: () => undefined, answer: () => undefined, highlight: session.highlight }, { metric_lab: painter }, paintLights);
    this.#stroke = new Stroke(() => ({
      plane: this.#plane, n: lab.head.n, fixed: session.fixed, color: this.chosen === NOISE ? lab.head.noise : lookOf(lab, this.chosen).color,
      give: (points) => this.#give(points), wake: () => this.#show(),
    }), this.#plane.element);
    this.endings.push(() => this.#stroke.end(), () => this.#plane.destroy());
    const rules = rulesPanel(this);
    this.#rules = rules.element;
    this.build(host, {
      css,
      stage: [
        planePanel(this.#plane, { words, hint: words("metric_lab.hint"), announce: (text) => this.announce(text), now: () => ({ trace: session.trace, step: 0, rows: session.rows }) }),
        side(scoreRows(this)),
        contingencyPanel(this),
      ],
      transport: { row: panelOf(el("div", { class: "tc-ml-bench" }), clusterChips(this), rules) },
      controls: [switchButton(this, "brush", "metric_lab.brush"), ...(lab.head.classes.length ? [switchButton(this, "classes", "metric_lab.classes")] : [])],
      ...(lab.head.challenges.length ? { question: challengePanel(this) } : {}),
      look: () => this.#looking(),
      extras: [],
      keys: KEYS,
      readonly: words("metric_lab.readonly"),
      slow: words("metric_lab.slow"),
    });
    this.#plane.setTrace(session.trace);
    this.draw();
  }

  choose(cluster: number): void {
    this.chosen = cluster;
    this.draw();
    this.announce(this.words("metric_lab.chosen", { name: this.session.called(cluster) }));
  }

  #looking(): Looking {
    const { session, words } = this;
    return { highlight: session.highlight, words, plane: this.#plane, trace: session.trace, step: 0, future: true, announce: (text) => this.announce(text), go: () => undefined };
  }

  protected captionText(): CaptionText {
    const { session: { shown, lab: { head } } } = this;
    this.#longest = longest([shown.caption, this.#longest]);
    return { sentence: shown.caption, longest: this.#longest, notes: head.notices };
  }

  protected headerText(): HeaderText {
    const { words, session: { lab: { head }, counts, busy, shown } } = this;
    const k = counts.clusters.length;
    const n = head.n.toLocaleString("en");
    return {
      title: words("metric_lab.title"), label: words("metric_lab.label"),
      subtitle: head.classes.length ? words("metric_lab.about", { n, classes: head.classes.length }) : words("metric_lab.about.unknown", { n }),
      status: busy ? words("metric_lab.busy") : k === 1 ? words("metric_lab.status.one") : words("metric_lab.status", { k: k.toLocaleString("en") }),
      data: { clusters: k, state: shown.id, solved: shown.challenge?.solved ?? false, chosen: this.chosen, brush: this.switches.brush },
    };
  }

  protected override repaint(): void {
    this.#plane.redraw();
  }

  protected override onNews(news: News): void {
    if (!this.session.busy) this.#stroke.drop(); // what was given is done, or was refused
    this.draw();
    if (news === "shown") this.#tellScores(); // after the caption, which is heard with them
  }

  protected override draw(): void {
    this.#plane.recolor(this.session.trace);
    this.#show();
    super.draw();
  }

  #show(): void {
    this.#plane.setOptions({ regions: this.switches.classes, links: false, tool: "look", readonly: true, axes: { equal: true, handles: false } });
  }

  /** A screen reader hears what was done, and the scores that moved. */
  #tellScores(): void {
    const { shown, lab: { head } } = this.session;
    const moved = shown.scores.flatMap(({ value, before }, i) =>
      (before === null || value === before ? [] : [this.words("metric_lab.spoken", { score: head.scores[i]!.title, now: scoreText(value, head.scores[i]!), was: scoreText(before, head.scores[i]!) })]));
    this.announce([shown.caption, ...moved].join(" "));
  }

  protected key(event: KeyboardEvent): KeyAct {
    const { session } = this;
    const { kept } = session.highlight;
    const key = event.key.toLowerCase();
    if (/^[1-9]$/.test(key)) {
      const cluster = choices(this).filter((one) => one !== NOISE)[Number(key) - 1];
      return cluster === undefined ? null : () => this.choose(cluster);
    }
    const click = (act: string): (() => void) => () => this.#rules.querySelector<HTMLButtonElement>(`[data-act="${act}"]`)?.click();
    switch (key) {
      case "n": return () => this.choose(freeNumber(session.shown.labels));
      case "-": return () => this.choose(NOISE);
      case " ": return kept?.kind === "point" || kept?.kind === "points" ? () => this.#give(kept.kind === "point" ? [kept.point] : [...Array.from(kept.points)]) : null;
      case "s": return click("metric_lab.split");
      case "m": return click("metric_lab.merge");
      case "h": return click("metric_lab.shuffle");
      case "e": return click("metric_lab.each_alone");
      case "o": return click("metric_lab.all_together");
      case "r": return click("metric_lab.reset");
      case "z": return () => session.undo();
      case "y": return () => session.redo();
      case "c": return session.lab.head.classes.length ? this.toggle("classes") : null;
      case "p": return this.toggle("brush");
      case "escape": return () => leave(this.root);
      default: return null;
    }
  }

  #give(points: number[]): void {
    const edit: Edit = { kind: "assign", points, cluster: this.chosen === NOISE ? -1 : this.chosen };
    if (points.length) this.session.edit(edit);
  }
}
