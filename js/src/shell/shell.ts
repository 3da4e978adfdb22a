/**
 * What all widgets have in common: header, sentence, transport, the experiment, the stage,
 * errors, help, full screen, keys, theme and what a screen reader hears. A widget says what is on
 * its stage, which controls it has and what its caption says.
 */
import { el } from "../core/dom";
import { keepFocus } from "../core/focus";
import { createLoop } from "../core/motion";
import type { News, Session } from "../core/session";
import { followTheme } from "../core/theme";
import { STEPPED, type Stepped } from "../core/opened";
import type { ModelLike } from "../core/types";
import { makeWords, type Catalogue, type Words } from "../core/words";
import { action, switchButton } from "../panels/buttons";
import { panelOf, type Panel } from "../panels/panel";
import { captionPanel, type Caption, type CaptionText } from "./caption";
import { helpPanel, type KeyList } from "./help";
import { listenKeys } from "./keyboard";
import { problemPanel } from "./problem";
import { PointKeys, type Looking } from "./point_keys";
import { presenters } from "./presenting";
import styles from "./styles";
import type { Transport } from "./transport";

/** What a key does; null for none of the widget's. */
export type KeyAct = (() => void) | null;

/** What can be switched in every widget. */
export interface ShellSwitches {
  /** the experiment, with all controls, is open */
  experiment: boolean;
  /** what comes after the step on screen is drawn too */
  future: boolean;
  table: boolean;
  help: boolean;
}

/** How those switches stand at first, if Python does not say otherwise. */
export const START: Readonly<ShellSwitches> = { experiment: false, future: false, table: false, help: false };

/** What the header says, and what the root tells of the widget. */
export interface HeaderText {
  title: string;
  subtitle: string;
  status: string;
  /** the widget's name for a screen reader */
  label: string;
  /** data attributes of the root */
  data: Record<string, string | number | boolean>;
}

/** What a widget is made of. */
export interface Parts {
  css?: string;
  /** what is seen, in the order of reading; each element's class names its grid area */
  stage: readonly (Panel | HTMLElement)[];
  /** what moves through its states */
  transport: Transport;
  /** a control that stays in view beside it */
  lead?: Panel | null;
  /** what else the learner can change, in the experiment */
  controls: readonly Panel[];
  /** points that keys go to */
  look?: () => Looking;
  /** what is asked of the learner */
  question?: Panel;
  /** lists and tables that can be opened, under the stage */
  extras: readonly Panel[];
  keys: KeyList;
  /** the word of the button that opens its table */
  table?: string;
  /** it has steps whose future can be drawn ahead of them */
  future?: boolean;
  /** what is said where there is no Python, and where it is silent */
  readonly?: string;
  slow?: string;
}

/** The switches that all widgets have. */
interface Board { words: Words; switches: ShellSwitches; setSwitches(change: Partial<ShellSwitches>): void }

/** Keys of widgets whose points can be looked at. */
const LOOK_KEYS: KeyList = [["I ← ↑ → ↓", "keys.look"], ["G B ⇧B", "keys.look.more"]];
/** Keys that all widgets have. */
const COMMON_KEYS: KeyList = [["X", "keys.experiment"], ["T", "keys.table"], ["F", "keys.full"], ["?", "keys.help"]];

