/** The widgets of the bundle widget.js; large ones have a bundle of their own (src/palette.ts, src/race.ts, src/scatter3d.ts). */
import type { Registry } from "./draw";
import { renderKLab } from "./k_lab";
import { renderPredict } from "./predict";
import { renderStepper } from "./stepper";

export const WIDGETS: Registry = { stepper: renderStepper, predict: renderPredict, k_lab: renderKLab };
