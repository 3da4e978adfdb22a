/** The Scatter3D: three features of each row in a cube that is turned, clusters singled out, rows told. */
import type { Highlight } from "../../core/highlight";
import { reducedMotion } from "../../core/motion";
import { Session, sessionOf, type Source } from "../../core/session";
import { degrees } from "../../core/turn";
import type { ModelLike } from "../../core/types";
import type { CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { leave } from "../../shell/keyboard";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import { side } from "../../shell/stage";
import { scatter3dSentence } from "./caption";
import { sidesField, spinField } from "./controls";
import { scatter3dLegend } from "./legend";
import { scatter3dProfile } from "./profile";
import css from "./scatter3d.css";
import { scatter3dSentences } from "./sentences";
import { pairOf, SIDES, type Scatter3dScreen, type Scatter3dSwitches, type Side } from "./screen";
import { scatter3dTable } from "./table";
import { cloudView, type CloudView } from "./view";
import { decodeCloud, type Cloud, type CloudWire } from "./wire";

const KEYS: KeyList = [
  ["← ↑ → ↓", "keys.scatter3d.turn"], ["V", "keys.scatter3d.side"], ["Space", "keys.scatter3d.spin"], ["1–9", "keys.scatter3d.single"],
  ["0 Esc", "keys.scatter3d.all"], ["PgUp PgDn", "keys.scatter3d.rows"], ["Home End", "keys.scatter3d.ends"],
];

/** Python sends a cloud once. */
const SOURCE: Source<Cloud, CloudWire> = { trait: "cloud", ack: () => null, decode: decodeCloud, id: () => 0, steps: () => 1 };

class CloudSession extends Session<Cloud, CloudWire> {
  constructor(model: ModelLike) {
    super(model, SOURCE);
  }
}

/** Draw a Scatter3D into `host`; the returned function takes it away. */
export function renderScatter3d(model: ModelLike, host: HTMLElement): () => void {
  const wire = model.get("cloud") as Partial<CloudWire> | undefined;
  if (!wire?.points) return () => undefined; // Python has closed the widget
  const scatter = new Scatter3d(model, host);
  return () => scatter.end();
}

class Scatter3d extends Shell<Scatter3dSwitches> implements Scatter3dScreen {
  readonly session: CloudSession;
  readonly cloud: Cloud;
  readonly highlight: Highlight;
  single: number | null = null;
  chosen: number | null = null;
  side: Side | null = "corner";
  calm = reducedMotion();
  readonly #view: CloudView;

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "scatter3d", "tc-scatter3d", { ...START, spin: false });
    this.session = sessionOf(model, CloudSession);
    this.cloud = this.session.shown;
    this.highlight = this.session.highlight;
    this.#view = cloudView(this);
    const wish = matchMedia("(prefers-reduced-motion: reduce)");
    const calmer = (): void => {
      this.calm = reducedMotion();
      this.setSwitches({});
    };
    wish.addEventListener("change", calmer);
    this.endings.push(this.highlight.subscribe(() => this.#letGo()), () => this.#view.end(), () => wish.removeEventListener("change", calmer));
    this.build(host, {
      css,
      stage: [this.#view, side(scatter3dLegend(this), scatter3dProfile(this), scatter3dSentences(this))],
      transport: { row: sidesField(this) },
      controls: [spinField(this)],
      extras: [scatter3dTable(this)],
      keys: KEYS,
      table: "scatter3d.tables",
      readonly: "",
    });
    this.draw();
  }

  override setSwitches(change: Partial<Scatter3dSwitches>): void {
    super.setSwitches(this.calm ? { ...change, spin: false } : change);
  }

  singleOut(group: number | null): void {
    this.single = group;
    if (group !== null && this.chosen !== null && this.cloud.member[this.chosen] !== group) this.highlight.clear();
    this.draw();
  }

  choose(row: number | null): void {
    this.chosen = row;
    this.highlight.keep(row === null ? null : { kind: "point", point: row });
    this.draw();
  }

  /** The row is let go of with what was lit. */
  #letGo(): void {
    if (this.highlight.kept !== null || this.chosen === null) return;
    this.chosen = null;
    this.draw();
  }

  look(side: Side): void {
    this.#view.look(side);
  }

  turned(): void {
    const text = this.#status();
    if (text !== this.status.textContent) this.status.textContent = text;
    const side = this.#view.side();
    if (side === this.side) return;
    this.side = side;
    this.draw();
  }

  protected captionText(): CaptionText {
    return { sentence: scatter3dSentence(this), longest: "", notes: this.cloud.notices };
  }

  protected headerText(): HeaderText {
    const { words, cloud, side, single, chosen } = this;
    return {
      title: cloud.title, subtitle: words("scatter3d.count", { n: cloud.n.toLocaleString("en") }), status: this.#status(),
      label: words("scatter3d.label", { title: cloud.title }), data: { side: side ?? "", single: single ?? "", row: chosen ?? "" },
    };
  }

  protected override repaint(): void {
    this.#view.redraw();
  }

  protected key(event: KeyboardEvent): KeyAct {
    const turned = this.#view.key(event.key, event.shiftKey);
    if (turned) return turned;
    const nth = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
    if (nth >= 0) return this.cloud.labeled && nth < this.cloud.groups.length ? () => this.singleOut(this.single === nth ? null : nth) : null;
    switch (event.key) {
      case "0": return () => this.singleOut(null);
      case " ": return this.toggle("spin");
      case "PageDown": return () => this.#step(1);
      case "PageUp": return () => this.#step(-1);
      case "Home": return () => this.#step(-Infinity);
      case "End": return () => this.#step(Infinity);
      case "Escape": return () => this.#back();
      case "v": case "V": return () => this.look(SIDES[(SIDES.indexOf(this.side ?? "top") + 1) % SIDES.length]!);
      default: return null;
    }
  }

  #status(): string {
    const { words, cloud } = this;
    const side = this.#view.side();
    if (side && side !== "corner") return words(`scatter3d.status.${side}`, pairOf(cloud, side));
    const { yaw, pitch } = this.#view.turn;
    return words("scatter3d.status", { yaw: signed(degrees(yaw)), pitch: signed(degrees(pitch)) });
  }

  /** Let go of the row, then of the cluster, then of the keyboard. */
  #back(): void {
    if (this.chosen !== null) this.choose(null);
    else if (this.single !== null) this.singleOut(null);
    else leave(this.root);
  }

  /** Go to another row, of the cluster that is singled out. */
  #step(by: number): void {
    const { cloud: { member, shown }, single, chosen } = this;
    const fits = (i: number): boolean => single === null || member[i] === single;
    const way = by > 0 ? 1 : -1;
    let at = by === Infinity ? shown - 1 : by === -Infinity ? 0 : chosen === null ? (way > 0 ? 0 : shown - 1) : chosen + way;
    const inwards = Number.isFinite(by) ? way : -way;
    while (at >= 0 && at < shown && !fits(at)) at += inwards;
    if (at >= 0 && at < shown) this.choose(at);
  }
}

/** A whole number with a true minus. */
function signed(value: number): string {
  return value < 0 ? `−${-value}` : String(value);
}
