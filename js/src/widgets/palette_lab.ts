/** The PaletteLab: a picture and its copy in k colours, the palette, the cloud of colours, what it costs. */
import { el } from "../core/dom";
import { LEAST_K, MOST_K, paletteSessionOf, type PaletteSession } from "../core/palette_session";
import { keepFocus } from "../core/focus";
import { followTheme } from "../core/theme";
import type { ModelLike } from "../core/types";
import { makeWords, type Catalogue, type Words } from "../core/words";
import paletteCss from "../palette_lab.css";
import { helpPanel, type KeyList } from "../panels/help";
import { paletteCaption } from "../panels/palette_caption";
import { paletteCloud } from "../panels/palette_cloud";
import { paletteControls } from "../panels/palette_controls";
import { paletteCurve } from "../panels/palette_curve";
import { paletteFigures } from "../panels/palette_figures";
import { palettePicture, swipeKey } from "../panels/palette_picture";
import type { PaletteScreen, PaletteSwitches } from "../panels/palette_screen";
import { paletteStrip, paletteSwatches } from "../panels/palette_swatches";
import { paletteTable } from "../panels/palette_table";
import { problemPanel } from "../panels/problem";
import type { Panel } from "../panels/screen";
import css from "../styles";
import { leave, listenKeys } from "./keyboard";

const KEYS: KeyList = [
  ["← →", "keys.palette.swipe"], ["Home End", "keys.palette.ends"], ["↑ ↓", "keys.palette.k"], ["PgUp PgDn", "keys.palette.double"],
  ["0–9", "keys.palette.type"], ["C", "keys.palette.space"], ["E", "keys.palette.errors"], ["O", "keys.palette.photo"],
  ["T", "keys.table"], ["F", "keys.full"], ["?", "keys.help"], ["Tab ← ↑ → ↓", "keys.palette.turn"],
];
/** Milliseconds in which another digit belongs to the number before it. */
const TYPING = 900;
/** What a notebook server lets through, with room to spare, in megabytes. */
const MOST_MB = 8;

/** Draw a PaletteLab into `host`; the returned function takes it away. */
export function renderPaletteLab(model: ModelLike, host: HTMLElement): () => void {
  const lab = new PaletteLab(model, host);
  return () => lab.end();
}

class PaletteLab implements PaletteScreen {
  readonly session: PaletteSession;
  readonly words: Words;
  readonly root: HTMLElement;
  split = 0.5;
  switches: PaletteSwitches = { errors: false, table: false, help: false };
  readonly #picture: Panel;
  readonly #panels: Panel[];
  readonly #about = el("span", { class: "tc-muted" });
  readonly #status = el("span", { class: "tc-status" });
  readonly #file = el("input", { type: "file", accept: "image/*", hidden: true, tabindex: -1 });
  readonly #endings: (() => void)[] = [];
  #typed = { text: "", at: -Infinity };

