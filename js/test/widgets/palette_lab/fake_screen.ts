import { sessionOf } from "../../../src/core/session";
import { START } from "../../../src/shell/shell";
import type { PaletteScreen } from "../../../src/widgets/palette_lab/screen";
import { PaletteSession } from "../../../src/widgets/palette_lab/session";
import { FakeModel } from "../../wire";
import { makeFit, makePicture } from "./made";

/** What a panel of a PaletteLab sees, with a session of its own; `split` is where the line was put. */
export function screenOf(values: Record<string, unknown> = {}): PaletteScreen & { model: FakeModel; split: number; spot: [number, number]; told: string[] } {
  const model = new FakeModel({ picture: makePicture(), shown: makeFit(4), others: [], ...values });
  const screen = {
    model, session: sessionOf(model, PaletteSession), root: document.createElement("div"), split: 0.5,
    words: (key: string, said: Record<string, string | number> = {}) => [key, ...Object.values(said)].join(" "),
    switches: { ...START, errors: false, jpeg: false, lens: false }, spot: [1, 1] as [number, number],
    magnify: (x: number, y: number) => { screen.spot = [x, y]; }, announce: (text: string) => { screen.told.push(text); }, told: [] as string[], setSwitches: (change: object) => { Object.assign(screen.switches, change); },
    swipe: (split: number) => { screen.split = split; }, choosePhoto: () => undefined, take: () => undefined,
  };
  return screen;
}
