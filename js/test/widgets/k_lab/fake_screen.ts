import { START } from "../../../src/shell/shell";
import type { KScreen } from "../../../src/widgets/k_lab/screen";
import { decodeScan } from "../../../src/widgets/k_lab/wire";
import { makeScanWire } from "./made";

/** A screen that is at `step`, with only what these panels look at. */
export function screenAt(step: number, wire = makeScanWire()): KScreen & { chosen: number[] } {
  const scan = decodeScan(wire)!;
  const chosen: number[] = [];
  return {
    scan, chosen, features: "raw", reached: scan.k.length - 1, knowsEnd: true, hasScaled: false, switches: { ...START, regions: true, bands: true, equal: true },
    session: { trace: scan.trace, step, last: 2 } as unknown as KScreen["session"],
    words: (key, values = {}) => [key, ...Object.values(values)].join(" "),
    root: document.createElement("div"), setSwitches: () => undefined, forward: () => undefined, show: () => undefined,
    choose: (to) => chosen.push(to),
  };
}