export abstract class Shell<S extends ShellSwitches> {
  readonly words: Words;
  readonly root: HTMLElement;
  abstract readonly session: Session<any, any>;
  switches: S;
  /** what ends with the widget */
  protected readonly endings: (() => void)[] = [];
  protected readonly status = el("span", { class: "tc-status" });
  readonly #title = el("span", { class: "tc-title" });
  readonly #subtitle = el("span", { class: "tc-muted" });
  #panels: readonly Panel[] = [];
  #caption: Caption | null = null;
  #stepTold = "";
  #look: PointKeys | null = null;
  /** a pointer may move more often than the screen is drawn */
  readonly #lights = createLoop(() => {
    this.#light();
    return false;
  });

  constructor(readonly model: ModelLike, name: string, look: string, start: S) {
    this.words = makeWords((model.get("words") ?? {}) as Catalogue);
    this.switches = { ...start, ...this.#fromPython() };
    this.root = el("div", { class: `teachclust ${look}`, "data-widget": name, tabindex: 0, role: "group" });
  }

  /** What Python says of the experiment and the future. */
  #fromPython(): Partial<S> {
    const { model } = this;
    return { experiment: model.get("controls") === "all", future: model.get("future") === true } as Partial<S>;
  }

  /** The learner steps and points, and changes nothing. */
  get #stepsAlone(): boolean {
    return this.model.get("controls") === "steps";
  }

  /** What the caption says of what is shown. */
  protected abstract captionText(): CaptionText;
  protected abstract headerText(): HeaderText;
  /** What a key does, beside those that all widgets have. */
  protected abstract key(event: KeyboardEvent): KeyAct;

  /** What Ctrl or Cmd with a key does. */
  protected shortcut(_event: KeyboardEvent): KeyAct {
    return null;
  }

  get reached(): number {
    return this.switches.future ? this.session.last : this.session.farthest;
  }

  get knowsEnd(): boolean {
    return this.reached === this.session.last;
  }

  /** The session has changed. */
  protected onNews(_news: News): void {
    this.draw();
  }

  /** The theme has changed, or the page is printed, where no animation frame may come. */
  protected repaint(): void { /* for those who draw on canvases */ }

  /** Change switches and draw what depends on them. */
  setSwitches(change: Partial<S>): void {
    this.switches = { ...this.switches, ...change };
    this.draw();
  }

  /** Tell a screen reader. */
  announce(text: string): void {
    this.#caption?.announce(text);
  }

  fullScreen(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void this.root.requestFullscreen?.().catch(() => undefined);
  }

  end(): void {
    for (const ending of this.endings) ending();
    this.root.remove();
  }

  /** Put the parts in their places, and begin to listen. */
  protected build(host: HTMLElement, parts: Parts): void {
    const { root } = this;
    if (parts.look) this.#look = new PointKeys(parts.look);
    root.append(el("style", {}, styles, parts.css ?? ""), this.#frame(parts));
    host.append(root);
    const onPythonChange = (): void => this.setSwitches(this.#fromPython());
    // of widgets with planes alone
    const onEqualAxes = (): void => this.setSwitches({ equal: this.model.get("equal_axes") !== false } as unknown as Partial<S>);
    for (const [trait, ear] of [["controls", onPythonChange], ["future", onPythonChange], ["equal_axes", onEqualAxes]] as const) {
      this.model.on(`change:${trait}`, ear);
      this.endings.push(() => this.model.off(`change:${trait}`, ear));
    }
    this.endings.push(
      listenKeys(root, (event) => this.#lookKey(event) ?? this.key(event) ?? this.#commonKey(event.key), (event) => this.shortcut(event)),
      this.session.subscribe((news) => this.onNews(news)),
      this.session.highlight.subscribe(() => this.#lights.wake()),
      () => this.#lights.stop(),
      followTheme(root, () => {
        this.repaint();
        this.draw();
      }),
      ...presenters.map((present) => present(this)),
    );
  }

  /** All parts in the order in which they are read. */
  #frame(parts: Parts): HTMLElement {
    const { words } = this;
    const { transport, extras, keys, readonly, slow } = parts;
    const [lead, question] = [parts.lead, parts.question].map((part) => (part ? [part] : [])) as [Panel[], Panel[]];
    const stage = parts.stage.map((part) => ("update" in part ? part : { element: part, update: () => undefined }));
    const caption = this.#caption = captionPanel(() => this.#captionWith(readonly ?? words("status.readonly")));
    this.endings.push(caption.end);
    const trouble = problemPanel(this, slow ?? words("status.slow"));
    const open = action(this, "control.experiment", () => this.toggle("experiment")());
    const full = action(this, "transport.full", () => this.fullScreen(), { "aria-label": words("transport.full.label") });
    const experiment = this.#experiment(parts, open);
    const below = [...extras, helpPanel(this, [...keys, ...(this.#look ? LOOK_KEYS : []), ...COMMON_KEYS])];
    this.#panels = [...stage, caption, trouble, transport.row, ...lead, experiment, ...question, ...below];
    const elements = (panels: readonly Panel[]): HTMLElement[] => panels.map(({ element }) => element);
    return el("div", { class: "tc-frame" },
      el("div", { class: "tc-head" }, this.#title, this.#subtitle, this.status),
      el("div", { class: "tc-top" }, caption.element,
        el("div", { class: "tc-row tc-transport" }, ...elements([transport.row, ...lead]), open, full)),
      el("div", { class: "tc-more" }, ...elements([experiment, ...question])),
      ...elements(stage), trouble.element, caption.notes,
      el("div", { class: "tc-foot" }, ...elements(below)));
  }

  /** The controls and switches that a button opens and closes. */
  #experiment({ transport, controls, table, future }: Parts, open: HTMLElement): Panel {
    const board: Board = this as Shell<any>;
    const switches = panelOf(el("div", { class: "tc-row" }),
      ...(future ? [switchButton(board, "future")] : []), switchButton(board, "table", table), switchButton(board, "help"));
    const controlled = panelOf(
      el("div", { class: "tc-row tc-experiment-controls", role: "group", "aria-label": this.words("control.group") }), ...controls, switches);
    const { element, update } = panelOf(el("div", { class: "tc-row tc-experiment" }), ...(transport.more ? [transport.more] : []), controlled);
    return {
      element,
      update: () => {
        open.hidden = this.#stepsAlone;
        element.hidden = !this.switches.experiment || this.#stepsAlone;
        open.setAttribute("aria-expanded", String(!element.hidden));
        update();
      },
    };
  }

  #captionWith(readonly: string): CaptionText {
    const text = this.captionText();
    return this.session.readonly ? { ...text, notes: [...text.notes, readonly] } : text;
  }

  protected draw(): void {
    const { root, session } = this;
    const { title, subtitle, status, label, data } = this.headerText();
    this.#title.textContent = title;
    this.#subtitle.textContent = this.#subtitle.title = subtitle; // cut short where there is no room
    this.status.textContent = status;
    root.setAttribute("aria-label", label);
    root.setAttribute("aria-busy", String(session.busy));
    Object.assign(root.dataset, { busy: session.busy, playing: session.playing, ...data });
    keepFocus(root, () => { for (const panel of this.#panels) panel.update(); });
    this.#light();
    this.#tellStep();
  }

  /** Tell what the widget stands in, once for each step. */
  #tellStep(): void {
    const { step, last } = this.session;
    const told = `${step} of ${last}`;
    if (told === this.#stepTold) return;
    this.#stepTold = told;
    const detail: Stepped = { step, last, kind: this.stepKind() };
    this.root.dispatchEvent(new CustomEvent(STEPPED, { bubbles: true, composed: true, detail }));
  }

  /** What the step on screen does, as the trace calls it; "" where steps are all alike. */
  protected stepKind(): string {
    return "";
  }

  /** Show in all panels what the learner points at. */
  #light(): void {
    for (const panel of this.#panels) panel.light?.(this.session.highlight.aim);
  }

  /** What a key does that turns a switch on or off. */
  protected toggle(name: keyof S): () => void {
    return () => this.setSwitches({ [name]: !this.switches[name] } as Partial<S>);
  }

  /** Escape lets go of what was tapped or reached by keys, before it leaves the widget. */
  #lookKey(event: KeyboardEvent): KeyAct {
    const { highlight } = this.session;
    if (this.#look) return this.#look.find(event);
    return event.key === "Escape" && highlight.kept !== null ? () => highlight.clear() : null;
  }

  #commonKey(key: string): KeyAct {
    switch (key.toLowerCase()) {
      case "x": return this.#stepsAlone ? null : this.toggle("experiment");
      case "t": return this.toggle("table");
      case "?": return this.toggle("help");
      case "f": return () => this.fullScreen();
      default: return null;
    }
  }
}
