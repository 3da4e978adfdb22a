/** The plane with the card of what is pointed at: beside the point where there is room, else docked under the plane. */
import { el } from "../core/dom";
import { sameAim, type Aim } from "../core/highlight";
import type { Plane } from "../core/plane";
import type { Spot } from "../core/plane_scene";
import type { Rows } from "../core/rows";
import type { Trace } from "../core/trace";
import type { Words } from "../core/words";
import { grays } from "../marks/pictures";
import { clusterIcon } from "./icon";
import type { Panel } from "./panel";
import { factsOf, sentenceOf, type Facts, type Part } from "./point_facts";

/** What the card sees of its widget. */
export interface Pointed {
  readonly words: Words;
  /** what is shown now */
  now(): { trace: Trace; step: number; rows: Rows | null };
  /** tell a screen reader; left out where others do */
  announce?(text: string): void;
  /** features that were not sent are wanted of a point */
  ask?(point: number): void;
  /** what the line under the plane says while nothing is pointed at; "" for no such line */
  hint: string;
  /** what lies over the plane, as large as it, and what stands under it */
  over?: Panel;
  under?: Panel;
}

/** CSS pixels between a point and its card. */
const GAP = 16;

export function planePanel(plane: Plane, { words, now, announce, ask, hint, over, under }: Pointed): Panel {
  const [name, features] = [el("b"), el("span")];
  const picture = el("canvas", { class: "tc-pixels", "aria-hidden": "true" });
  const lines = el("div");
  const card = el("div", { class: "tc-card", role: "group", "aria-label": words("card.label"), hidden: true }, picture, el("div", {}, name, " ", features), lines);
  const line = el("p", { class: "tc-look" }, hint);
  line.hidden = hint === "";
  const element = el("div", { class: "tc-picture" }, plane.element, ...[over, under].flatMap((part) => (part ? [part.element] : [])), el("div", { class: "tc-dock" }, line, card));
  let told: Aim | null = null;
  /** whether it was told with features that were asked for */
  let had = false;
  const fill = (facts: Facts): void => {
    name.textContent = facts.name;
    features.textContent = facts.features;
    picture.hidden = facts.pixels.length === 0;
    drawPixels(picture, facts);
    lines.replaceChildren(...facts.lines.map((parts) => el("div", {}, ...parts.flatMap(drawn))));
  };
  const light = (aim: Aim | null): void => {
    const { trace, step, rows } = now();
    plane.light(aim);
    const point = aim?.kind === "point" && aim.point < trace.head.n ? aim.point : null;
    const facts = point === null ? null : factsOf({ trace, rows, step, point, words });
    const text = facts ? sentenceOf(facts) : textOf(aim, trace, step, words);
    card.hidden = facts === null;
    const said = facts === null && text !== "";
    line.textContent = said ? text : hint;
    line.classList.toggle("tc-said", said);
    if (facts && point !== null) {
      if (!sameAim(told, aim)) ask?.(point);
      fill(facts);
      place(card, plane, plane.placeOf(point));
    }
    // a step further the caption speaks: the card is told where it is another's
    const has = point !== null && rows?.asked?.has(point) === true;
    if ((!sameAim(told, aim) || (has && !had)) && text) announce?.(text);
    [told, had] = [aim, has];
  };
  return { element, update: () => { over?.update(); under?.update(); }, light };
}

/** What a set of points or a cluster says of itself. */
function textOf(aim: Aim | null, trace: Trace, step: number, words: Words): string {
  if (aim?.kind === "points" || aim?.kind === "ends") return aim.text;
  if (aim?.kind !== "cluster") return "";
  const n = trace.sizes(step)[aim.cluster] ?? 0;
  return words("look.cluster", { name: trace.head.clusters[aim.cluster]?.name ?? "", n });
}

function drawn(part: Part): (Node | string)[] {
  return typeof part === "string" ? [part] : [clusterIcon(part), el("b", {}, part.name)];
}

/** Draw a picture as ink on paper: the highest number is black. */
function drawPixels(canvas: HTMLCanvasElement, { pixels, columns }: Facts): void {
  const context = columns > 0 ? canvas.getContext("2d") : null;
  if (context === null) return;
  canvas.width = columns;
  canvas.height = pixels.length / columns;
  const image = context.createImageData(canvas.width, canvas.height);
  grays(pixels, image.data);
  context.putImageData(image, 0, 0);
}

/** Put the card beside its point, within the plane; styles dock it instead where the widget is narrow. */
function place(card: HTMLElement, { element }: Plane, spot: Spot | null): void {
  if (spot === null) return;
  const { clientWidth: width, clientHeight: height, offsetLeft, offsetTop } = element;
  const [wide, tall] = [card.offsetWidth, card.offsetHeight];
  const [x, y] = spot;
  const right = x + GAP + wide <= width;
  const left = x - GAP - wide >= 0;
  // without room on either side it goes above or below
  const beside = right || left;
  const across = right ? x + GAP : left ? x - GAP - wide : Math.max(0, Math.min(width - wide, x - wide / 2));
  const down = beside ? Math.max(0, Math.min(height - tall, y - tall / 2)) : y - GAP - tall >= 0 ? y - GAP - tall : y + GAP;
  card.style.left = `${offsetLeft + across}px`;
  card.style.top = `${offsetTop + down}px`;
}
