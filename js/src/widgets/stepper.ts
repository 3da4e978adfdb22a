/** The Stepper: the plane, the panels beside and below it, and how they hear of changes. */
import { createPlane, type Plane } from "../core/plane";
import { el } from "../core/dom";
import { sessionOf, type News, type Session } from "../core/session";
import { keepFocus } from "../core/focus";
import { followTheme } from "../core/theme";
import type { ModelLike } from "../core/types";
import { makeWords, type Catalogue, type Words } from "../core/words";
import { painters } from "../painters";
import { askPanel, type AskPanel } from "../panels/ask";
import { captionPanel } from "../panels/caption";
import { clustersPanel } from "../panels/clusters";
import { codePanel } from "../panels/code";
import { condensedPanel } from "../panels/condensed";
import { controlsPanel } from "../panels/controls";
import { curvePanel } from "../panels/curve";
import { helpPanel } from "../panels/help";
import { objectivePanel } from "../panels/objective";
import { problemPanel } from "../panels/problem";
import type { Panel, Screen, Switches } from "../panels/screen";
import { startsPanel } from "../panels/starts";
import { tablePanel } from "../panels/table";
import { transportPanel } from "../panels/transport";
import { treePanel } from "../panels/tree";
import css from "../styles";
import { listenKeys } from "./keyboard";
import { Keys } from "./keys";

const START: Switches = { regions: true, links: false, tool: "centers", ask: false, table: false, starts: false, help: false };

/** Draw a Stepper into `host`; the returned function takes it away. */
export function renderStepper(model: ModelLike, host: HTMLElement): () => void {
  const stepper = new Stepper(model, host);
  return () => stepper.end();
}

class Stepper implements Screen {
  readonly session: Session;
  readonly words: Words;
  readonly plane: Plane;
  readonly root: HTMLElement;
  switches = { ...START };
  readonly #panels: Panel[];
  readonly #ask: AskPanel;
  readonly #caption: ReturnType<typeof captionPanel>;
  readonly #keys: Keys;
  readonly #title = el("span", { class: "tc-title" });
  readonly #subtitle = el("span", { class: "tc-muted" });
  readonly #status = el("span", { class: "tc-status" });
  readonly #endings: (() => void)[] = [];

  constructor(model: ModelLike, host: HTMLElement) {
    this.words = makeWords((model.get("words") ?? {}) as Catalogue);
    this.session = sessionOf(model);
    this.plane = createPlane({
      words: this.words,
      edit: (edit) => this.session.edit(edit),
      answer: (at, point) => this.#ask.answer(at, point),
      pick: (cluster) => this.#keys.pick(cluster),
    }, painters);
    this.root = el("div", {
      class: "teachclust tc-stepper", "data-widget": "stepper", tabindex: 0, role: "group",
    });
    const fullScreen = (): void => this.#fullScreen();
    this.#keys = new Keys(this, fullScreen);
    this.#ask = askPanel(this);
    this.#caption = captionPanel(this);
    const side = [treePanel(this), curvePanel(this), condensedPanel(this), objectivePanel(this), codePanel(this), clustersPanel(this)];
    const below = [problemPanel(this), this.#caption, this.#ask, transportPanel(this, fullScreen), controlsPanel(this),
      startsPanel(this), tablePanel(this), helpPanel(this)];
    this.#panels = [...side, ...below];
    this.root.append(
      el("style", {}, css),
      el("div", { class: "tc-frame" },
        el("div", { class: "tc-head" }, this.#title, this.#subtitle, this.#status),
        el("div", { class: "tc-picture" }, this.plane.element),
        el("div", { class: "tc-foot" }, ...below.map((panel) => panel.element)),
        el("div", { class: "tc-side" }, ...side.map((panel) => panel.element))),
    );
    host.append(this.root);
    this.#listen();
    this.#load();
  }

  say(text: string): void {
    this.#caption.say(text);
  }

  turn(change: Partial<Switches>): void {
    this.switches = { ...this.switches, ...change };
    if (change.ask === false) this.#ask.close();
    this.#draw();
  }

  forward(): void {
    this.session.move({ kind: "stop" });
    if (this.switches.ask && this.#ask.open()) return;
    this.session.move({ kind: "by", steps: 1 });
  }

  end(): void {
    for (const ending of this.#endings) ending();
    this.#caption.end();
    this.plane.destroy();
    this.root.remove();
  }

  #listen(): void {
    const full = (): void => {
      this.root.dataset.full = String(document.fullscreenElement === this.root);
    };
    document.addEventListener("fullscreenchange", full);
    this.#endings.push(
      listenKeys(this.root, (event) => this.#keys.find(event), (event) => this.#keys.shortcut(event)),
      this.session.subscribe((news) => this.#hear(news)),
      followTheme(this.root, () => {
        this.plane.redraw();
        this.#draw();
      }),
      () => document.removeEventListener("fullscreenchange", full),
    );
  }

  #hear(news: News): void {
    if (news === "trace") this.#load();
    else if (news === "step") {
      this.#keys.drop();
      this.plane.show(this.session.step, true);
      this.#draw();
    } else {
      // an edit that Python refused stays drawn as a preview otherwise
      if (this.session.problem) this.plane.show(this.session.step, false);
      this.#draw();
    }
  }

  /** Take the session's trace: at rest one frame before, then glide to where it lands. */
  #load(): void {
    const { session, plane } = this;
    this.#ask.close();
    this.#keys.drop();
    const { tool } = this.switches;
    if (tool === "centers" || tool === "look") this.switches.tool = session.trace.head.placing ? "centers" : "look";
    plane.setTrace(session.trace);
    if (session.step > 0 && session.step === session.trace.head.land) plane.show(session.step - 1, false);
    plane.show(session.step, session.step === session.trace.head.land);
    this.#draw();
  }

  #draw(): void {
    const { session, words, root, switches } = this;
    const { head } = session.trace;
    const kind = head.frames.kind[session.step] ?? "show";
    this.#title.textContent = head.title;
    this.#subtitle.textContent = head.subtitle;
    this.#status.textContent = words(head.tree === undefined && head.frames.iteration.some(Boolean) ? "status.step" : "status.plain", {
      step: session.step, last: session.last, kind: head.verbs[kind]?.now ?? "", iteration: head.frames.iteration[session.step] ?? 0,
    });
    root.setAttribute("aria-label", words("stepper.label", { title: head.title }));
    Object.assign(root.dataset, { painter: head.painter, step: session.step, trace: head.id, busy: session.requests.busy, playing: session.playing });
    const areas = switches.regions && head.switches.some((name) => name !== "ask" && name !== "links");
    this.plane.setOptions({ regions: areas, links: switches.links && head.switches.includes("links"), tool: switches.tool, readonly: session.readonly });
    keepFocus(root, () => { for (const panel of this.#panels) panel.update(); });
  }

  #fullScreen(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void this.root.requestFullscreen?.().catch(() => undefined);
  }
}
