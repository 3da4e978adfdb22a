/** The condensed tree of HDBSCAN as icicles: wide is many points, far down is dense; chosen clusters have their colour. */
import { el } from "../../core/dom";
import type { CondensedNode } from "../../core/types";
import { pointsOf, type Aim } from "../../core/highlight";
import { short } from "../../core/numbers";
import type { Trace } from "../../core/trace";
import type { Words } from "../../core/words";
import { drawCaret } from "../../marks/caret";
import { css, outlineOn, parseColor } from "../../marks/color";
import { pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";
import { sideCanvas } from "../../panels/side_canvas";

const HEIGHT = 168;

export function condensedPanel(screen: Screen): Panel {
  const { session, words } = screen;
  const canvas = sideCanvas(HEIGHT);
  const element = el("section", { class: "tc-condensed" }, el("h3", { class: "tc-side-title" }, words("condensed.title")), canvas.element);
  /** how dense the tree is known to be */
  const limitAt = (): number => {
    const { condensed = [], frames } = session.trace.head;
    const kinds = frames.kind.slice(0, session.step + 1);
    return screen.switches.future || kinds.includes("assign") ? Infinity : densityAt(condensed, kinds);
  };
  const update = (): void => {
    const { trace, step } = session;
    const { condensed, frames, clusters } = trace.head;
    element.hidden = condensed === undefined;
    if (condensed === undefined) return;
    // the clusters are chosen in the frame that assigns
    const chosen = frames.kind.slice(0, step + 1).includes("assign");
    const limit = limitAt();
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
  const light = (aim: Aim | null): void => {
    const { trace, step } = session;
    const { condensed } = trace.head;
    canvas.light(aim === null || condensed === undefined ? null : (context, theme) => {
      lightNodes(context, trace, icicles(condensed, canvas.size()[0], limitAt()), aim, pointsOf(aim, trace, step), theme);
    });
  };
  pointsAt(canvas.element, session.highlight, {
    find: (x, y) => {
      const { trace } = session;
      const found = icicles(trace.head.condensed ?? [], canvas.size()[0], limitAt()).find((at) => x >= at.x0 && x < at.x1 && y >= at.y0 && y < at.y1);
      return found ? nodeAim(trace, found.node, words) : null;
    },
  });
  return { element, update, light };
}

/** The points of a node and of the nodes that it splits into. */
function nodeAim(trace: Trace, node: CondensedNode, words: Words): Aim {
  const nodes = trace.head.condensed!;
  const under = new Set([nodes.indexOf(node)]);
  nodes.forEach(({ parent }, i) => { if (under.has(parent)) under.add(i); });
  const leave = trace.row("leave_node", 0) ?? [];
  const points: number[] = [];
  for (let i = 0; i < leave.length; i += 1) if (under.has(leave[i]!)) points.push(i);
  const far = node.birth ? short(1 / node.birth) : "∞";
  return { kind: "points", points, text: words("look.node", { n: node.size, far, near: node.death ? short(1 / node.death) : "0" }) };
}

/** Outline the nodes that points leave; of one point, a line where it leaves. */
function lightNodes(
  context: CanvasRenderingContext2D, trace: Trace, shown: Icicle[], aim: Aim, points: ArrayLike<number>, theme: { fg: string; bg: string },
): void {
  const leave = trace.row("leave_node", 0);
  if (leave === null) return;
  const nodes = trace.head.condensed!;
  const seen = new Set(shown.map(({ node }) => nodes.indexOf(node)));
  // where a point leaves a branch that is not known yet, the one above it that is
  const known = (node: number): number => (node < 0 || seen.has(node) ? node : known(nodes[node]!.parent));
  const left = new Set(Array.from(points, (point) => known(leave[point]!)));
  for (const { node, x0, x1, y0, y1 } of shown) {
    if (!left.has(nodes.indexOf(node))) continue;
    for (const [color, width] of [[theme.bg, 4], [theme.fg, 1.8]] as const) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.strokeRect(x0 + 1, y0, Math.max(2, x1 - x0 - 2), Math.max(2, y1 - y0));
    }
    if (aim.kind === "point") drawCaret(context, (x0 + x1) / 2, Math.min(y1, HEIGHT - 12), y0, theme);
  }
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
