/** Points by keys: arrows go to the next one in a direction, and from a point to its cluster, its branch and the merge. */
import type { Aim, Highlight } from "../core/highlight";
import type { Plane } from "../core/plane";
import type { Trace } from "../core/trace";
import { seenMerges, stepOfMerge, treeOf } from "../core/tree";
import type { Words } from "../core/words";
import { branchAim } from "../panels/branches";

export interface Looking {
  readonly highlight: Highlight;
  readonly words: Words;
  readonly plane: Plane;
  readonly trace: Trace;
  readonly step: number;
  /** whether what comes after this step is drawn too */
  readonly future: boolean;
  announce(text: string): void;
  go(step: number): void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

export class PointKeys {
  #on = false;
  /** the point that arrows go on from */
  #point = 0;

  constructor(readonly look: () => Looking) {}

  /** What a key does; null for what others may take. */
  find({ key, shiftKey }: KeyboardEvent): (() => void) | null {
    const look = this.look();
    const { highlight } = look;
    const aim = highlight.kept;
    if (key.toLowerCase() === "i") return () => (this.#on && aim ? this.#leave(look) : this.#enter(look));
    if (aim === null) return null;
    if (key === "Escape") return () => this.#leave(look);
    if (!this.#on) return null;
    const arrow = ARROWS[key];
    if (arrow) return () => this.#go(look, look.plane.pointBeyond(this.#point, ...arrow));
    switch (key) {
      case "Home": return () => this.#go(look, 0);
      case "End": return () => this.#go(look, look.trace.head.n - 1);
      case "g": case "G": return () => this.#toCluster(look);
      case "b": case "B": return () => this.#toBranch(look, aim, shiftKey);
      case "Enter": return () => this.#open(look, aim);
      default: return null;
    }
  }

  #enter(look: Looking): void {
    const { kept } = look.highlight;
    this.#on = true;
    this.#go(look, kept?.kind === "point" ? kept.point : Math.min(this.#point, look.trace.head.n - 1));
  }

  #leave(look: Looking): void {
    this.#on = false;
    look.highlight.clear();
    look.announce(look.words("look.closed"));
  }

  #go(look: Looking, point: number | null): void {
    if (point === null) return;
    this.#point = point;
    look.highlight.keep({ kind: "point", point });
  }

  #toCluster({ highlight, trace, step }: Looking): void {
    const cluster = trace.labels(step)?.[this.#point];
    if (cluster !== undefined && cluster < trace.head.clusters.length) highlight.keep({ kind: "cluster", cluster });
  }

  /** From the point to the branch that takes it up, and on; back the same way. */
  #toBranch({ highlight, trace, step, future, words }: Looking, aim: Aim, smaller: boolean): void {
    const tree = treeOf(trace);
    if (tree === null) return;
    const known = future ? tree.merges : seenMerges(trace, step);
    const end = aim.kind === "points" && aim.node !== undefined ? aim.node : this.#point;
    const path = [this.#point];
    for (let merge = tree.parent[this.#point]!; merge < known; merge = tree.parent[tree.n + merge]!) path.push(tree.n + merge);
    const place = path.indexOf(end);
    const node = path[Math.min(path.length - 1, Math.max(0, place + (smaller ? -1 : 1)))]!;
    highlight.keep(branchAim(trace, tree, node, words));
  }

  #open({ trace, go }: Looking, aim: Aim): void {
    const tree = treeOf(trace);
    if (tree === null || aim.kind !== "points" || aim.node === undefined || aim.node < tree.n) return;
    const step = stepOfMerge(trace, aim.node - tree.n);
    if (step >= 0) go(step);
  }
}
