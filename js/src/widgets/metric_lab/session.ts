/** A MetricLab's session: labels and scores, which Python, or a page by itself, makes anew after each edit. */
import type { Aim } from "../../core/highlight";
import { Session, type Source } from "../../core/session";
import type { Rows } from "../../core/rows";
import type { Edit, ModelLike } from "../../core/types";
import { makeWords, type Catalogue, type Words } from "../../core/words";
import { verdict } from "./challenges";
import { edited, lettersOf, type Edited } from "./labels";
import { facts, sentence, type Scored } from "./reasons";
import { agreement, countsOf, separation, type Counts } from "./scores";
import { pictured, rowsOf, type Pictured } from "./pictured";
import { decodeLab, decodeState, NOISE, type Lab, type LabWire, type State, type StateWire } from "./wire";

const SOURCE: Source<State, StateWire> = {
  trait: "shown",
  ack: (wire) => (wire?.labels ? wire.ack : null),
  decode: decodeState,
  id: ({ id }) => id,
  steps: () => 1,
  bytes: ({ labels }) => 4 * labels.byteLength,
};

export class MetricSession extends Session<State, StateWire> {
  readonly lab: Lab;
  readonly #words: Words;
  readonly #start: Uint16Array;
  #last: number;
  #rows: Rows | null = null;
  /** edits that wait for Python */
  readonly #line: Edit[] = [];
  readonly #known = new WeakMap<Uint16Array, Scored>();
  #counted: { state: State; counts: Counts } | null = null;
  #pictured: { state: State; trace: Pictured } | null = null;

  constructor(model: ModelLike) {
    super(model, SOURCE);
    this.lab = decodeLab(model.get("lab") as LabWire);
    this.#words = makeWords((model.get("words") ?? {}) as Catalogue);
    this.#start = this.shown.labels;
    this.#last = this.shown.id;
  }

  /** nothing can be edited: a page edits by itself */
  get fixed(): boolean { return this.model.get("controls") === "steps"; }

  /** Clusters by classes. */
  get counts(): Counts {
    if (this.#counted?.state !== this.shown) this.#counted = { state: this.shown, counts: countsOf(this.lab, this.shown.labels) };
    return this.#counted!.counts;
  }

  /** What a point is called, with its class, and its features. */
  get rows(): Rows {
    return (this.#rows ??= rowsOf(this.lab, this.#words));
  }

  /** The points in the looks of their clusters. */
  get trace(): Pictured {
    if (this.#pictured?.state !== this.shown) this.#pictured = { state: this.shown, trace: pictured(this.lab, this.shown) };
    return this.#pictured!.trace;
  }

  /** What a cluster is called. */
  readonly called = (cluster: number): string => (cluster === NOISE || cluster < 0 ? this.#words("metric_lab.noise") : lettersOf(cluster));

  /** Each edit counts: one that waits for the answer before it isn't overtaken by the next. */
  protected override answered(): void {
    const next = this.busy ? undefined : this.#line.shift();
    if (next) super.edit(next);
  }

  /** What was on its way is of labels that are gone. */
  override undo(): void {
    this.#line.length = 0;
    super.undo();
  }

  /** Where there is no Python, the page edits and scores by itself. */
  override edit(edit: Edit): void {
    if (!this.readonly) {
      if (this.busy) this.#line.push(edit);
      else super.edit(edit);
      return;
    }
    if (this.fixed) return;
    const { shown } = this;
    if (edit.kind === "challenge") {
      const challenge = this.lab.head.challenges.find(({ key }) => key === edit.key);
      this.model.set("shown", { ...shown, challenge: challenge ? verdict(challenge, this.#scored(shown.labels).quantities) : null });
      return;
    }
    const next = edited(this.lab, shown.labels, edit, this.#start, this.called);
    if (next?.labels.some((label, i) => label !== shown.labels[i])) this.model.set("shown", this.#next(next));
    else this.tell("status");
  }

  /** What was pointed at stays lit. */
  override load(shown: State, step: number): void {
    const { kept } = this.highlight;
    super.load(shown, step);
    this.highlight.keep(kept?.kind === "point" ? kept : null);
  }

  #scored(labels: Uint16Array): Scored {
    let found = this.#known.get(labels);
    if (found === undefined) {
      const counts = countsOf(this.lab, labels);
      this.#known.set(labels, (found = { counts, quantities: { ...agreement(counts), ...separation(this.lab, labels) } }));
    }
    return found;
  }

  #next({ labels, form, values }: Edited): StateWire {
    const { lab: { head }, shown } = this;
    const [before, now] = [this.#scored(shown.labels), this.#scored(labels)];
    const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);
    const challenge = head.challenges.find(({ key }) => key === shown.challenge?.key);
    return {
      id: this.#last += 1, ack: 0, labels, caption: this.#words(`metric_lab.did.${form}`, values),
      scores: head.scores.map(({ name }) => ({
        value: finite(now.quantities[name]), before: finite(before.quantities[name]),
        why: sentence(this.#words, facts(name, before, now, head.classes, this.called)),
      })),
      challenge: challenge ? verdict(challenge, now.quantities) : null,
    };
  }

  /** The points of a cluster in a class, or of a whole cluster. */
  cellAim(cluster: number, known: number | null, text: string): Aim {
    const { shown: { labels }, lab: { classes } } = this;
    const points: number[] = [];
    for (let i = 0; i < labels.length; i += 1) if (labels[i] === cluster && (known === null || classes[i] === known)) points.push(i);
    return { kind: "points", points, text };
  }
}
