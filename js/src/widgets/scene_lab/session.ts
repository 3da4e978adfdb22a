/** A SceneLab's session: the scene, and the legend that Python, or a page by itself, changes. */
import type { Aim } from "../../core/highlight";
import { Session, type Source } from "../../core/session";
import type { Edit, ModelLike } from "../../core/types";
import { accuracyOf, changed, confusion, groupsOf, idAt, type Accuracy, type Group } from "./legend";
import { decodeScene, type Legend, type Scene, type SceneWire } from "./wire";

/** Milliseconds that a pointer rests on a pixel before its spectrum is asked for. */
const REST = 90;

const SOURCE: Source<Legend, Legend> = {
  trait: "shown",
  ack: (wire) => (wire?.group ? wire.ack : null),
  decode: (wire) => wire,
  id: ({ id }) => id,
  steps: () => 1,
  bytes: ({ names }) => 64 * names.length,
};

interface PixelWire { ack: number; row: number; column: number; values: number[] }

export class SceneSession extends Session<Legend, Legend> {
  readonly scene: Scene;
  /** exact spectra that Python has sent, by pixel */
  readonly #exact = new Map<number, number[]>();
  #resting: ReturnType<typeof setTimeout> | undefined;
  #made: { legend: Legend; groups: Group[]; table: number[][] } | null = null;
  #last = 0;

  /** from the least to the greatest value of all bands */
  readonly range: number;

  constructor(model: ModelLike) {
    super(model, SOURCE);
    this.scene = decodeScene(model.get("scene") as SceneWire);
    const ends = this.scene.bands.flatMap(({ values }) => [values[0]!, values.at(-1)!]);
    this.range = Math.max(...ends) - Math.min(...ends) || 1;
    this.#last = this.shown.id;
    this.handlers.push(["change:pixel", () => this.#takePixel()]);
  }

  get legend(): Legend { return this.shown; }
  get groups(): Group[] { return this.#now().groups; }
  /** pixels of each group in each known class */
  get table(): number[][] { return this.#now().table; }
  get accuracy(): Accuracy { return accuracyOf(this.table, this.groups, this.scene.truth?.names ?? []); }

  /** The id that is lit: it, or that of the pixel that is. */
  idOf(aim: Aim | null): number | null {
    if (aim?.kind === "cluster") return this.groups.some(({ id }) => id === aim.cluster) ? aim.cluster : null;
    return aim?.kind === "point" ? idAt(this.scene, this.legend, aim.point) : null;
  }

  group(id: number | null): Group | null {
    return this.groups.find((group) => group.id === id) ?? null;
  }

  /** What is known of a pixel's bands; null where it has no data. */
  spectrum(pixel: number): { values: number[]; exact: boolean } | null {
    const { valid, bands } = this.scene;
    if (!valid[pixel]) return null;
    const values = this.#exact.get(pixel);
    return values ? { values, exact: true }
      : { values: bands.map((band) => band.values[band.codes[pixel]!]!), exact: bands.every(({ rounding }) => rounding === 0) };
  }

  /** Ask Python for a spectrum that was rounded, once the pointer has come to rest. */
  askPixel(pixel: number): void {
    clearTimeout(this.#resting);
    if (this.readonly || this.spectrum(pixel)?.exact !== false) return;
    const { width, step } = this.scene;
    this.#resting = setTimeout(() => this.requests.ask({ kind: "pixel", row: Math.floor(pixel / width) * step, column: (pixel % width) * step }), REST);
  }

  override subscribe(listener: Parameters<Session<Legend>["subscribe"]>[0]): () => void {
    const end = super.subscribe(listener);
    return () => { clearTimeout(this.#resting); end(); };
  }

  /** Where there is no Python, the page changes its legend itself. */
  override edit(edit: Edit): void {
    if (!this.readonly) { super.edit(edit); return; }
    const next = this.locked && this.model.get("controls") === "steps" ? null : changed(this.legend, edit);
    if (next) this.model.set("shown", { ...next, id: this.#last += 1 });
  }

  /** What was pointed at stays lit: a cluster that was merged is the other now. */
  override load(shown: Legend, step: number): void {
    const { kept } = this.highlight;
    super.load(shown, step);
    this.highlight.keep(kept?.kind === "cluster" ? { kind: "cluster", cluster: shown.group[kept.cluster] ?? kept.cluster } : kept);
  }

  #now(): { groups: Group[]; table: number[][] } {
    const { legend, scene } = this;
    if (this.#made?.legend !== legend) {
      const groups = groupsOf(scene, legend);
      this.#made = { legend, groups, table: confusion(scene, legend, groups) };
    }
    return this.#made!;
  }

  #takePixel(): void {
    const wire = this.model.get("pixel") as Partial<PixelWire> | undefined;
    if (!wire?.values) return;
    const { width, step } = this.scene;
    const { ack, row, column, values } = wire as PixelWire;
    this.accept(ack, () => { if (values.length) this.#exact.set((row / step) * width + column / step, values); });
  }
}