  constructor(model: ModelLike, host: HTMLElement) {
    this.words = makeWords((model.get("words") ?? {}) as Catalogue);
    const { words } = this;
    this.session = paletteSessionOf(model);
    this.root = el("div", {
      class: "teachclust tc-palette", "data-widget": "palette_lab", tabindex: 0, role: "group",
    });
    const caption = paletteCaption(this);
    const palette = [paletteStrip(this), paletteSwatches(this)];
    const side = [paletteCloud(this), paletteCurve(this), paletteFigures(this)];
    const below = [problemPanel(this, words("palette.readonly"), words("palette.slow")), caption, paletteControls(this),
      paletteTable(this), helpPanel(this, KEYS)];
    this.#picture = palettePicture(this);
    this.#panels = [this.#picture, ...palette, ...side, ...below];
    this.#picture.element.append(...palette.map((panel) => panel.element));
    this.#file.setAttribute("aria-label", words("palette.photo.title"));
    this.root.append(
      el("style", {}, css, paletteCss),
      el("div", { class: "tc-frame" },
        el("div", { class: "tc-head" }, el("span", { class: "tc-title" }, words("palette.title")), this.#about, this.#status),
        this.#picture.element,
        el("div", { class: "tc-foot" }, ...below.map((panel) => panel.element), this.#file),
        el("div", { class: "tc-side" }, ...side.map((panel) => panel.element))),
    );
    host.append(this.root);
    this.#endings.push(() => caption.end());
    this.#listen();
    this.#draw();
  }

  turn(change: Partial<PaletteSwitches>): void {
    this.switches = { ...this.switches, ...change };
    this.#draw();
  }

  swipe(split: number): void {
    this.split = Math.min(1, Math.max(0, split));
    this.#picture.update();
  }

  choosePhoto(): void {
    if (!this.session.readonly) this.#file.click();
  }

  take(file: File): void {
    const { words, session } = this;
    if (file.size > MOST_MB * 1e6) {
      session.fail({
        what: words("palette.photo.large", { most: MOST_MB }), where: file.name, why: words("palette.photo.why"), fix: words("palette.photo.fix"),
      });
      return;
    }
    void file.arrayBuffer().then((buffer) => session.photo(file.name, new DataView(buffer)), (error: unknown) =>
      session.fail({ what: String(error), where: file.name, why: "", fix: "" }));
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
    this.#file.addEventListener("change", () => {
      const file = this.#file.files?.[0];
      if (file) this.take(file);
      this.#file.value = ""; // the same file can be taken again
    });
    const full = (): void => {
      this.root.dataset.full = String(document.fullscreenElement === this.root);
    };
    document.addEventListener("fullscreenchange", full);
    this.#endings.push(
      listenKeys(this.root, (event) => this.#key(event)),
      this.session.subscribe(() => this.#draw()),
      followTheme(this.root, () => this.#draw()),
      () => document.removeEventListener("fullscreenchange", full),
    );
  }

  #draw(): void {
    const { session, words, root } = this;
    const { picture, fit, busy, wanted } = session;
    const { name, width, height, n_colors: colors } = picture;
    this.#about.textContent = words("palette.about", {
      name, width, height, pixels: (width * height).toLocaleString("en"), colors: colors.toLocaleString("en"),
    });
    this.#status.textContent = busy ? words("palette.busy", { k: wanted })
      : words("palette.status", { k: fit.k, space: words(`palette.space.${fit.space}`) });
    root.setAttribute("aria-label", words("palette.label", { name, k: fit.k }));
    root.setAttribute("aria-busy", String(busy));
    Object.assign(root.dataset, { k: fit.k, space: fit.space, picture: picture.id });
    keepFocus(root, () => { for (const panel of this.#panels) panel.update(); });
  }

  #key(event: KeyboardEvent): (() => void) | null {
    const { session } = this;
    const moved = swipeKey(event.key, this.split, event.shiftKey);
    if (moved !== null) return () => this.swipe(moved);
    if (/^\d$/.test(event.key)) return () => this.#type(event.key);
    switch (event.key) {
      case "ArrowUp": return () => session.step(1);
      case "ArrowDown": return () => session.step(-1);
      case "PageUp": return () => session.choose(2 * session.wanted);
      case "PageDown": return () => session.choose(session.wanted / 2);
      case "Escape": return () => leave(this.root);
      case "?": return () => this.turn({ help: !this.switches.help });
    }
    switch (event.key.toLowerCase()) {
      case "c": return () => session.measure(session.fit.space === "rgb" ? "lab" : "rgb");
      case "e": return () => this.turn({ errors: !this.switches.errors });
      case "o": return () => this.choosePhoto();
      case "t": return () => this.turn({ table: !this.switches.table });
      case "f": return () => this.fullScreen();
      default: return null;
    }
  }

  /** Choose the k that is typed: "2", "5" and "6" soon after each other are 256. */
  #type(digit: string): void {
    const now = performance.now();
    const text = now - this.#typed.at < TYPING ? this.#typed.text + digit : digit;
    this.#typed = { text: Number(text) > MOST_K ? digit : text, at: now };
    const k = Number(this.#typed.text);
    if (k >= LEAST_K) this.session.choose(k);
  }
}
