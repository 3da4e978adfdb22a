/** What is pointed at in one plane, told to all: a cluster has another number elsewhere, its points are the same. */
import { Highlight, pointsOf, type Aim } from "../../core/highlight";
import type { Words } from "../../core/words";
import type { Lane } from "./wire";

export class LaneHighlight extends Highlight {
  constructor(readonly shared: Highlight, readonly pointsIn: (cluster: number) => Aim) {
    super();
  }

  override get aim(): Aim | null { return this.shared.aim; }
  override get kept(): Aim | null { return this.shared.kept; }
  override pass(aim: Aim | null): void { this.shared.pass(this.#told(aim)); }
  override keep(aim: Aim | null): void { this.shared.keep(this.#told(aim)); }
  override toggle(aim: Aim | null): void { this.shared.toggle(this.#told(aim)); }
  override hold(on: boolean): void { this.shared.hold(on); }

  #told(aim: Aim | null): Aim | null {
    return aim?.kind === "cluster" ? this.pointsIn(aim.cluster) : aim;
  }
}

/** The points of an estimator's cluster at a frame. */
export function clusterAim(words: Words, { trace, name }: Lane, step: number, cluster: number): Aim {
  const points = pointsOf({ kind: "cluster", cluster }, trace, step);
  const text = words("compare.cluster", { cluster: trace.head.clusters[cluster]?.name ?? "", name, n: points.length });
  return { kind: "points", points, text };
}
