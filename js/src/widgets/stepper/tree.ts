/** The tree of merges: it grows with the steps, and the line that cuts it is the scrubber. */
import { el } from "../../core/dom";
import { lookOf, seenMerges, stepOfMerge, treeOf, type Tree } from "../../core/tree";
import { pointsOf, type Aim } from "../../core/highlight";
import { drawCaret, drawMarks } from "../../panels/caret";
import { css, outlineOn, parseColor } from "../../marks/color";
import { cutLine } from "../../panels/cut_line";
import { exact } from "../../core/numbers";
import { tickText } from "../../core/scales";
import { branchAim } from "../../panels/branches";
import { pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";
import type { Screen } from "./screen";
import { sideCanvas } from "../../panels/side_canvas";

const HEIGHT = 236;
/** CSS pixels around the bar of a branch in which it is pointed at. */
const REACH = 9;
const BOX = { left: 34, right: 10, top: 12, bottom: 10 };

export function treePanel(screen: Screen): Panel {
  const { session, words } = screen;
  const title = el("h3", { class: "tc-side-title" });
  const canvas = sideCanvas(HEIGHT);
  const line = cutLine({
    label: words("tree.cut"),
    drag: (y) => toCut(y),
    drop: () => undefined,
    nudge: (by) => session.move({ kind: "by", steps: by }),
    disabled: () => false,
  });
  canvas.element.append(line.element);
  const element = el("section", { class: "tc-tree" }, title, canvas.element);
  /** Go to the last frame with no more merges than lie below `y`. */
  const toCut = (y: number): void => {
    const tree = treeOf(session.trace);
    if (tree === null) return;
    const value = heightAt(tree, y);
    let merges = 0;
    for (let i = 0; i < tree.merges; i += 1) if (tree.heights[i]! < value) merges += 1;
    const { focus, kind } = session.trace.head.frames;
    let step = 0;
    focus.forEach((f, i) => { if (kind[i] === "merge" && (f?.merge ?? 0) <= merges) step = i; });
    session.go(step);
  };
  /** merges that are drawn */
  const knownMerges = (): number => {
    const { trace, step } = session;
    return screen.switches.future ? treeOf(trace)?.merges ?? 0 : seenMerges(trace, step);
  };
  const update = (): void => {
    const { trace, step } = session;
    const tree = treeOf(trace);
    element.hidden = tree === null;
    if (tree === null) return;
    const { merge: merges = 0, level } = trace.head.frames.focus[step] ?? {};
    const newest = trace.head.frames.kind[step] === "merge" ? merges - 1 : -1;
    title.textContent = words("tree.title", { name: trace.head.tree?.name ?? "" });
    const known = knownMerges();
    canvas.draw(`${trace.head.id} ${merges} ${newest} ${known}`, (context, theme) => {
      const [width] = canvas.size();
      drawTree(context, tree, merges, newest, known, width, trace.head.clusters.map(({ color }) => css(outlineOn(parseColor(color), parseColor(theme.bg)))), theme);
    });
    const n = tree.n - merges;
    // where no level gives these clusters there is a handle without a line, at the newest merge
    const value = level ?? (merges > 0 ? tree.heights[merges - 1]! : 0);
    const said = level === undefined ? words("tree.no_level", { n })
      : words(n === 1 ? "tree.cluster" : "tree.clusters", { n, value: exact(level) });
    line.place(yOf(tree, value), said, value, 1.1 * tree.highest, level !== undefined);
    canvas.describe(said);
  };
  const light = (aim: Aim | null): void => {
    const { trace, step } = session;
    const tree = treeOf(trace);
    canvas.light(aim === null || tree === null ? null : (context, theme) => {
      lightTree(context, tree, aim, pointsOf(aim, trace, step), knownMerges(), canvas.size()[0], theme);
    });
  };
  pointsAt(canvas.element, session.highlight, {
    find: (x, y) => {
      const tree = treeOf(session.trace);
      const node = tree && nodeAt(tree, x, y, knownMerges(), canvas.size()[0]);
      return tree && node !== null ? branchAim(session.trace, tree, node!, words) : null;
    },
    open: (aim) => {
      const tree = treeOf(session.trace);
      const step = tree && aim.kind === "points" && aim.node !== undefined ? stepOfMerge(session.trace, aim.node - tree.n) : -1;
      if (step !== null && step >= 0) session.go(step);
      return step !== null && step >= 0;
    },
  });
  return { element, update, light };
}

/** Heights go by square root: the first merges would lie in one line otherwise. */
function yOf({ highest }: Tree, value: number): number {
  const share = Math.sqrt(Math.max(0, value) / (1.1 * highest || 1));
  return HEIGHT - BOX.bottom - Math.min(1, share) * (HEIGHT - BOX.top - BOX.bottom);
}

function heightAt({ highest }: Tree, y: number): number {
  const share = (HEIGHT - BOX.bottom - y) / (HEIGHT - BOX.top - BOX.bottom);
  return Math.min(1, Math.max(0, share)) ** 2 * 1.1 * highest;
}

/** The branch whose bar lies under a place, or the leaf whose line does; null between them. */
function nodeAt(tree: Tree, px: number, py: number, known: number, width: number): number | null {
  const unit = (width - BOX.left - BOX.right) / Math.max(1, tree.n);
  const across = (node: number): number => BOX.left + (tree.x[node]! + 0.5) * unit;
  let [best, least] = [-1, REACH];
  for (let i = 0; i < known; i += 1) {
    const [left, right] = [across(tree.children[2 * i]!), across(tree.children[2 * i + 1]!)].sort((a, b) => a - b) as [number, number];
    const off = Math.hypot(Math.max(0, left - px, px - right), yOf(tree, tree.heights[i]!) - py);
    if (off < least) [best, least] = [tree.n + i, off];
  }
  const place = Math.floor((px - BOX.left) / unit);
  if (best >= 0) return best;
  const leaf = place >= 0 && place < tree.n ? tree.order[place]! : -1;
  const top = leaf < 0 || tree.parent[leaf]! >= known ? HEIGHT - BOX.bottom - REACH : yOf(tree, tree.heights[tree.parent[leaf]!]!);
  return leaf >= 0 && py >= top ? leaf : null;
}

/** A branch is drawn over in the text's color; leaves of points have a caret or a mark. */
function lightTree(
  context: CanvasRenderingContext2D, tree: Tree, aim: Aim, points: ArrayLike<number>, known: number, width: number, theme: Colors & { bg: string },
): void {
  const unit = (width - BOX.left - BOX.right) / Math.max(1, tree.n);
  const across = (node: number): number => BOX.left + (tree.x[node]! + 0.5) * unit;
  const base = HEIGHT - BOX.bottom;
  if (aim.kind === "point") {
    const merge = tree.parent[aim.point]!;
    return drawCaret(context, across(aim.point), base, merge < known ? yOf(tree, tree.heights[merge]!) : base - REACH, theme);
  }
  if (aim.kind === "points" && aim.node !== undefined && aim.node >= tree.n) drawNewest(context, across, (node) => yOf(tree, node < tree.n ? 0 : tree.heights[node - tree.n]!), tree, aim.node - tree.n, theme);
  drawMarks(context, Array.from(points, across), base, theme);
}

type Colors = { fg: string; muted: string; grid: string };

function drawTree(
  context: CanvasRenderingContext2D, tree: Tree, merges: number, newest: number, drawn: number, width: number, colors: string[], theme: Colors,
): void {
  const { n, merges: all, children, heights, x, parent, numbers } = tree;
  const unit = (width - BOX.left - BOX.right) / Math.max(1, n);
  const across = (node: number): number => BOX.left + (x[node]! + 0.5) * unit;
  const down = (node: number): number => yOf(tree, node < n ? 0 : heights[node - n]!);
  drawScale(context, tree, width, theme);
  // the colour of each merge: that of the whole cluster it lies in
  const hue = new Int32Array(all).fill(-1);
  for (let i = merges - 1; i >= 0; i -= 1) {
    const above = parent[n + i]!;
    hue[i] = above < merges ? hue[above]! : lookOf(numbers[n + i]!, colors.length);
  }
  const paths = new Map<number, Path2D>();
  for (let i = 0; i < drawn; i += 1) {
    const [left, right] = [children[2 * i]!, children[2 * i + 1]!];
    const path = paths.get(hue[i]!) ?? new Path2D();
    paths.set(hue[i]!, path);
    const y = yOf(tree, heights[i]!);
    path.moveTo(across(left), down(left));
    path.lineTo(across(left), y);
    path.lineTo(across(right), y);
    path.lineTo(across(right), down(right));
  }
  for (const [color, path] of [...paths].sort(([a], [b]) => a - b)) {
    context.strokeStyle = color < 0 ? theme.grid : colors[color]!;
    context.lineWidth = color < 0 ? 1 : unit < 2 ? 1 : 1.5;
    context.stroke(path);
  }
  if (newest >= 0) drawNewest(context, across, down, tree, newest, theme);
}

function drawNewest(
  context: CanvasRenderingContext2D, across: (node: number) => number, down: (node: number) => number, { n, children }: Tree, i: number, theme: Colors,
): void {
  const [left, right] = [children[2 * i]!, children[2 * i + 1]!];
  const y = down(n + i);
  context.beginPath();
  context.moveTo(across(left), down(left));
  context.lineTo(across(left), y);
  context.lineTo(across(right), y);
  context.lineTo(across(right), down(right));
  context.strokeStyle = theme.fg;
  context.lineWidth = 2.4;
  context.stroke();
}

function drawScale(context: CanvasRenderingContext2D, tree: Tree, width: number, theme: Colors): void {
  context.textAlign = "right";
  context.textBaseline = "middle";
  const step = 10 ** Math.floor(Math.log10(tree.highest || 1));
  const values = [0, 0.1, 0.5, 1, 2, 5, 10].map((times) => times * step).filter((value) => value <= 1.1 * tree.highest);
  let last = Infinity;
  for (const value of values) {
    const y = yOf(tree, value);
    if (last - y < 15) continue;
    last = y;
    context.strokeStyle = theme.grid;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(BOX.left, Math.round(y) + 0.5);
    context.lineTo(width - BOX.right, Math.round(y) + 0.5);
    context.stroke();
    context.fillStyle = theme.muted;
    context.fillText(tickText(value, value), BOX.left - 5, y);
  }
}
