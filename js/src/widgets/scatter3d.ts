/** The Scatter3D: three features of each row in a cube that is turned, clusters singled out, rows told. */
import { el } from "../core/dom";
import { reducedMotion } from "../core/motion";
import { decodeCloud, type Cloud, type CloudWire } from "../core/scatter3d_types";
import { keepFocus } from "../core/focus";
import { followTheme } from "../core/theme";
import { degrees } from "../core/turn";
import type { ModelLike, Problem } from "../core/types";
import { makeWords, type Catalogue, type Words } from "../core/words";
import { helpPanel, type KeyList } from "../panels/help";
import { problemPanel } from "../panels/problem";
import { scatter3dCaption } from "../panels/scatter3d_caption";
import { scatter3dControls } from "../panels/scatter3d_controls";
import { scatter3dLegend } from "../panels/scatter3d_legend";
import { scatter3dProfile } from "../panels/scatter3d_profile";
import { pairOf, SIDES, type Scatter3dScreen, type Scatter3dSwitches, type Side } from "../panels/scatter3d_screen";
import { scatter3dTable } from "../panels/scatter3d_table";
import { cloudView, type CloudView } from "../panels/scatter3d_view";
import type { Panel } from "../panels/screen";
import scatterCss from "../scatter3d_box.css";
import css from "../styles";
import { leave, listenKeys } from "./keyboard";

const KEYS: KeyList = [
  ["← ↑ → ↓", "keys.scatter3d.turn"], ["V", "keys.scatter3d.side"], ["Space", "keys.scatter3d.spin"], ["1–9", "keys.scatter3d.single"],
  ["0 Esc", "keys.scatter3d.all"], ["PgUp PgDn", "keys.scatter3d.rows"], ["Home End", "keys.scatter3d.ends"],
  ["T", "keys.table"], ["F", "keys.full"], ["?", "keys.help"],
];

/** Draw a Scatter3D into `host`; the returned function takes it away. */
export function renderScatter3d(model: ModelLike, host: HTMLElement): () => void {
  const wire = model.get("cloud") as Partial<CloudWire> | undefined;
  if (!wire?.points) return () => undefined; // Python has closed the widget
  const scatter = new Scatter3d(model, host, decodeCloud(wire as CloudWire));
  return () => scatter.end();
}

class Scatter3d implements Scatter3dScreen {
  readonly words: Words;
  readonly root: HTMLElement;
  switches: Scatter3dSwitches = { spin: false, table: false, help: false };
  single: number | null = null;
  chosen: number | null = null;
  side: Side | null = "corner";
  calm = reducedMotion();
  /** errors of Python, as the panel asks for them */
  readonly session: { problem: Problem | null; readonly readonly: boolean; forgetProblem(): void; readonly requests: { readonly slow: boolean } };
  readonly #view: CloudView;
  readonly #panels: Panel[];
  readonly #status = el("span", { class: "tc-status" });
  readonly #endings: (() => void)[] = [];

