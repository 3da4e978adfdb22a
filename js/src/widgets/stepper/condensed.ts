/** The condensed tree of HDBSCAN as icicles: wide is many points, far down is dense; chosen clusters have their colour. */
import { el } from "../../core/dom";
import type { CondensedNode } from "../../core/types";
import { css, outlineOn, parseColor } from "../../marks/color";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";
import { sideCanvas } from "../../panels/side_canvas";

const HEIGHT = 168;

export function condensedPanel(screen: Screen): Panel {
  const { session, words } = screen;
  const canvas = sideCanvas(HEIGHT);
  const element = el("section", { class: "tc-condensed" }, el("h3", { class: "tc-side-title" }, words("condensed.title")), canvas.element);
  const update = (): void => {
    const { trace, step } = session;
    const { condensed, frames, clusters } = trace.head;
    element.hidden = condensed === undefined;
    if (condensed === undefined) return;
    // the clusters are chosen in the frame that assigns
    const chosen = frames.kind.slice(0, step + 1).includes("assign");
    const limit = screen.switches.future || chosen ? Infinity : densityAt(condensed, frames.kind.slice(0, step + 1));
    const known = condensed.filter(({ birth }) => (birth ?? 0) < limit).length;
    canvas.draw(`${trace.head.id} ${chosen} ${limit}`, (context, theme) => {
      const ground = parseColor(theme.bg);
      const [width] = canvas.size();
      for (const { node, x0, x1, y0, y1 } of icicles(condensed, width, limit)) {
        const look = chosen ? clusters[node.cluster] : undefined;
        const hue = look ? outlineOn(parseColor(look.color), ground) : parseColor(theme.muted);
        context.fillStyle = css(hue, look ? 0.9 : 0.25);
        context.fillRect(x0, y0, Math.max(1, x1 - x0 - 1), Math.max(2, y1 - y0));
        if (!look) continue;
        context.fillStyle = theme.fg;
        context.textAlign = "center";
        context.fillText(`${look.name} ${node.size}`, (x0 + x1) / 2, HEIGHT - 4);
      }
    });
    canvas.describe(words("condensed.alt", { nodes: known, clusters: chosen ? clusters.length : 0 }));
  };
  return { element, update };
}

/** The density down to which the tree is known: that of the first split that has not come yet. */
function densityAt(nodes: readonly CondensedNode[], kinds: readonly string[]): number {
  const births = nodes.map(({ birth }) => birth ?? 0).sort((a, b) => a - b);
  const splits = kinds.filter((kind) => kind === "split").length;
  const cut = splits > 0 || kinds.includes("fall_out");
  return cut ? births[1 + 2 * splits] ?? Infinity : 0;
}

interface Icicle { node: CondensedNode; x0: number; x1: number; y0: number; y1: number }

/** Those that are known, with their places in the whole tree. */
function icicles(nodes: readonly CondensedNode[], width: number, limit: number): Icicle[] {
  const finite = nodes.flatMap(({ birth, death }) => [birth, death]).filter((value): value is number => value !== null);
  const deepest = Math.max(...finite, Number.MIN_VALUE);
  const y = (density: number | null): number => 4 + Math.sqrt((density ?? deepest) / deepest) * (HEIGHT - 24);
  const whole = nodes[0]?.size ?? 1;
  const used = nodes.map(() => 0);
  const places: number[] = [];
  const all = nodes.map((node, i) => {
    const start = node.parent < 0 ? 0 : places[node.parent]! + used[node.parent]!;
    if (node.parent >= 0) used[node.parent]! += node.size;
    places[i] = start;
    const scale = width / whole;
    return { node, x0: start * scale, x1: (start + node.size) * scale, y0: y(node.birth), y1: y(Math.min(node.death ?? deepest, limit, deepest)) };
  });
  return all.filter(({ node }) => (node.birth ?? 0) < limit);
}
