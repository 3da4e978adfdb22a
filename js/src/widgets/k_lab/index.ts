/** The KLab: clusters, criteria and silhouettes of the chosen k, all of them sent once. */
import { createPlane, type Plane } from "../../core/plane";
import { sessionOf, type News } from "../../core/session";
import { TraceSession } from "../../core/trace_session";
import type { ModelLike } from "../../core/types";
import { painters } from "../../painters";
import { paintLights } from "../../painters/lights";
import { planePanel } from "../../panels/plane_panel";
import { longest, type CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { timeKey } from "../../shell/keyboard";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import type { Looking } from "../../shell/point_keys";
import { side } from "../../shell/stage";
import { transportOf } from "../../shell/transport";
import { TypedNumber } from "../../shell/typed_number";
import { silhouettesPanel } from "./silhouette_bars";
import { kControlsPanel } from "./controls";
import { curvesPanel } from "./curves";
import css from "./k_lab.css";
import type { KScreen, KSwitches } from "./screen";
import { kTablePanel } from "./table";
import { decodeScan, nearestStep, type Scan, type ScanWire } from "./wire";

const KEYS: KeyList = [
  ["← →", "keys.k.step"], ["Home End", "keys.k.ends"], ["0–9", "keys.k.type"], ["Space", "keys.k.run"],
  ["S", "keys.k.features"], ["B", "keys.k.bands"], ["R", "keys.regions"],
];

/** Draw a KLab into `host`; the returned function takes it away. */
export function renderKLab(model: ModelLike, host: HTMLElement): () => void {
  const lab = new KLab(model, host);
  return () => lab.end();
}

class KLab extends Shell<KSwitches> implements KScreen {
  readonly session: TraceSession;
  scan: Scan;
  features: "raw" | "scaled" = "raw";
  readonly #plane: Plane;
  readonly #scans: { raw: Scan; scaled: Scan | null };
  readonly #typed = new TypedNumber((text) => this.scan.k.some((k) => String(k).startsWith(text)));

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "k_lab", "tc-klab", { ...START, regions: true, bands: true, equal: true });
    this.session = sessionOf(model, TraceSession);
    const raw = decodeScan(model.get("trace") as ScanWire)!;
    this.#scans = { raw, scaled: decodeScan(model.get("scaled") as ScanWire | undefined) };
    this.scan = raw;
    this.#plane = createPlane({ words: this.words, edit: () => undefined, answer: () => undefined, highlight: this.session.highlight }, painters, paintLights);
    const follow = (): void => this.#follow();
    model.on("change:features", follow);
    this.endings.push(() => this.#plane.destroy(), () => model.off("change:features", follow));
    this.build(host, {
      css,
      stage: [planePanel(this.#plane, {
        words: this.words, hint: this.words("look.hint"), announce: (text) => this.announce(text),
        now: () => ({ trace: this.session.trace, step: this.session.step, rows: this.scan.rows }),
      }), side(curvesPanel(this)), silhouettesPanel(this)],
      transport: transportOf(this, {
        at: (step) => this.#names(step),
        longest: () => longest(this.scan.k.map((_, step) => this.#names(step).next)),
      }),
      controls: [kControlsPanel(this)],
      look: () => this.#looking(),
      extras: [kTablePanel(this)],
      keys: KEYS,
      future: true,
      readonly: "",
    });
    this.#load(this.session.step);
  }

  get hasScaled(): boolean {
    return this.#scans.scaled !== null;
  }

  readonly choose = (step: number): void => this.session.go(step);

  forward(): void {
    this.choose(this.session.step + 1);
  }

  show(features: "raw" | "scaled"): void {
    if (features === this.features || !this.#scans[features]) return;
    this.model.set("features", features);
    this.model.save_changes();
    this.#follow();
  }

  #looking(): Looking {
    const { session, words } = this;
    const { highlight, trace, step } = session;
    return {
      highlight, words, plane: this.#plane, trace, step, future: true,
      announce: (text) => this.announce(text), go: (to) => session.go(to),
    };
  }

  protected captionText(): CaptionText {
    const { scan, knowsEnd, session: { step, trace: { head } } } = this;
    const { caption } = head.frames;
    const [verdict = "", ...notices] = head.notices;
    return {
      sentence: (knowsEnd ? scan.captions : caption)[step] ?? "", longest: longest([...caption, ...scan.captions]),
      notes: [head.projection, ...notices], verdict: { text: verdict, known: knowsEnd },
    };
  }

  protected headerText(): HeaderText {
    const { session: { step, trace: { head } }, words, scan, features } = this;
    const k = scan.k[step] ?? 0;
    return {
      title: head.title, subtitle: head.subtitle, label: words("k_lab.label", { title: head.subtitle }),
      status: words("k_lab.status", { k, first: scan.k[0] ?? 0, last: scan.k.at(-1) ?? 0 }), data: { k, features },
    };
  }

  protected override repaint(): void {
    this.#plane.redraw();
  }

  protected override onNews(news: News): void {
    if (news === "step") this.#plane.show(this.session.step, true);
    this.draw();
  }

  protected override draw(): void {
    this.#plane.setOptions({ regions: this.switches.regions, links: false, tool: "centers", readonly: true, axes: { equal: this.switches.equal, handles: false } });
    super.draw();
  }

  protected key(event: KeyboardEvent): KeyAct {
    const key = event.key.toLowerCase();
    if (/^\d$/.test(key)) return () => this.#type(key);
    switch (key) {
      case "r": return this.toggle("regions");
      case "b": return this.toggle("bands");
      case "s": return () => this.show(this.features === "raw" ? "scaled" : "raw");
      default: return timeKey(event, this);
    }
  }

  /** Show the features that the model names, at the k that was on screen. */
  #follow(): void {
    if (this.model.get("features") !== this.features) this.#load(nearestStep(this.#wanted().k, this.scan.k[this.session.step]!));
  }

  #wanted(): Scan {
    return (this.model.get("features") === "scaled" && this.#scans.scaled) || this.#scans.raw;
  }

  #load(step: number): void {
    const { session } = this;
    this.scan = this.#wanted();
    this.features = this.scan === this.#scans.raw ? "raw" : "scaled";
    session.load(this.scan.trace, step);
    this.#plane.setTrace(session.trace);
    this.#plane.show(session.step, false);
    this.draw();
  }

  #names(step: number): { now: string; next: string } {
    const { scan: { k }, words } = this;
    const next = k[step + 1];
    return {
      now: words("k_lab.now", { k: k[step] ?? 0 }),
      next: next === undefined ? words("k_lab.end") : words("k_lab.next", { k: next }),
    };
  }

  /** Choose the k that is typed; "1" and "2" soon after it are 12, where there is one. */
  #type(digit: string): void {
    const found = this.scan.k.indexOf(this.#typed.type(digit));
    if (found >= 0) this.choose(found);
  }
}
