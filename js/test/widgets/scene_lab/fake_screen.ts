import { sessionOf } from "../../../src/core/session";
import { START } from "../../../src/shell/shell";
import type { Layer, SceneScreen } from "../../../src/widgets/scene_lab/screen";
import { SceneSession } from "../../../src/widgets/scene_lab/session";
import { FakeModel } from "../../wire";
import { makeLegend, makeScene } from "./made";

export interface FakeScreen extends SceneScreen { model: FakeModel; split: number; opacity: number; layer: Layer; layers: Layer[]; told: string[] }

/** What a panel of a SceneLab sees, with a session of its own. */
export function screenOf(values: Record<string, unknown> = {}): FakeScreen {
  const model = new FakeModel({ scene: makeScene(), shown: makeLegend(), pixel: {}, step: undefined, ...values });
  const layers: Layer[] = [{ kind: "bands", bands: [1, 0, 0], name: "true", title: "true: nir red red" }, { kind: "bands", bands: [0], name: "red", title: "red" }];
  const screen: FakeScreen = {
    model, session: sessionOf(model, SceneSession), root: document.createElement("div"), split: 0.5, opacity: 1, layers, layer: layers[0]!, told: [],
    words: (key: string, said: Record<string, string | number> = {}) => (key === "scene.unnamed" ? `cluster ${said.id}` : [key, ...Object.values(said)].join(" ")),
    switches: { ...START, truth: false }, setSwitches: (change: object) => { Object.assign(screen.switches, change); },
    swipe: (split: number) => { screen.split = split; }, fade: (opacity: number) => { screen.opacity = opacity; }, choose: (layer: Layer) => { screen.layer = layer; },
    announce: (text: string) => { screen.told.push(text); },
  };
  return screen;
}
