/** Spectra: the mean of each cluster by band, that of the lit one with its spread, and the pixel's beside it. */
import { el, svg } from "../../core/dom";
import type { Aim } from "../../core/highlight";
import { scrollsByKeys } from "../../core/scrolling";
import { ticks } from "../../core/ticks";
import type { Panel } from "../../panels/panel";
import { digits, nameOf } from "./pixel";
import type { SceneScreen } from "./screen";

const WIDTH = 272;
const HEIGHT = 158;
const BOX = { left: 34, right: 12, top: 8, bottom: 20 };
/** letters of a band's name under the axis, and how many names have room */
const LETTERS = 7;
const MOST_NAMES = 7;

export function sceneSpectrum(screen: SceneScreen): Panel {
  const { words, session } = screen;
  const { bands } = session.scene;
  const picture = svg("svg", { class: "tc-curve tc-sc-curve", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  const head = el("tr", {}, el("td"), ...bands.map(({ name }) => el("th", { scope: "col", title: name }, name.slice(0, LETTERS))));
  const [pixel, mean] = [el("tr"), el("tr")];
  const table = el("div", { class: "tc-sc-values", role: "group", "aria-label": words("scene.values") }, el("table", {}, el("thead", {}, head), el("tbody", {}, pixel, mean)));
  scrollsByKeys(table);
  const element = el("section", {}, el("h3", { class: "tc-side-title" }, words("scene.spectrum")), picture, table);
  const x = (band: number): number => BOX.left + ((band + 0.5) / bands.length) * (WIDTH - BOX.left - BOX.right);
  let shown = "";
  const draw = (aim: Aim | null): void => {
    const { groups } = session;
    const lit = session.group(session.idOf(aim));
    const point = aim?.kind === "point" ? session.spectrum(aim.point) : null;
    const key = JSON.stringify([session.legend.id, lit?.id, point]);
    if (key === shown) return;
    shown = key;
    const known = [...groups.flatMap(({ mean: m, spread: s }) => m.flatMap((value, b) => [value - s[b]!, value + s[b]!])), ...(point?.values ?? [])];
    const [low, high] = known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
    const y = (value: number): number => HEIGHT - BOX.bottom - ((value - low) / (high - low || 1)) * (HEIGHT - BOX.top - BOX.bottom);
    const path = (values: readonly number[]): string => values.map((value, b) => `${x(b).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
    const every = Math.ceil(bands.length / MOST_NAMES);
    const band = lit && path([...lit.mean.map((value, b) => value + lit.spread[b]!)]) + " " +
      lit.mean.map((value, b) => `${x(b).toFixed(1)},${y(value - lit.spread[b]!).toFixed(1)}`).reverse().join(" ");
    picture.replaceChildren(
      ...ticks(low, high, 4).flatMap((value) => [
        svg("line", { class: "tc-grid", x1: BOX.left, x2: WIDTH - BOX.right, y1: y(value), y2: y(value) }),
        svg("text", { class: "tc-tick", x: BOX.left - 5, y: y(value) + 4 }, String(Number(value.toPrecision(4))))]),
      ...bands.flatMap(({ name }, b) => (b % every === 0 ? [svg("text", { x: x(b), y: HEIGHT - 5, "text-anchor": "middle" }, name.slice(0, LETTERS))] : [])),
      ...(lit && band ? [svg("polygon", { class: "tc-sc-spread", points: band, fill: lit.color })] : []),
      ...groups.map(({ id, color, mean: m }) => svg("polyline", { class: id === lit?.id ? "tc-sc-mean tc-sc-here" : lit ? "tc-sc-mean tc-sc-faint" : "tc-sc-mean", points: path(m), style: `--c: ${color}` })),
      ...(lit ? [svg("polyline", { class: "tc-sc-mean tc-sc-rim", points: path(lit.mean) }), svg("polyline", { class: "tc-sc-mean tc-sc-here", points: path(lit.mean), style: `--c: ${lit.color}` })] : []),
      ...(point ? [svg("polyline", { class: "tc-sc-pixel", points: path(point.values) }), ...point.values.map((value, b) => svg("circle", { class: "tc-sc-dot", cx: x(b), cy: y(value), r: 3.4 }))] : []),
    );
    const what = lit ? words("scene.spectrum.lit", { cluster: nameOf(screen, lit.id) }) : words("scene.spectrum.all", { n: groups.length });
    picture.setAttribute("aria-label", what);
    write(pixel, "○", words("scene.no_pixel"), point?.values);
    write(mean, lit ? String(lit.id) : "–", lit ? nameOf(screen, lit.id) : words("scene.no_cluster"), lit?.mean);
  };
  const write = (row: HTMLElement, sign: string, name: string, values: readonly number[] | undefined): void => {
    row.replaceChildren(el("th", { scope: "row", title: name, "aria-label": name }, sign), ...bands.map((_, b) => el("td", {}, values ? digits(session, values[b]!) : "·")));
  };
  return { element, update: () => draw(session.highlight.aim), light: draw };
}
