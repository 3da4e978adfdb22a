/**
 * A widget on a stage: full screen in large type, stops that a clicker goes through, a black
 * screen, and the teacher's notes in a second window, or below where the browser opens none.
 */
import { isShortcut } from "../core/shortcut";
import { el } from "../core/dom";
import { enable } from "../core/focus";
import { action } from "../panels/buttons";
import { notesPanel } from "./notes";
import css from "./presenter.css";
import type { Presented } from "./presenting";
import { Stops, type Stop } from "./stops";

/** Give a widget what it has on a stage, where Python has put it on one; returns what ends that. */
export function presenter(shell: Presented): () => void {
  return shell.model.get("staged") ? new Presenter(shell).end : () => undefined;
}

class Presenter {
  readonly #stops: Stops;
  readonly #notes: ReturnType<typeof notesPanel>;
  readonly #buttons: Record<"present" | "notes" | "back" | "on" | "black", HTMLButtonElement>;
  readonly #place = el("span", { class: "tc-muted" });
  readonly #endings: (() => void)[] = [];
  #presenting = false;
  #full = false;

  constructor(readonly shell: Presented) {
    const { root, session, words } = shell;
    this.#stops = new Stops(session, () => (shell.model.get("staged") as { stops: Stop[] }).stops);
    const button = (name: string, act: () => void): HTMLButtonElement => action(shell, `stage.${name}`, act);
    this.#buttons = {
      present: button("present", () => (this.#presenting ? this.leave() : this.present())),
      notes: button("notes", () => this.#notes.toggle()),
      back: button("back", () => this.#move(-1)),
      on: button("on", () => this.#move(1)),
      black: button("black", () => this.#black()),
    };
    this.#notes = notesPanel(shell, (event) => this.#key(event), () => this.#update());
    const bar = el("div", { class: "tc-row tc-stage", role: "group", "aria-label": words("stage.group") }, ...Object.values(this.#buttons), this.#place);
    root.append(el("style", {}, css));
    root.querySelector(".tc-top")!.append(bar);
    root.querySelector(".tc-foot")!.append(this.#notes.element);
    this.#hear(window, "keydown", (event) => { if (this.#presenting) this.#key(event as KeyboardEvent); }, true);
    this.#hear(document, "fullscreenchange", () => this.#followScreen());
    this.#hear(root, "click", () => { if (this.#isBlack) this.#black(false); }, true);
    const update = (): void => this.#update();
    shell.model.on("change:staged", update);
    this.#endings.push(session.subscribe(update), () => shell.model.off("change:staged", update), this.#notes.end);
    update();
  }

  readonly end = (): void => { for (const ending of this.#endings) ending(); };

  /** Begin, at the first stop; who has left goes on where they were. */
  present(): void {
    const { root } = this.shell;
    this.#presenting = true;
    root.classList.add("tc-presenting");
    if (this.#stops.at < 0 && this.#stops.listed().length > 0) this.#stops.reset();
    root.focus();
    // a browser that has no full screen, or refuses it, shows the widget over the whole page
    void root.requestFullscreen?.().catch(() => undefined);
    this.#update();
  }

  leave(): void {
    this.#presenting = false;
    this.shell.root.classList.remove("tc-presenting");
    if (document.fullscreenElement) void document.exitFullscreen();
    this.#black(false);
  }

  get #isBlack(): boolean {
    return this.shell.root.classList.contains("tc-black");
  }

  #black(on = !this.#isBlack): void {
    this.shell.root.classList.toggle("tc-black", on);
    this.#update();
  }

  #move(by: 1 | -1): void {
    this.#black(false);
    this.#stops.move(by);
    this.#update();
  }

  #reset(): void {
    this.#black(false);
    this.#stops.reset();
    this.#update();
  }

  /** The system's own way out of the full screen (Escape) leaves the stage too. */
  #followScreen(): void {
    const was = this.#full;
    this.#full = document.fullscreenElement !== null;
    if (was && !this.#full && this.#presenting) this.leave();
  }

  /** Keys of clickers, and those of the stage; a text field keeps its letters. */
  #key(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as Element | undefined;
    if (isShortcut(event) || target?.matches?.("input:not([type=range]), textarea, select")) return;
    const act = this.#act(event.key);
    if (!act) return;
    act();
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #act(key: string): (() => void) | null {
    switch (key.toLowerCase()) {
      case "pagedown": return () => this.#move(1);
      case "pageup": return () => this.#move(-1);
      case "b": case ".": return () => this.#black();
      case "r": case "home": return () => this.#reset();
      case "escape": return () => this.leave();
      default: return null;
    }
  }

  #update(): void {
    const { session, words } = this.shell;
    const stops = this.#stops;
    const [{ at }, count] = [stops, stops.listed().length];
    const { present, notes, back, on, black } = this.#buttons;
    const [step, last] = [String(session.step), String(session.last)];
    const steps = this.shell.knowsEnd ? words("transport.step", { step, last }) : words("transport.step.open", { step });
    const place = count > 0 ? words("stage.stop", { stop: at + 1, count }) : "";
    this.#place.textContent = place;
    present.setAttribute("aria-pressed", String(this.#presenting));
    notes.setAttribute("aria-pressed", String(this.#notes.open));
    black.setAttribute("aria-pressed", String(this.#isBlack));
    enable(back, stops.canGoBack);
    enable(on, stops.canGoOn);
    this.#notes.show({ place: [place, steps].filter(Boolean).join(" · "), note: stops.note, next: stops.nextNote, black: this.#isBlack });
  }

  #hear(target: EventTarget, type: string, ear: (event: Event) => void, capture = false): void {
    target.addEventListener(type, ear, capture);
    this.#endings.push(() => target.removeEventListener(type, ear, capture));
  }
}
