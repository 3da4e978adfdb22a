/** The note beside a point or a center: what it is, its three values, its cluster. */
import { el } from "../../core/dom";
import { valuesOf, type Triple } from "./wire";
import { groupName, rowName, withUnit, type Scatter3dScreen } from "./screen";

/** A point by its number among those drawn, or a center. */
export type Target = { point: number } | { center: number };

export interface Tip { readonly element: HTMLElement; show(target: Target, x: number, y: number): void; hide(): void }

/** CSS pixels between a point and its note. */
const GAP = 14;

export function makeTip({ cloud, words }: Scatter3dScreen): Tip {
  const name = el("b");
  const values = el("dl");
  const group = el("p");
  const element = el("div", { class: "tc-s3-tip", "aria-hidden": "true", hidden: true }, name, values, group);
  let shown = "";
  const fill = (title: string, triple: Triple, below: string): void => {
    name.textContent = title;
    values.replaceChildren(...cloud.axes.flatMap((axis, j) => [el("dt", {}, axis.short), el("dd", {}, withUnit(triple[j]!, axis))]));
    group.textContent = below;
    group.hidden = below === "";
  };
  const show: Tip["show"] = (target, x, y) => {
    const key = JSON.stringify(target);
    if (key !== shown) {
      if ("center" in target) {
        const { name: of, values: at } = cloud.centers[target.center]!;
        fill(words("scatter3d.center", { name: of }), at, "");
      } else {
        const i = target.point;
        fill(words("scatter3d.row", { row: rowName(cloud, i) }), valuesOf(cloud, i), cloud.labeled ? groupName({ cloud, words }, cloud.member[i]!) : "");
      }
    }
    shown = key;
    element.hidden = false;
    const { clientWidth: room = 0 } = element.parentElement ?? element;
    const [wide, tall] = [element.offsetWidth, element.offsetHeight];
    const left = x + GAP + wide > room ? x - GAP - wide : x + GAP;
    element.style.left = `${Math.max(2, Math.min(left, room - wide - 2))}px`;
    element.style.top = `${Math.max(2, y - GAP - tall < 2 ? y + GAP : y - GAP - tall)}px`;
  };
  const hide = (): void => {
    shown = "";
    element.hidden = true;
  };
  return { element, show, hide };
}
