/** The SceneLab: a scene and its clusters under one line, spectra of pixels, a legend that can be edited. */
import { sessionOf } from "../../core/session";
import type { ModelLike } from "../../core/types";
import type { Panel } from "../../panels/panel";
import { longest, type CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { leave } from "../../shell/keyboard";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import { side } from "../../shell/stage";
import { clusterKey, sceneClusters, sceneEditor, type Editor } from "./clusters";
import { layerChips, opacityField } from "./controls";
import { nameOf } from "./pixel";
import { pixelKey, scenePicture, swipeKey } from "./picture";
import css from "./scene_lab.css";
import type { Layer, SceneScreen, SceneSwitches } from "./screen";
import { SceneSession } from "./session";
import { sceneSpectrum } from "./spectrum";
import { sceneTable } from "./table";
import { sceneAccuracy, sceneConfusion } from "./truth";

const KEYS: KeyList = [
  ["← →", "keys.scene.swipe"], ["Home End", "keys.scene.ends"], ["↑ ↓", "keys.scene.cluster"], ["B", "keys.scene.bands"], ["O", "keys.scene.opacity"],
  ["I", "keys.scene.pixel"], ["N", "keys.scene.name"], ["C", "keys.scene.color"], ["M", "keys.scene.merge"], ["Z Y", "keys.scene.undo"], ["A", "keys.scene.truth"],
];
const FADES = [1, 0.6, 0.3, 0] as const;

/** Draw a SceneLab into `host`; the returned function takes it away. */
export function renderSceneLab(model: ModelLike, host: HTMLElement): () => void {
  const lab = new SceneLab(model, host);
  return () => lab.end();
}

class SceneLab extends Shell<SceneSwitches> implements SceneScreen {
  readonly session: SceneSession;
  split = 0.5;
  opacity = 1;
  layers: readonly Layer[];
  layer: Layer;
  readonly #picture: Panel;
  readonly #editor: Editor;
  readonly #truth: Layer;
  #longest = "";

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "scene_lab", "tc-scene", { ...START, truth: model.get("show_truth") === true });
    const { words } = this;
    this.session = sessionOf(model, SceneSession);
    const { scene } = this.session;
    const mapped = scene.ids.length > 0;
    const named = (bands: readonly number[]): string => bands.map((b) => scene.bands[b]!.name).join(" · ");
    const first = scene.bands.map((_, b) => b).slice(0, scene.bands.length < 3 ? 1 : 3);
    const mixed = scene.combinations.length ? scene.combinations : [{ key: "first", bands: first }];
    this.layers = [
      ...mixed.map(({ key, bands }) => ({ kind: "bands" as const, bands, name: words(`scene.layer.${key}`), title: `${words(`scene.layer.${key}`)}: ${named(bands)}` })),
      ...scene.bands.map(({ name }, b) => ({ kind: "bands" as const, bands: [b], name, title: words("scene.layer.band", { name }) })),
    ];
    this.layer = this.layers[0]!;
    this.#truth = { kind: "truth", name: words("scene.layer.classes"), title: words("scene.layer.truth") };
    this.#picture = scenePicture(this, ...(mapped ? [opacityField(this)] : []));
    this.#editor = sceneEditor(this);
    this.#withTruth();
    this.build(host, {
      css,
      stage: [this.#picture, side(...(mapped ? [sceneClusters(this), this.#editor] : []), sceneSpectrum(this), ...(mapped ? [sceneAccuracy(this)] : []))],
      transport: { row: layerChips(this) },
      controls: [],
      extras: [sceneConfusion(this), ...(mapped ? [sceneTable(this)] : [])],
      keys: KEYS,
      table: "scene.tables",
      readonly: words("scene.readonly"),
      slow: words("scene.slow"),
    });
    const follow = (): void => this.setSwitches({ truth: model.get("show_truth") === true });
    model.on("change:show_truth", follow);
    this.endings.push(() => model.off("change:show_truth", follow));
    this.draw();
  }

  override setSwitches(change: Partial<SceneSwitches>): void {
    this.switches = { ...this.switches, ...change };
    this.#withTruth();
    super.setSwitches({});
  }

  swipe(split: number): void {
    this.split = Math.min(1, Math.max(0, split));
    this.#picture.update();
  }

  fade(opacity: number): void {
    this.opacity = opacity;
    this.#picture.update();
  }

  choose(layer: Layer): void {
    this.layer = layer;
    this.draw();
    this.announce(layer.title);
  }

  /** The known classes are a layer once they are shown. */
  #withTruth(): void {
    const has = this.layers.includes(this.#truth);
    const wanted = this.switches.truth && this.session.scene.truth !== null;
    if (wanted && !has) this.layers = [...this.layers, this.#truth];
    if (!wanted && has) this.layers = this.layers.filter((one) => one !== this.#truth);
    if (!this.layers.includes(this.layer)) this.layer = this.layers[0]!;
  }

  protected captionText(): CaptionText {
    const { words, session } = this;
    const { groups, scene } = session;
    const most = [...groups].sort((a, b) => b.pixels - a.pixels).slice(0, 2);
    const share = (i: number): string => (100 * most[i]!.share).toFixed(1);
    const sentence = most.length === 0 ? words("scene.caption.alone", { name: this.layer.title })
      : most.length === 1 ? words("scene.caption.one", { first: nameOf(this, most[0]!.id), share: share(0) })
        : words("scene.caption", { n: groups.length, first: nameOf(this, most[0]!.id), share: share(0), second: nameOf(this, most[1]!.id), other: share(1) });
    this.#longest = longest([sentence, this.#longest]); // as far as it is known
    return { sentence, longest: this.#longest, notes: scene.notices };
  }

  protected headerText(): HeaderText {
    const { words, session: { scene, groups, legend, busy } } = this;
    const [height, width] = scene.full;
    const size = { width: width.toLocaleString("en"), height: height.toLocaleString("en"), bands: scene.bands.length };
    const merged = legend.group.length - groups.length;
    return {
      title: words("scene.title"),
      subtitle: scene.crs ? words("scene.about", { ...size, crs: scene.crs }) : words("scene.about.nowhere", size),
      status: busy ? words("scene.busy") : merged > 0 ? words("scene.status.merged", { n: groups.length, merged }) : groups.length ? words("scene.clusters.n", { n: groups.length }) : "",
      label: words("scene.label", { n: groups.length }), data: { clusters: groups.length, legend: legend.id },
    };
  }

  protected key(event: KeyboardEvent): KeyAct {
    const { session } = this;
    const { highlight, scene } = session;
    const { kept } = highlight;
    const pixel = kept?.kind === "point" ? pixelKey(event.key, kept.point, scene, event.shiftKey) : null;
    if (pixel !== null) return () => highlight.keep({ kind: "point", point: pixel });
    const moved = scene.ids.length ? swipeKey(event.key, this.split, event.shiftKey) : null;
    if (moved !== null) return () => this.swipe(moved);
    const cluster = event.key === "ArrowUp" || event.key === "ArrowDown" ? clusterKey(event.key, session.idOf(kept), session.groups) : null;
    if (cluster !== null) return () => highlight.keep({ kind: "cluster", cluster });
    if (event.key === "Escape") return () => leave(this.root);
    switch (event.key.toLowerCase()) {
      case "b": return () => this.choose(this.layers[(this.layers.indexOf(this.layer) + (event.shiftKey ? this.layers.length - 1 : 1)) % this.layers.length]!);
      case "o": return () => this.fade(FADES[(FADES.findIndex((fade) => fade <= this.opacity) + 1) % FADES.length]!);
      case "i": return () => (kept?.kind === "point" ? highlight.clear() : highlight.keep({ kind: "point", point: this.#middle() }));
      case "n": return () => this.#editor.focus("name");
      case "c": return () => this.#editor.focus("color");
      case "m": return () => this.#editor.focus("merge");
      case "z": return () => session.undo();
      case "y": return () => session.redo();
      case "a": return scene.truth ? this.toggle("truth") : null;
      default: return null;
    }
  }

  /** Where keys begin: the chosen cluster's number on the map, or the middle. */
  #middle(): number {
    const { scene, group, idOf, highlight } = this.session;
    const chosen = group.call(this.session, idOf.call(this.session, highlight.kept));
    const [row, column] = chosen && Number.isFinite(chosen.place[0]) ? chosen.place : [scene.height >> 1, scene.width >> 1];
    return Math.min(scene.height - 1, Math.floor(row)) * scene.width + Math.min(scene.width - 1, Math.floor(column));
  }
}
