/** The PaletteLab: a picture and its copy in k colours, the palette, the cloud of colours, what it costs. */
import { el } from "../../core/dom";
import { sessionOf } from "../../core/session";
import type { ModelLike } from "../../core/types";
import type { Panel } from "../../panels/panel";
import { longest, type CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { leave } from "../../shell/keyboard";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import { side } from "../../shell/stage";
import { TypedNumber } from "../../shell/typed_number";
import { paletteCloud } from "./cloud";
import { kField, paletteControls } from "./controls";
import { paletteCurve } from "./curve";
import { paletteFigures } from "./figures";
import css from "./palette_lab.css";
import { lensKey, pixelText } from "./lens";
import { palettePicture, swipeKey } from "./picture";
import type { PaletteScreen, PaletteSwitches } from "./screen";
import { LEAST_K, MOST_K, PaletteSession } from "./session";
import { paletteStrip, paletteSwatches } from "./swatches";
import { paletteTable } from "./table";

const KEYS: KeyList = [
  ["← →", "keys.palette.swipe"], ["Home End", "keys.palette.ends"], ["↑ ↓", "keys.palette.k"], ["PgUp PgDn", "keys.palette.double"],
  ["0–9", "keys.palette.type"], ["C", "keys.palette.space"], ["E", "keys.palette.errors"], ["J", "keys.palette.against"], ["M", "keys.palette.lens"], ["O", "keys.palette.photo"],
  ["Tab ← ↑ → ↓", "keys.palette.turn"],
];
/** What a notebook server lets through, with room to spare, in megabytes. */
const MOST_MB = 8;

/** Draw a PaletteLab into `host`; the returned function takes it away. */
export function renderPaletteLab(model: ModelLike, host: HTMLElement): () => void {
  const lab = new PaletteLab(model, host);
  return () => lab.end();
}

class PaletteLab extends Shell<PaletteSwitches> implements PaletteScreen {
  readonly session: PaletteSession;
  split = 0.5;
  spot: readonly [number, number] = [0, 0];
  readonly #picture: Panel;
  readonly #file = el("input", { type: "file", accept: "image/*", hidden: true, tabindex: -1 });
  readonly #typed = new TypedNumber((text) => Number(text) <= MOST_K);
  #longest = "";

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "palette_lab", "tc-palette", { ...START, errors: false, jpeg: model.get("against") === "jpeg", lens: false });
    const { words } = this;
    this.session = sessionOf(model, PaletteSession);
    const { width, height } = this.session.picture;
    this.spot = [width >> 1, height >> 1];
    this.#picture = palettePicture(this, paletteStrip(this), paletteSwatches(this));
    this.#file.setAttribute("aria-label", words("palette.photo.title"));
    this.#file.addEventListener("change", () => {
      const file = this.#file.files?.[0];
      if (file) this.take(file);
      this.#file.value = ""; // the same file can be taken again
    });
    this.build(host, {
      css,
      stage: [this.#picture, side(paletteCloud(this), paletteCurve(this), paletteFigures(this)), this.#file],
      transport: { row: kField(this) },
      controls: [paletteControls(this)],
      extras: [paletteTable(this)],
      keys: KEYS,
      table: "palette.tables",
      readonly: words("palette.readonly"),
      slow: words("palette.slow"),
    });
    this.draw();
  }

  swipe(split: number): void {
    this.split = Math.min(1, Math.max(0, split));
    this.#picture.update();
  }

  magnify(x: number, y: number): void {
    const { width, height } = this.session.picture;
    this.spot = [Math.min(width - 1, Math.max(0, Math.floor(x))), Math.min(height - 1, Math.max(0, Math.floor(y)))];
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

  protected captionText(): CaptionText {
    const { fit: { caption }, picture } = this.session;
    this.#longest = longest([caption, this.#longest]); // as far as it is known
    return { sentence: caption, longest: this.#longest, notes: picture.notices };
  }

  protected headerText(): HeaderText {
    const { words, session: { picture, fit, busy, wanted } } = this;
    const { name, width, height, n_colors: colors } = picture;
    return {
      title: words("palette.title"),
      subtitle: words("palette.about", { name, width, height, pixels: (width * height).toLocaleString("en"), colors: colors.toLocaleString("en") }),
      status: busy ? words("palette.busy", { k: wanted }) : words("palette.status", { k: fit.k, space: words(`palette.space.${fit.space}`) }),
      label: words("palette.label", { name, k: fit.k }), data: { k: fit.k, space: fit.space, picture: picture.id },
    };
  }

  protected key(event: KeyboardEvent): KeyAct {
    const { session } = this;
    const to = this.switches.lens ? lensKey(event.key, this.spot, event.shiftKey) : null;
    if (to !== null) return () => {
      this.magnify(...to);
      this.announce(pixelText(this, ...this.spot));
    };
    const moved = swipeKey(event.key, this.split, event.shiftKey);
    if (moved !== null) return () => this.swipe(moved);
    if (/^\d$/.test(event.key)) return () => this.#type(event.key);
    switch (event.key) {
      case "ArrowUp": return () => session.stepBy(1);
      case "ArrowDown": return () => session.stepBy(-1);
      case "PageUp": return () => session.choose(2 * session.wanted);
      case "PageDown": return () => session.choose(session.wanted / 2);
      case "Escape": return () => leave(this.root);
    }
    switch (event.key.toLowerCase()) {
      case "c": return () => session.measure(session.fit.space === "rgb" ? "lab" : "rgb");
      case "e": return this.toggle("errors");
      case "j": return this.toggle("jpeg");
      case "m": return this.toggle("lens");
      case "o": return () => this.choosePhoto();
      default: return null;
    }
  }

  /** Choose the k that is typed: "2", "5" and "6" soon after each other are 256. */
  #type(digit: string): void {
    const k = this.#typed.type(digit);
    if (k >= LEAST_K) this.session.choose(k);
  }
}
