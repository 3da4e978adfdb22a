/** PSNR against k, for the ks that were tried: a curve that grows while one plays. */
import { el, svg } from "../../core/dom";
import { LEAST_K, MOST_K } from "./session";
import type { PaletteScreen } from "./screen";
import type { Panel } from "../../panels/panel";

const WIDTH = 272;
const HEIGHT = 124;
const BOX = { left: 26, right: 10, top: 18, bottom: 20 };
const DECADES = [2, 4, 8, 16, 32, 64, 128, 256];
/** Decibels from the foot to the top of the curve; more where a palette is that good. */
const [LOW, HIGH] = [15, 38];

export function paletteCurve({ session, words }: PaletteScreen): Panel {
  const picture = svg("svg", { class: "tc-curve", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  const element = el("section", {}, el("h3", { class: "tc-side-title" }, words("palette.curve")), picture);
  let drawn = "";
  const update = (): void => {
    const { seen, fit } = session;
    const key = [fit.k, ...[...seen].flat()].join();
    if (key === drawn) return;
    drawn = key;
    const values = [...seen].sort(([a], [b]) => a - b);
    const low = Math.min(LOW, ...values.map(([, psnr]) => psnr));
    const high = Math.max(HIGH, ...values.map(([, psnr]) => psnr));
    const x = (k: number): number => BOX.left + (Math.log(k / LEAST_K) / Math.log(MOST_K / LEAST_K)) * (WIDTH - BOX.left - BOX.right);
    const y = (psnr: number): number => HEIGHT - BOX.bottom - ((psnr - low) / (high - low)) * (HEIGHT - BOX.top - BOX.bottom);
    const now = seen.get(fit.k);
    picture.replaceChildren(
      ...[20, 30].flatMap((db) => [
        svg("line", { class: "tc-grid", x1: BOX.left, x2: WIDTH - BOX.right, y1: y(db), y2: y(db) }),
        svg("text", { class: "tc-tick", x: BOX.left - 5, y: y(db) + 4 }, String(db))]),
      ...DECADES.map((k) => svg("text", { x: x(k), y: HEIGHT - 6, "text-anchor": "middle" }, String(k))),
      svg("polyline", { class: "tc-past", points: values.map(([k, psnr]) => `${x(k).toFixed(1)},${y(psnr).toFixed(1)}`).join(" ") }),
      ...values.map(([k, psnr]) => svg("circle", { class: "tc-dot", cx: x(k), cy: y(psnr), r: 2.6 })),
      ...(now === undefined ? [] : present(x(fit.k), y(now), words("palette.curve.value", { psnr: now.toFixed(1) }))),
    );
    const said = values.map(([k, psnr]) => words("palette.curve.at", { k, psnr: psnr.toFixed(1) })).join(", ");
    picture.setAttribute("aria-label", words("palette.curve.alt", { values: said }));
  };
  return { element, update };
}

function present(x: number, y: number, text: string): SVGElement[] {
  const left = x > WIDTH - 80;
  return [
    svg("circle", { class: "tc-now", cx: x, cy: y, r: 5 }),
    svg("text", { class: "tc-value", x: left ? x - 8 : x + 8, y: y + (left ? -6 : 14), "text-anchor": left ? "end" : "start" }, text),
  ];
}
