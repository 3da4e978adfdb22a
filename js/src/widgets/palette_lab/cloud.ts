/** The cloud of a picture's colours with the centres in it, turned by mouse, touch or keys. */
import { el } from "../../core/dom";
import type { Aim } from "../../core/highlight";
import { litColor } from "./swatches";
import { hexOf, type Fit, type Picture } from "./wire";
import { isShortcut } from "../../core/shortcut";
import { degrees, turned, turnKey, type Turn } from "../../core/turn";
import { drawCloud, type AxisNames, type Center3d, type Cloud3d } from "../../marks/cloud3d";
import type { PaletteScreen } from "./screen";
import type { Panel } from "../../panels/panel";
import { sideCanvas } from "../../panels/side_canvas";
import { turnByPointer } from "../../panels/turn_pointer";

const HEIGHT = 230;
const START: Turn = { yaw: 0.6, pitch: 0.35 };

export function paletteCloud(screen: PaletteScreen): Panel {
  const { session, words } = screen;
  const canvas = sideCanvas(HEIGHT);
  const title = el("h3", { class: "tc-side-title" });
  const hint = words("palette.cloud.turn");
  const handle = el("div", { class: "tc-pal-cloud", tabindex: 0, role: "group", "aria-label": hint, title: hint }, canvas.element);
  const element = el("section", {}, title, handle);
  let turn = START;
  let lit: number | null = null;
  let made: { picture?: Picture; fit?: Fit; number: number; cloud?: Cloud3d; centers: Center3d[] } = { number: 0, centers: [] };
  const draw = (): void => {
    const { picture, fit } = session;
    if (made.picture !== picture || made.fit !== fit) {
      made = { picture, fit, number: made.number + 1, cloud: cloudOf(picture, fit), centers: centersOf(fit) };
    }
    const { cloud, centers, number } = made;
    const names = axes(words(fit.space === "lab" ? "palette.axis.lab" : "palette.axis.rgb"));
    const shown = lit === null ? centers : centers.map((center, i) => ({ ...center, radius: center.radius * (i === lit ? 1.5 : 0.6) }));
    canvas.draw(`${number} ${turn.yaw} ${turn.pitch} ${lit}`, (context, theme) => drawCloud(context, cloud!, shown, names, turn, canvas.size(), theme));
  };
  const to = (next: Turn): void => {
    turn = next;
    draw();
    describe();
  };
  const describe = (): void => {
    const { picture, fit } = session;
    canvas.describe(words("palette.cloud.alt", {
      shown: picture.counts.length.toLocaleString("en"), n: picture.n_colors.toLocaleString("en"), space: words(`palette.space.${fit.space}`),
      k: fit.names.length, yaw: degrees(turn.yaw), pitch: degrees(turn.pitch),
    }));
  };
  turnByPointer(handle, (byYaw, byPitch) => to(turned(turn, byYaw, byPitch)));
  handle.addEventListener("keydown", (event) => {
    const next = isShortcut(event) ? null : turnKey(event.key, turn, event.shiftKey);
    if (!next) return;
    to(next);
    event.preventDefault();
    event.stopPropagation();
  });
  const update = (): void => {
    const { fit } = session;
    title.textContent = words("palette.cloud", { space: words(`palette.space.${fit.space}`), k: fit.names.length });
    draw();
    describe();
  };
  const light = (aim: Aim | null): void => {
    const next = litColor(aim, session.fit);
    if (next === lit) return;
    lit = next;
    draw();
  };
  return { element, update, light };
}

function axes(text: string): AxisNames {
  const [x = "", y = "", z = ""] = text.split(" ");
  return [x, y, z];
}

/** Python's coordinates are R, G, B, or L, a, b: lightness stands upright. */
function upright(at: Float32Array, space: Fit["space"]): Float32Array {
  if (space === "rgb") return at;
  const placed = new Float32Array(at.length);
  for (let i = 0; i < at.length; i += 3) placed.set([at[i + 1]!, at[i]!, at[i + 2]!], i);
  return placed;
}

function cloudOf({ at, colors, counts }: Picture, { space }: Fit): Cloud3d {
  const most = counts.reduce((large, count) => Math.max(large, count), 1);
  return {
    at: upright(at[space], space),
    colors: Array.from(counts, (_, i) => hexOf(colors, i)),
    radius: Float32Array.from(counts, (count) => 0.8 + 3.2 * Math.sqrt(count / most)),
  };
}

function centersOf({ centers, palette, shares, space, names }: Fit): Center3d[] {
  const at = upright(centers, space);
  const small = names.length > 64 ? 0.45 : names.length > 24 ? 0.7 : 1;
  return names.map((_, i) => ({
    at: [at[3 * i]!, at[3 * i + 1]!, at[3 * i + 2]!] as const, color: hexOf(palette, i), radius: small * (4 + 8 * Math.sqrt(shares[i]!)),
  }));
}
