/** The script of a lesson's slides: one is on screen, keys, a clicker and buttons go through them, the notes stand in a second window. */
import { isShortcut } from "./core/shortcut";

const EDITED = "input:not([type=range]), textarea, select";
/** What needs arrows and the space bar itself. */
const OWN_KEYS = `${EDITED}, input, button, a, summary, pre, .wide, .teachclust`;
/** More than this many pixels out of sight are something to scroll to. */
const HIDDEN = 12;

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** A copy of what a template holds. */
const held = (template: HTMLTemplateElement | null): Node => template ? template.content.cloneNode(true) : document.createTextNode("");

class Deck {
  readonly #slides = [...document.querySelectorAll<HTMLElement>(".slide")];
  readonly #bar = document.querySelector<HTMLElement>(".slide-bar")!;
  readonly #choice = this.#bar.querySelector("select")!;
  readonly #status = this.#bar.querySelector("[role=status]")!;
  #at = -1;
  #notes: Window | null = null;

  start(): void {
    document.body.classList.add("playing");
    this.#bar.hidden = false;
    for (const slide of this.#slides) this.#heading(slide).tabIndex = -1;
    this.#button("back").addEventListener("click", () => this.#show(this.#at - 1));
    this.#button("on").addEventListener("click", () => this.#show(this.#at + 1));
    this.#button("notes").addEventListener("click", () => this.#toggleNotes());
    this.#choice.addEventListener("change", () => this.#show(this.#choice.selectedIndex));
    document.addEventListener("keydown", (event) => this.#press(event));
    addEventListener("hashchange", () => this.#show(this.#asked()));
    addEventListener("pagehide", () => this.#notes?.close());
    this.#show(this.#asked());
  }

  /** The slide that the address asks for: "#3" is the third. */
  #asked(): number {
    return (Number.parseInt(location.hash.slice(1), 10) || 1) - 1;
  }

  #button(act: string): HTMLButtonElement {
    return this.#bar.querySelector<HTMLButtonElement>(`[data-act=${act}]`)!;
  }

  #heading(slide: HTMLElement): HTMLElement {
    return slide.querySelector<HTMLElement>("h2")!;
  }

  #title(at: number): string {
    return this.#choice.options[at]?.text ?? "";
  }

  #show(wanted: number): void {
    const at = Math.max(0, Math.min(wanted, this.#slides.length - 1));
    if (at === this.#at) return;
    this.#at = at;
    const slide = this.#slides[at]!;
    for (const one of this.#slides) one.classList.toggle("shown", one === slide);
    slide.scrollTop = 0;
    this.#choice.selectedIndex = at;
    // who presses a button stays on it, and hears where that led
    const stays = this.#bar.contains(document.activeElement);
    const [back, on] = [this.#button("back"), this.#button("on")];
    if (stays && document.activeElement === back && at === 0) on.focus();
    if (stays && document.activeElement === on && at === this.#slides.length - 1) back.focus();
    back.disabled = at === 0;
    on.disabled = at === this.#slides.length - 1;
    this.#status.textContent = stays ? this.#title(at) : "";
    if (!stays) this.#heading(slide).focus({ preventScroll: true });
    location.replace(`#${at + 1}`);
    this.#fillNotes();
  }

  /** Go on by what is hidden of a long slide, or to the next one. */
  #turn(by: 1 | -1): void {
    const slide = this.#slides[this.#at]!;
    const below = slide.scrollHeight - slide.clientHeight - slide.scrollTop;
    if ((by > 0 ? below : slide.scrollTop) > HIDDEN) slide.scrollTop += by * 0.8 * slide.clientHeight;
    else this.#show(this.#at + by);
  }

  #press(event: KeyboardEvent): void {
    const target = event.composedPath()[0] as Element | undefined;
    const within = (places: string): boolean => Boolean(target?.closest?.(places));
    if (event.defaultPrevented || isShortcut(event) || within(EDITED)) return;
    const act = this.#paged(event) ?? (within(OWN_KEYS) ? null : this.#moved(event));
    if (!act) return;
    act();
    event.preventDefault();
  }

  /** What a clicker sends; no widget needs it. */
  #paged({ key }: KeyboardEvent): (() => void) | null {
    return key === "PageDown" ? () => this.#turn(1) : key === "PageUp" ? () => this.#turn(-1) : null;
  }

  #moved({ key, shiftKey }: KeyboardEvent): (() => void) | null {
    switch (key.toLowerCase()) {
      case " ": return () => this.#turn(shiftKey ? -1 : 1);
      case "arrowright": return () => this.#show(this.#at + 1);
      case "arrowleft": return () => this.#show(this.#at - 1);
      case "home": return () => this.#show(0);
      case "end": return () => this.#show(this.#slides.length - 1);
      case "n": return () => this.#toggleNotes();
      default: return null;
    }
  }

  #toggleNotes(): void {
    if (this.#notes) {
      this.#notes.close();
      this.#closed();
      return;
    }
    this.#notes = window.open("", "", "popup,width=620,height=760");
    this.#bar.querySelector<HTMLElement>("[role=alert]")!.hidden = this.#notes !== null;
    if (!this.#notes) return;
    const page = this.#notes.document;
    page.title = this.#bar.dataset.notes ?? "";
    page.documentElement.lang = document.documentElement.lang;
    page.head.append(document.querySelector("style")!.cloneNode(true));
    page.body.className = "slide-notes";
    page.body.replaceChildren(document.createElement("header"), document.createElement("hr"), held(document.querySelector("#lesson-notes")));
    page.addEventListener("keydown", (event) => this.#press(event));
    this.#notes.addEventListener("pagehide", () => this.#closed());
    this.#button("notes").setAttribute("aria-pressed", "true");
    this.#fillNotes();
  }

  #closed(): void {
    this.#notes = null;
    this.#button("notes").setAttribute("aria-pressed", "false");
  }

  #fillNotes(): void {
    const header = this.#notes?.document.querySelector("header");
    const next = this.#title(this.#at + 1);
    header?.replaceChildren(
      element("h1", this.#title(this.#at)), element("p", next && `${this.#bar.dataset.next}: ${next}`),
      held(this.#slides[this.#at]!.querySelector(":scope > template")));
  }
}

if (document.querySelector(".slide")) new Deck().start();
