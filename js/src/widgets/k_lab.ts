/** The KLab: clusters, criteria and silhouettes of the chosen k, all of them sent once. */
import { el } from "../core/dom";
import { decodeScan, nearestStep, type Scan, type ScanWire } from "../core/k_types";
import { createPlane, type Plane } from "../core/plane";
import { sessionOf, type News, type Session } from "../core/session";
import { keepFocus } from "../core/focus";
import { followTheme } from "../core/theme";
import type { ModelLike } from "../core/types";
import { makeWords, type Catalogue, type Words } from "../core/words";
import kCss from "../k_lab.css";
import { painters } from "../painters";
import { captionPanel } from "../panels/caption";
import { helpPanel, type KeyList } from "../panels/help";
import { bladesPanel } from "../panels/k_blades";
import { kControlsPanel } from "../panels/k_controls";
import { curvesPanel } from "../panels/k_curves";
import { longest, type KScreen, type KSwitches } from "../panels/k_screen";
import { kTablePanel } from "../panels/k_table";
import { problemPanel } from "../panels/problem";
import type { Panel } from "../panels/screen";
import { transportPanel } from "../panels/transport";
import css from "../styles";
import { listenKeys, timeKey } from "./keyboard";

const KEYS: KeyList = [
  ["← →", "keys.k.step"], ["Home End", "keys.k.ends"], ["0–9", "keys.k.type"], ["Space", "keys.k.run"],
  ["S", "keys.k.features"], ["B", "keys.k.bands"], ["R", "keys.regions"], ["T", "keys.table"], ["F", "keys.full"], ["?", "keys.help"],
];
/** Milliseconds in which a second digit belongs to the number before it. */
const TYPING = 900;

/** Draw a KLab into `host`; the returned function takes it away. */
export function renderKLab(model: ModelLike, host: HTMLElement): () => void {
  const lab = new KLab(model, host);
  return () => lab.end();
}

class KLab implements KScreen {
  readonly session: Session;
  readonly words: Words;
  readonly root: HTMLElement;
  scan: Scan;
  features: "raw" | "scaled" = "raw";
  switches: KSwitches = { regions: true, bands: true, table: false, help: false };
  readonly #plane: Plane;
  readonly #scans: { raw: Scan; scaled: Scan | null };
  readonly #panels: Panel[];
  readonly #caption: ReturnType<typeof captionPanel>;
  readonly #title = el("span", { class: "tc-title" });
  readonly #subtitle = el("span", { class: "tc-muted" });
  readonly #status = el("span", { class: "tc-status" });
  readonly #endings: (() => void)[] = [];
  #typed = { text: "", at: -Infinity };

