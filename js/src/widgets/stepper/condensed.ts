/** The condensed tree of HDBSCAN as icicles: wide is many points, far down is dense; chosen clusters have their colour. */
import { el } from "../../core/dom";
import type { CondensedNode } from "../../core/types";
import { pointsOf, type Aim } from "../../core/highlight";
import { hasLevels, levelAt } from "../../core/levels";
import { lookAt } from "../../core/look";
import { exact, short } from "../../core/numbers";
import type { Trace } from "../../core/trace";
import type { Words } from "../../core/words";
import { drawCaret } from "../../panels/caret";
import { css, outlineOn, parseColor } from "../../marks/color";
import { pointsAt } from "../../panels/pointing";
import { cutLine } from "../../panels/cut_line";
import type { Panel } from "../../panels/panel";
import { levelRow, mayLook, rangeTo } from "./level_row";
import type { Screen } from "./screen";
import { sideCanvas } from "../../panels/side_canvas";

const HEIGHT = 168;
/** A key press moves the level by this share of the picture. */
const NUDGE = 0.01;

export function condensedPanel(screen: Screen): Panel {
  const { session, words } = screen;
  const canvas = sideCanvas(HEIGHT);
  const held = (): number | null => (session.look?.param === "distance" ? session.look.value : null);
  /** Look at the clusters that a cut at a distance gives. */
  const hold = (value: number): void => {
    const fit = session.shown;
    const level = levelAt(fit, value);
    const sentence = words(level.clusters === 1 ? "level.distance.one" : "level.distance", { distance: exact(value), clusters: level.clusters, noise: level.noise });
    session.lookAt(lookAt(fit, session.trace, session.step, { param: "distance", value, level, sentence }));
  };
  const holdAt = (y: number): void => hold(Number(distanceAt(session.shown, y).toPrecision(3)));
  const place = (): number => yOf(session.trace.head.condensed!, 1 / (held() ?? restOf(session.shown)));
  const line = cutLine({
    label: words("level.distance.line"),
    drag: holdAt,
    drop: (kept) => { if (!kept) session.lookAt(null); },
    nudge: (by) => holdAt(place() - by * NUDGE * HEIGHT),
    cancel: () => session.lookAt(null),
    disabled: () => false,
  });
  const row = levelRow(screen, {
    now: () => {
      const { condensed } = session.shown.head;
      if (condensed === undefined || !hasLevels(session.shown)) return null;
      const most = Number(greatest(session.shown).toPrecision(3));
      return { name: "distance", value: held() ?? Number(restOf(session.shown).toPrecision(3)), ...rangeTo(most) };
    },
    open: () => mayLook(screen),
    away: () => held() !== null,
    set: hold,
    back: () => session.lookAt(null),
  });
  canvas.element.append(line.element);
  const element = el("section", { class: "tc-condensed" }, el("h3", { class: "tc-side-title" }, words("condensed.title")), canvas.element, row.element);
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
    const value = held();
    const crossed = value === null ? null : lookNodes(trace, step, 1 / value);
    // there when the tree and its clusters have been seen
    const leveled = hasLevels(session.shown);
    line.element.hidden = !leveled || !mayLook(screen);
    row.update();
    if (leveled) {
      const said = value === null ? words("level.distance.rest") : words("level.distance.value", { distance: exact(value) });
      line.place(place(), said, value ?? restOf(session.shown), greatest(session.shown), value !== null);
      if (value !== null) line.element.setAttribute("aria-valuetext", frames.caption[step] ?? said);
    }
    canvas.draw(`${trace.head.id} ${chosen} ${limit} ${trace.look}`, (context, theme) => {
      const ground = parseColor(theme.bg);
      const [width] = canvas.size();
      for (const { node, x0, x1, y0, y1 } of icicles(condensed, width, limit)) {
        const look = crossed !== null ? clusters[crossed.get(node) ?? -1] : chosen ? clusters[node.cluster] : undefined;
        const hue = look ? outlineOn(parseColor(look.color), ground) : parseColor(theme.muted);
        context.fillStyle = css(hue, look ? 0.9 : 0.25);
        context.fillRect(x0, y0, Math.max(1, x1 - x0 - 1), Math.max(2, y1 - y0));
        if (!look || crossed !== null) continue;
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

/** The cluster of each node that a look crosses: that of its points which are in one. */
function lookNodes(trace: Trace, step: number, density: number): Map<CondensedNode, number> {
  const nodes = trace.head.condensed!;
  const [leave, labels] = [trace.row("leave_node", 0) ?? [], trace.labels(step)!];
  const found = new Map<CondensedNode, number>();
  for (let i = 0; i < leave.length; i += 1) {
    if (labels[i] === trace.none) continue;
    let node = nodes[leave[i]!];
    while (node && (node.birth ?? 0) > density) node = nodes[node.parent];
    if (node && !found.has(node)) found.set(node, labels[i]!);
  }
  return found;
}

const deepest = new WeakMap<readonly CondensedNode[], number>();

/** The greatest density, found once for each tree. */
function deepestOf(nodes: readonly CondensedNode[]): number {
  const found = deepest.get(nodes) ?? nodes.reduce((most, { birth, death }) => Math.max(most, birth ?? 0, death ?? 0), Number.MIN_VALUE);
  deepest.set(nodes, found);
  return found;
}

/** Densities go by square root, from the top down. */
function yOf(nodes: readonly CondensedNode[], density: number): number {
  return 4 + Math.sqrt(Math.min(1, density / deepestOf(nodes))) * (HEIGHT - 24);
}

/** A little more than the distance at which all points are one. */
function greatest(trace: Trace): number {
  const heights = trace.row("level_heights", 0)!;
  return 1.05 * (heights[heights.length - 1] || 1);
}

function distanceAt(trace: Trace, y: number): number {
  const share = Math.min(1, Math.max(0, (y - 4) / (HEIGHT - 24)));
  return Math.min(greatest(trace), 1 / (share * share * deepestOf(trace.head.condensed!)));
}

/** Where the line waits: at the first split. */
function restOf(trace: Trace): number {
  return 1 / (trace.head.condensed![1]?.birth || 1 / greatest(trace));
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
  const most = deepestOf(nodes);
  const y = (density: number | null): number => yOf(nodes, density ?? most);
  const whole = nodes[0]?.size ?? 1;
  const used = nodes.map(() => 0);
  const places: number[] = [];
  const all = nodes.map((node, i) => {
    const start = node.parent < 0 ? 0 : places[node.parent]! + used[node.parent]!;
    if (node.parent >= 0) used[node.parent]! += node.size;
    places[i] = start;
    const scale = width / whole;
    return { node, x0: start * scale, x1: (start + node.size) * scale, y0: y(node.birth), y1: y(Math.min(node.death ?? most, limit, most)) };
  });
  return all.filter(({ node }) => (node.birth ?? 0) < limit);
}