  constructor(readonly model: ModelLike, host: HTMLElement, readonly cloud: Cloud) {
    this.words = makeWords((model.get("words") ?? {}) as Catalogue);
    const { words } = this;
    this.session = {
      problem: null, readonly: false, requests: { slow: false },
      forgetProblem: () => { this.session.problem = null; this.#draw(); },
    };
    this.root = el("div", {
      class: "teachclust tc-scatter3d", "data-widget": "scatter3d", tabindex: 0, role: "group",
      "aria-label": words("scatter3d.label", { title: cloud.title }),
    });
    this.#view = cloudView(this);
    const caption = scatter3dCaption(this);
    const side = [scatter3dLegend(this), scatter3dProfile(this)];
    const below = [problemPanel(this, ""), caption, scatter3dControls(this), scatter3dTable(this), helpPanel(this, KEYS)];
    this.#panels = [this.#view, ...side, ...below];
    const about = words("scatter3d.count", { n: cloud.n.toLocaleString("en") });
    this.root.append(
      el("style", {}, css, scatterCss),
      el("div", { class: "tc-frame" },
        el("div", { class: "tc-head" }, el("span", { class: "tc-title" }, cloud.title), el("span", { class: "tc-muted" }, about), this.#status),
        this.#view.element,
        el("div", { class: "tc-foot" }, ...below.map((panel) => panel.element)),
        el("div", { class: "tc-side" }, ...side.map((panel) => panel.element))),
    );
    host.append(this.root);
    this.#endings.push(() => caption.end(), () => this.#view.end());
    this.#listen();
    this.#draw();
  }

  turn(change: Partial<Scatter3dSwitches>): void {
    this.switches = { ...this.switches, ...change };
    if (this.calm) this.switches.spin = false;
    this.#draw();
  }

  singleOut(group: number | null): void {
    this.single = group;
    if (group !== null && this.chosen !== null && this.cloud.member[this.chosen] !== group) this.chosen = null;
    this.#draw();
  }

  choose(row: number | null): void {
    this.chosen = row;
    this.#draw();
  }

  look(side: Side): void {
    this.#view.look(side);
  }

  turned(): void {
    const side = this.#view.side();
    const { yaw, pitch } = this.#view.turn;
    const text = side && side !== "corner" ? this.words(`scatter3d.status.${side}`, pairOf(this.cloud, side))
      : this.words("scatter3d.status", { yaw: signed(degrees(yaw)), pitch: signed(degrees(pitch)) });
    if (text !== this.#status.textContent) this.#status.textContent = text;
    if (side === this.side) return;
    this.side = side;
    this.root.dataset.side = side ?? "";
    for (const panel of this.#panels) if (panel !== this.#view) panel.update();
  }

  fullScreen(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void this.root.requestFullscreen?.().catch(() => undefined);
  }

  end(): void {
    for (const ending of this.#endings) ending();
    this.root.remove();
  }

  #listen(): void {
    const wish = matchMedia("(prefers-reduced-motion: reduce)");
    const calmer = (): void => {
      this.calm = reducedMotion();
      this.turn({});
    };
    wish.addEventListener("change", calmer);
    const failed = (): void => {
      const problem = this.model.get("problem") as Problem | undefined;
      this.session.problem = problem?.what ? problem : null;
      this.#draw();
    };
    this.model.on("change:problem", failed);
    this.#endings.push(
      listenKeys(this.root, (event) => this.#key(event)),
      followTheme(this.root, () => this.#view.redraw()),
      () => wish.removeEventListener("change", calmer),
      () => this.model.off("change:problem", failed),
    );
  }

  #draw(): void {
    const { root } = this;
    Object.assign(root.dataset, { side: this.side ?? "", single: this.single ?? "", row: this.chosen ?? "" });
    keepFocus(root, () => { for (const panel of this.#panels) panel.update(); });
  }

  #key(event: KeyboardEvent): (() => void) | null {
    const turned = this.#view.key(event.key, event.shiftKey);
    if (turned) return turned;
    const nth = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
    if (nth >= 0) return this.cloud.labeled && nth < this.cloud.groups.length ? () => this.singleOut(this.single === nth ? null : nth) : null;
    switch (event.key) {
      case "0": return () => this.singleOut(null);
      case " ": return () => this.turn({ spin: !this.switches.spin });
      case "PageDown": return () => this.#step(1);
      case "PageUp": return () => this.#step(-1);
      case "Home": return () => this.#step(-Infinity);
      case "End": return () => this.#step(Infinity);
      case "Escape": return () => this.#back();
      case "?": return () => this.turn({ help: !this.switches.help });
    }
    switch (event.key.toLowerCase()) {
      case "v": return () => this.look(SIDES[(SIDES.indexOf(this.side ?? "top") + 1) % SIDES.length]!);
      case "t": return () => this.turn({ table: !this.switches.table });
      case "f": return () => this.fullScreen();
      default: return null;
    }
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