  constructor(readonly model: ModelLike, host: HTMLElement) {
    this.words = makeWords((model.get("words") ?? {}) as Catalogue);
    this.session = sessionOf(model);
    const raw = decodeScan(model.get("trace") as ScanWire)!;
    this.#scans = { raw, scaled: decodeScan(model.get("scaled") as ScanWire | undefined) };
    this.scan = raw;
    this.#plane = createPlane({ words: this.words, edit: () => undefined, answer: () => undefined }, painters);
    this.root = el("div", {
      class: "teachclust tc-klab", "data-widget": "k_lab", tabindex: 0, role: "group",
    });
    this.#caption = captionPanel(this);
    const curves = curvesPanel(this);
    const blades = bladesPanel(this);
    const below = [problemPanel(this, ""), this.#caption, transportPanel(this, () => this.#fullScreen(), (step) => this.#names(step)),
      kControlsPanel(this), kTablePanel(this), helpPanel(this, KEYS)];
    this.#panels = [curves, blades, ...below];
    this.root.append(
      el("style", {}, css, kCss),
      el("div", { class: "tc-frame" },
        el("div", { class: "tc-head" }, this.#title, this.#subtitle, this.#status),
        el("div", { class: "tc-picture" }, this.#plane.element),
        el("div", { class: "tc-foot" }, ...below.map((panel) => panel.element)),
        el("div", { class: "tc-side" }, curves.element),
        blades.element),
    );
    host.append(this.root);
    this.#listen();
    this.#load(this.session.step);
  }

  get hasScaled(): boolean {
    return this.#scans.scaled !== null;
  }

  turn(change: Partial<KSwitches>): void {
    this.switches = { ...this.switches, ...change };
    this.#draw();
  }

  readonly choose = (step: number): void => {
    this.session.move({ kind: "stop" });
    this.session.move({ kind: "to", step });
  };

  forward(): void {
    this.choose(this.session.step + 1);
  }

  show(features: "raw" | "scaled"): void {
    if (features === this.features || !this.#scans[features]) return;
    this.model.set("features", features);
    this.model.save_changes();
    this.#follow();
  }

  end(): void {
    for (const ending of this.#endings) ending();
    this.#caption.end();
    this.#plane.destroy();
    this.root.remove();
  }

  #listen(): void {
    const full = (): void => {
      this.root.dataset.full = String(document.fullscreenElement === this.root);
    };
    const follow = (): void => this.#follow();
    document.addEventListener("fullscreenchange", full);
    this.model.on("change:features", follow);
    this.#endings.push(
      listenKeys(this.root, (event) => timeKey(event, this) ?? this.#key(event)),
      this.session.subscribe((news) => this.#hear(news)),
      followTheme(this.root, () => this.#plane.redraw()),
      () => document.removeEventListener("fullscreenchange", full),
      () => this.model.off("change:features", follow),
    );
  }

  #hear(news: News): void {
    if (news === "step") this.#plane.show(this.session.step, true);
    this.#draw();
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
    session.trace = this.scan.trace;
    this.#caption.element.dataset.longest = longest(this.scan.trace.head.frames.caption);
    session.move({ kind: "load", step, last: this.scan.k.length - 1 });
    this.#title.textContent = session.trace.head.title;
    this.#subtitle.textContent = session.trace.head.subtitle;
    this.#plane.setTrace(session.trace);
    this.#plane.show(session.step, false);
    this.#draw();
  }

  #draw(): void {
    const { session, words, root, switches, scan } = this;
    const { head } = session.trace;
    const k = scan.k[session.step] ?? 0;
    this.#status.textContent = words("k_lab.status", { k, first: scan.k[0] ?? 0, last: scan.k.at(-1) ?? 0 });
    root.setAttribute("aria-label", words("k_lab.label", { title: head.subtitle }));
    Object.assign(root.dataset, { k, features: this.features, playing: session.playing });
    this.#plane.setOptions({ regions: switches.regions, links: false, tool: "centers", readonly: true });
    keepFocus(root, () => { for (const panel of this.#panels) panel.update(); });
  }

  #names(step: number): { now: string; next: string } {
    const { scan: { k }, words } = this;
    const next = k[step + 1];
    return {
      now: words("k_lab.now", { k: k[step] ?? 0 }),
      next: next === undefined ? words("k_lab.end") : words("k_lab.next", { k: next }),
    };
  }

  #key(event: KeyboardEvent): (() => void) | null {
    const key = event.key.toLowerCase();
    if (/^\d$/.test(key)) return () => this.#type(key);
    const names = { r: "regions", b: "bands", t: "table", "?": "help" } as const;
    if (key in names) {
      const name = names[key as keyof typeof names];
      return () => this.turn({ [name]: !this.switches[name] });
    }
    if (key === "s") return () => this.show(this.features === "raw" ? "scaled" : "raw");
    return key === "f" ? () => this.#fullScreen() : null;
  }

  /** Choose the k that is typed; "1" and "2" soon after it are 12, where there is one. */
  #type(digit: string): void {
    const { k } = this.scan;
    const now = performance.now();
    const text = now - this.#typed.at < TYPING ? this.#typed.text + digit : digit;
    this.#typed = { text: !k.some((other) => String(other).startsWith(text)) ? digit : text, at: now };
    const found = k.indexOf(Number(this.#typed.text));
    if (found >= 0) this.choose(found);
  }

  #fullScreen(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void this.root.requestFullscreen?.().catch(() => undefined);
  }
}
