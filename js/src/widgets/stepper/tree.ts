/** The tree of merges: it grows with the steps, its axis too, and the line that cuts it is the scrubber. */
import { el } from "../../core/dom";
import { lookOf, seenMerges, stepOfMerge, treeOf, type Tree } from "../../core/tree";
import { pointsOf, type Aim } from "../../core/highlight";
import { drawCaret, drawMarks } from "../../panels/caret";
import { css, outlineOn, parseColor } from "../../marks/color";
import { cutLine } from "../../panels/cut_line";
import { lookAt } from "../../core/look";
import { exact } from "../../core/numbers";
import { tickText } from "../../core/scales";
import { clearHeight, cutAt, greatestHeight, heightBeyond, mergesAt, mergesBelow, type Cut } from "../../core/tree_cut";
import { branchAim } from "../../panels/branches";
import { pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";
import { closed, levelRow, mayLook, rangeTo } from "./level_row";
import type { Screen } from "./screen";
import { sideCanvas } from "../../panels/side_canvas";

const HEIGHT = 236;
/** CSS pixels around the bar of a branch in which it is pointed at. */
const REACH = 9;
const BOX = { left: 34, right: 10, top: 12, bottom: 10 };
/** The axis gets so many times longer when a merge has no room on it: drawn by square root, the tree is half as high then. */
const LONGER = 4;

/** A tree and the height at which its picture ends. */
type Drawn = Tree & { top: number };

/** Room for the merges seen so far and some to come; nothing of it tells how high the last one is. */
function topFor({ heights, merges, highest }: Tree, seen: number): number {
  if (seen === merges) return 1.1 * highest || 1;
  const reached = Array.from(heights).slice(0, seen).reduce((most, height) => Math.max(most, height), 0);
  let top = LONGER * (Array.from(heights).find((height) => height > 0) ?? 1);
  while (top < 1.1 * reached) top *= LONGER;
  return top;
}

export function treePanel(screen: Screen): Panel {
  const { session, words } = screen;
  const title = el("h3", { class: "tc-side-title" });
  const canvas = sideCanvas(HEIGHT);
  const line = cutLine({
    label: words("tree.cut"),
    drag: (y) => (mayLook(screen) ? holdAt(y) : toCut(y)),
    drop: (kept) => (kept ? commit() : letGo()),
    nudge: (by) => {
      if (!mayLook(screen)) return session.move({ kind: "by", steps: by });
      hold(heightBeyond(session.shown, heightNow(), by));
      commit();
    },
    cancel: () => letGo(),
    disabled: () => session.step === session.last && closed(session),
  });
  const note = el("p", { class: "tc-notes tc-rest" });
  const row = levelRow(screen, {
    now: () => {
      if (treeOf(session.shown) === null) return null;
      // before the end has been seen, the field tells no height to come
      const most = Number((mayLook(screen) ? greatestHeight(session.shown) : drawnTree()!.top).toPrecision(3));
      return { name: "height", value: heightNow(), ...rangeTo(most), least: 0 };
    },
    open: () => mayLook(screen),
    away: () => session.look !== null,
    set: (value) => {
      hold(value);
      commit();
    },
    back: () => letGo(),
  });
  canvas.element.append(line.element);
  const element = el("section", { class: "tc-tree" }, title, canvas.element, note, row.element);
  /** the tree as it is drawn, as far as the learner has been */
  const drawnTree = (): Drawn | null => {
    const tree = treeOf(session.trace);
    return tree && { ...tree, top: topFor(tree, screen.knowsEnd ? tree.merges : seenMerges(session.trace, screen.reached)) };
  };
  /** the height of the cut on screen; where no level gives these clusters, of the newest merge */
  const heightNow = (): number => {
    const { look, trace, step } = session;
    const { merge = 0, level } = trace.head.frames.focus[step] ?? {};
    return look?.value ?? level ?? (merge > 0 ? treeOf(trace)!.heights[merge - 1]! : 0);
  };
  /** Look at the clusters of a cut at a height. */
  const hold = (value: number): void => {
    const fit = session.shown;
    const cut = cutAt(fit, value);
    const focus = { merge: cut.merges, ...(cut.straight ? { level: value } : {}) };
    session.lookAt(lookAt(fit, session.trace, session.step, { param: "height", value, level: cut, sentence: sentenceOf(value, cut), focus }));
  };
  const holdAt = (y: number): void => {
    const fit = session.shown;
    const value = Math.min(heightAt(drawnTree()!, y), greatestHeight(fit));
    hold(clearHeight(fit, Number(value.toPrecision(3))));
  };
  const sentenceOf = (value: number, { clusters, noise, merges, straight }: Cut): string => {
    const said = { height: exact(value), clusters, alone: noise, undone: treeOf(session.shown)!.n - 1 - merges };
    if (!straight) return words("level.height.uneven", said);
    return words(clusters === 1 ? "level.height.one" : noise > 0 ? "level.height.alone" : "level.height", said);
  };
  /** Heights beside the level that several merges share: no cut goes between them. */
  const tiesOf = (value: number): string => {
    const fit = session.shown;
    const tied = (height: number): string | null => {
      const n = mergesAt(fit, height);
      return n > 1 ? words("tree.tie", { n, height: exact(height) }) : null;
    };
    const { heights, merges: known } = treeOf(fit)!;
    const merges = Math.min(known, mergesBelow(fit, value));
    if (mergesAt(fit, value) > 0) return words("tree.on", { height: exact(value) });
    return (merges > 0 ? tied(heights[merges - 1]!) : null) ?? (merges < known ? tied(heights[merges]!) : null) ?? "";
  };
  /** A fit that is cut at a height is made anew with the height that was let go. */
  const commit = (): void => {
    const name = session.shown.head.tree?.param;
    if (name && session.look !== null) session.edit({ kind: "param", name, value: session.look.value });
  };
  const letGo = (): void => session.lookAt(null);
  /** Go to the last frame with no more merges than lie below `y`. */
  const toCut = (y: number): void => {
    const tree = drawnTree();
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
    const tree = drawnTree();
    element.hidden = tree === null;
    if (tree === null) return;
    const { merge: merges = 0, level } = trace.head.frames.focus[step] ?? {};
    const newest = trace.head.frames.kind[step] === "merge" && session.look === null ? merges - 1 : -1;
    title.textContent = words("tree.title", { name: trace.head.tree?.name ?? "" });
    const known = knownMerges();
    canvas.draw(`${trace.head.id} ${merges} ${newest} ${known} ${tree.top}`, (context, theme) => {
      const [width] = canvas.size();
      drawTree(context, tree, merges, newest, known, width, trace.head.clusters.map(({ color }) => css(outlineOn(parseColor(color), parseColor(theme.bg)))), theme);
    });
    const n = tree.n - merges;
    // where no level gives these clusters there is a handle without a line, at the newest merge
    const value = heightNow();
    const said = level === undefined ? words("tree.no_level", { n })
      : words(n === 1 ? "tree.cluster" : "tree.clusters", { n, value: exact(level) });
    line.place(yOf(tree, value), said, value, tree.top, level !== undefined);
    if (session.look !== null) line.element.setAttribute("aria-valuetext", trace.head.frames.caption[step] ?? said);
    note.textContent = mayLook(screen) ? tiesOf(value) : "";
    row.update();
    canvas.describe(said);
  };
  const light = (aim: Aim | null): void => {
    const { trace, step } = session;
    const tree = drawnTree();
    canvas.light(aim === null || tree === null ? null : (context, theme) => {
      lightTree(context, tree, aim, pointsOf(aim, trace, step), knownMerges(), canvas.size()[0], theme);
    });
  };
  pointsAt(canvas.element, session.highlight, {
    find: (x, y) => {
      const tree = drawnTree();
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
function yOf({ top }: Drawn, value: number): number {
  const share = Math.sqrt(Math.max(0, value) / top);
  return HEIGHT - BOX.bottom - Math.min(1, share) * (HEIGHT - BOX.top - BOX.bottom);
}

/** Above the picture lies what is higher than all that is drawn. */
function heightAt({ top }: Drawn, y: number): number {
  const share = (HEIGHT - BOX.bottom - y) / (HEIGHT - BOX.top - BOX.bottom);
  return share > 1 ? Infinity : Math.max(0, share) ** 2 * top;
}

/** The branch whose bar lies under a place, or the leaf whose line does; null between them. */
function nodeAt(tree: Drawn, px: number, py: number, known: number, width: number): number | null {
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
  context: CanvasRenderingContext2D, tree: Drawn, aim: Aim, points: ArrayLike<number>, known: number, width: number, theme: Colors & { bg: string },
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
  context: CanvasRenderingContext2D, tree: Drawn, merges: number, newest: number, drawn: number, width: number, colors: string[], theme: Colors,
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

function drawScale(context: CanvasRenderingContext2D, tree: Drawn, width: number, theme: Colors): void {
  context.textAlign = "right";
  context.textBaseline = "middle";
  const step = 10 ** Math.floor(Math.log10(tree.top));
  const values = [0, 0.1, 0.5, 1, 2, 5, 10].map((times) => times * step).filter((value) => value <= tree.top);
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
