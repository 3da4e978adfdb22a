/** The Stepper: the plane, the panels beside it, and how they hear of changes. */
import { el } from "../../core/dom";
import { createPlane, type Plane } from "../../core/plane";
import { sessionOf, type News } from "../../core/session";
import { TraceSession } from "../../core/trace_session";
import type { ModelLike } from "../../core/types";
import { painters } from "../../painters";
import { axisHandles, type AxisHandles } from "../../panels/axis_handles";
import { panelOf, type Panel } from "../../panels/panel";
import { fittedPanel, isStretched } from "../../panels/scaling";
import { taskOf, taskPanel } from "../../panels/task";
import { paintLights } from "../../painters/lights";
import { planePanel } from "../../panels/plane_panel";
import { longest, type CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import type { Looking } from "../../shell/point_keys";
import { side } from "../../shell/stage";
import { stepText, transportOf } from "../../shell/transport";
import { clustersPanel } from "./clusters";
import { codePanel } from "./code";
import { controlsPanel, leadControl, parametersPanel, SCALING, switchesPanel } from "./controls";
import { Keys } from "./keys";
import { objectivePanel } from "./objective";
import type { Screen, Switches } from "./screen";
import { additions, asking, sides, unders, type Addition, type AskPanel } from "./sides";
import { tablePanel } from "./table";

const KEYS: KeyList = [
  ["← →", "keys.step"], ["Home End", "keys.ends"], ["Space", "keys.run"], ["C", "keys.pick"],
  ["← ↑ → ↓", "keys.move"], ["Enter Esc", "keys.commit"], ["Delete", "keys.delete"], ["P", "keys.point"], ["U ⇧U", "keys.undo"],
  ["N", "keys.fresh"], ["A", "keys.ask"], ["R", "keys.regions"], ["L", "keys.links"],
];

/** Draw a Stepper into `host`; the returned function takes it away. */
export function renderStepper(model: ModelLike, host: HTMLElement): () => void {
  const stepper = new Stepper(model, host);
  return () => stepper.end();
}

/** What stands where questions would, for algorithms that have none. */
function neverAsks(): AskPanel {
  return { element: el("div"), update: () => undefined, open: () => false, answer: () => undefined, close: () => undefined, isOpen: false, waits: false };
}

class Stepper extends Shell<Switches> implements Screen {
  readonly session: TraceSession;
  readonly plane: Plane;
  readonly #ask: AskPanel;
  readonly #keys: Keys;
  readonly #handles: AxisHandles;
  readonly #addition: Addition | null;

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "stepper", "tc-stepper", { ...START, regions: true, links: false, tool: "centers", ask: false, starts: false, handles: false, equal: model.get("equal_axes") !== false });
    this.session = sessionOf(model, TraceSession);
    this.plane = createPlane({
      words: this.words,
      edit: (edit) => this.session.edit(edit),
      answer: (at, point) => this.#ask.answer(at, point),
      pick: (cluster) => this.#keys.pick(cluster),
      highlight: this.session.highlight,
      laidOut: () => this.#handles.place(this.plane.scale()!, this.plane.element),
    }, painters, paintLights);
    this.#handles = axisHandles({
      words: this.words, session: this.session,
      shown: () => this.#stretches(),
      stretch: (factors) => this.plane.stretch(factors),
    });
    this.#keys = new Keys(this);
    this.#ask = asking.panel?.(this) ?? neverAsks();
    this.endings.push(() => this.plane.destroy());
    const addition = this.#addition = this.#added(model);
    const task = taskPanel(this, model);
    if (task !== null) {
      this.switches.tool = taskOf(model)!.tool;
      this.endings.push(() => task.end());
    }
    this.build(host, {
      stage: [
        planePanel(this.plane, {
          words: this.words, now: () => this.session, announce: (text) => this.announce(text), hint: addition?.hint ?? this.words("look.hint"),
          ask: (point) => this.session.askRow(point),
          over: this.#handles, under: fittedPanel(this, () => this.#stretches() || this.session.trace.head.scaling?.features === "standardized"),
        }),
        side(this.#ofPainter(sides), objectivePanel(this), codePanel(this), clustersPanel(this)),
      ],
      question: panelOf(el("div", {}), ...[task, addition].filter((part) => part !== null), this.#ask),
      transport: transportOf(this),
      lead: leadControl(this, model.get("controls")),
      controls: [addition === null ? controlsPanel(this, model.get("controls")) : switchesPanel(this)],
      look: () => this.#looking(),
      extras: [this.#ofPainter(unders), tablePanel(this)],
      keys: KEYS,
      future: true,
      ...(addition && { readonly: addition.readonly }),
    });
    this.#load();
  }

  /** What makes more of it than a Stepper; null of a mere one. */
  #added(model: ModelLike): Addition | null {
    for (const make of Object.values(additions)) {
      const addition = make(this, model, parametersPanel(this));
      if (addition === null) continue;
      this.endings.push(() => addition.end());
      return addition;
    }
    return null;
  }

  /** Panels that the painter on screen has; another estimator may bring another painter. */
  #ofPainter(all: typeof sides): Panel {
    const element = el("div", { class: "tc-of-painter" });
    let [made, parts]: [string, Panel[]] = ["", []];
    const update = (): void => {
      const { painter, condensed } = this.session.trace.head;
      const names = condensed === undefined ? [painter] : [painter, "condensed"];
      if (`${names}` !== made) {
        parts = names.flatMap((name) => all[name]?.(this) ?? []);
        element.replaceChildren(...parts.map((part) => part.element));
      }
      made = `${names}`;
      for (const part of parts) part.update();
      element.hidden = parts.every((part) => part.element.hidden);
    };
    return { element, update, light: (aim) => { for (const part of parts) part.light?.(aim); } };
  }

  override setSwitches(change: Partial<Switches>): void {
    if (change.ask === false) this.#ask.close();
    super.setSwitches(change);
  }

  forward(): void {
    this.session.move({ kind: "stop" });
    if (this.switches.ask && this.#ask.open()) return;
    this.session.move({ kind: "by", steps: 1 });
  }

  get asks(): boolean {
    return this.#ask.waits;
  }

  #looking(): Looking {
    const { session, words, plane } = this;
    const { highlight, trace, step } = session;
    return {
      highlight, words, plane, trace, step, future: this.switches.future,
      announce: (text) => this.announce(text), go: (to) => session.go(to),
    };
  }

  protected captionText(): CaptionText {
    const { step, trace: { head, look } } = this.session;
    const { caption } = head.frames;
    return { sentence: caption[step] ?? "", longest: longest(caption), hurried: look !== undefined, notes: [head.projection, ...head.notices] };
  }

  protected headerText(): HeaderText {
    const { session, words } = this;
    const { step, trace: { head } } = session;
    const kind = head.frames.kind[step] ?? "show";
    const { iteration } = head.frames;
    const key = head.tree === undefined && iteration.some(Boolean) ? "status.step" : "status.plain";
    const status = words(key, { step: stepText(this), kind: head.step_names[kind]?.now ?? "", iteration: iteration[step] ?? 0 });
    return {
      title: head.title, subtitle: head.subtitle, status, label: words("stepper.label", { title: head.title }),
      data: { painter: head.painter, step, trace: head.id },
    };
  }

  protected override stepKind(): string {
    return this.session.trace.head.frames.kind[this.session.step] ?? "";
  }

  protected key(event: KeyboardEvent): KeyAct {
    return this.#keys.find(event);
  }

  protected override shortcut(event: KeyboardEvent): KeyAct {
    return this.#keys.shortcut(event);
  }

  protected override repaint(): void {
    this.plane.redraw();
  }

  protected override onNews(news: News): void {
    if (news === "shown") return this.#load();
    if (news === "step") {
      this.#keys.drop();
      this.plane.show(this.session.step, true);
    } else if (this.session.problem) {
      // an edit that Python refused stays drawn as a preview otherwise
      this.plane.show(this.session.step, false);
    }
    this.plane.recolor(this.session.trace);
    this.draw();
  }

  protected override draw(): void {
    const { session, switches } = this;
    const has = (name: string): boolean => session.trace.head.switches.includes(name);
    const areas = switches.regions && session.trace.head.switches.some((name) => name !== "ask" && name !== "links") && !this.#ask.isOpen;
    this.plane.setOptions({
      regions: areas, links: switches.links && has("links"), tool: switches.tool, readonly: session.locked,
      axes: { equal: switches.equal, handles: this.#stretches() },
    }, this.#addition?.hand);
    super.draw();
  }

  /** Whether the axes have handles: where a lesson asks for them, and where the learner does. */
  #stretches(): boolean {
    const { scaling } = this.session.trace.head;
    if (!scaling?.handles.some(Boolean)) return false;
    return this.switches.handles || isStretched(scaling) || this.model.get("controls") === SCALING;
  }

  /** Take the session's trace: at rest one frame before, then glide to where it lands. */
  #load(): void {
    const { session, plane, switches } = this;
    const { initial_step, placing } = session.trace.head;
    this.#ask.close();
    this.#keys.drop();
    if (switches.tool === "centers" || switches.tool === "look") switches.tool = placing ? "centers" : "look";
    plane.setTrace(session.trace);
    if (session.step > 0 && session.step === initial_step) plane.show(session.step - 1, false);
    plane.show(session.step, session.step === initial_step);
    this.draw();
  }
}
