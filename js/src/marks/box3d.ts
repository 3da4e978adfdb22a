/** The cube as an open box: the walls behind the points, and on its outline three axes with names and ends. */
import type { Theme } from "../core/plane_theme";
import { isolated } from "../core/words";
import { facing, type Face, type Project, type Turn } from "../core/turn";

/** An axis of the picture: what it is called, also in brief, and the text at its two ends (at 0 and at 1 of the cube). */
export interface AxisText { name: string; brief: string; ends: readonly [string, string] }

/** The picture in CSS pixels, and how large its letters are against the usual. */
export interface Sheet { size: number; width: number; height: number }

type Spot = readonly [number, number];
interface Edge { axis: 0 | 1 | 2; ends: readonly [Spot, Spot] }

const AXES = [0, 1, 2] as const;
const ENDS = [0, 1] as const;
/** A shorter edge is looked along: its name would say nothing. */
const SHORTEST = 46;

/** Draw walls and axes; `texts` are in the order x, y (up), z (towards the eye). */
export function drawBox(
  context: CanvasRenderingContext2D, project: Project, turn: Turn, flat: number, texts: readonly AxisText[], soft: string, theme: Theme, sheet: Sheet,
): void {
  const front = facing(turn, flat);
  const spot = (x: number, y: number, z: number): Spot => {
    const [across, down] = project(x, y, z);
    return [across, down];
  };
  context.lineWidth = 1;
  for (const axis of AXES) for (const end of ENDS) if (!front([axis, end])) drawWall(context, [axis, end], spot, soft, theme);
  const middle = spot(0.5, 0.5, 0.5);
  for (const axis of AXES) {
    const edge = outlineEdge(axis, front, spot);
    if (edge) drawAxis(context, edge, middle, texts[axis]!, theme, sheet);
  }
}

function drawWall(context: CanvasRenderingContext2D, [axis, end]: Face, spot: (x: number, y: number, z: number) => Spot, soft: string, theme: Theme): void {
  const at = (a: number, b: number): Spot => {
    const place = [a, b];
    place.splice(axis, 0, end);
    return spot(place[0]!, place[1]!, place[2]!);
  };
  context.beginPath();
  [at(0, 0), at(1, 0), at(1, 1), at(0, 1)].forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
  context.fillStyle = soft;
  context.fill();
  context.strokeStyle = theme.grid;
  context.stroke();
  context.beginPath();
  for (const half of [0.25, 0.5, 0.75]) {
    for (const [from, to] of [[at(half, 0), at(half, 1)], [at(0, half), at(1, half)]] as const) {
      context.moveTo(...from);
      context.lineTo(...to);
    }
  }
  context.globalAlpha = 0.55;
  context.stroke();
  context.globalAlpha = 1;
}

/** Of the four edges along an axis, the one on the outline that is lowest, or leftmost for the upright axis. */
function outlineEdge(axis: 0 | 1 | 2, front: (face: Face) => boolean, spot: (x: number, y: number, z: number) => Spot): Edge | null {
  const others = AXES.filter((other) => other !== axis) as [0 | 1 | 2, 0 | 1 | 2];
  let best: Edge | null = null;
  let most = -Infinity;
  for (const a of ENDS) for (const b of ENDS) {
    if (front([others[0], a]) === front([others[1], b])) continue;
    const ends = ENDS.map((along) => {
      const place: [number, number, number] = [0, 0, 0];
      [place[axis], place[others[0]], place[others[1]]] = [along, a, b];
      return spot(...place);
    }) as unknown as readonly [Spot, Spot];
    const [x, y] = [(ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2];
    const score = axis === 1 ? -x + 1e-3 * y : y - 1e-3 * x;
    if (score > most) [best, most] = [{ axis, ends }, score];
  }
  return best;
}

function drawAxis(context: CanvasRenderingContext2D, { ends: [from, to] }: Edge, middle: Spot, text: AxisText, theme: Theme, sheet: Sheet): void {
  const { size } = sheet;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  context.strokeStyle = theme.muted;
  context.lineWidth = 1.25;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  if (length < SHORTEST) return;
  // the side of the edge that looks away from the cube
  let [outX, outY] = [dy / length, -dx / length];
  const centre: Spot = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  if ((centre[0] - middle[0]) * outX + (centre[1] - middle[1]) * outY < 0) [outX, outY] = [-outX, -outY];
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.fillStyle = theme.muted;
  context.font = `${11 * size}px ${theme.font}`;
  const widths = [from, to].map((end, i) => {
    const label = text.ends[i]!;
    const wide = context.measureText(label).width;
    // a little inwards along the edge, so that the ends of two axes don't meet
    const inward = (i === 0 ? 1 : -1) * Math.min(6 * size + (0.3 * wide * Math.abs(dx)) / length, length / 6);
    const away = 9 * size + 0.5 * Math.abs(outX) * Math.max(0, wide - 6 * size);
    const at: Spot = [end[0] + (dx / length) * inward + outX * away, end[1] + (dy / length) * inward + outY * away];
    context.fillText(label, ...within(at, [wide / 2, 6 * size], sheet));
    return wide;
  });
  drawName(context, text, centre, { along: [dx / length, dy / length], out: [outX, outY], length, ends: Math.max(...widths) }, theme, sheet);
}

/** Directions along an edge and away from the cube, its length, and the width of the longer text at its ends. */
interface Course { along: Spot; out: Spot; length: number; ends: number }

/** The name along its edge, never upside down, cut to the room that there is. */
function drawName(
  context: CanvasRenderingContext2D, { name, brief }: AxisText, [x, y]: Spot, { along: [dx, dy], out: [outX, outY], length, ends }: Course, theme: Theme, sheet: Sheet,
): void {
  const { size } = sheet;
  let angle = Math.atan2(dy, dx);
  if (angle > Math.PI / 2 + 1e-6 || angle <= -Math.PI / 2 - 1e-6) angle += Math.PI;
  context.font = `600 ${12 * size}px ${theme.font}`;
  const room = length + 24 * size;
  const shown = cut(context, context.measureText(name).width <= room ? name : brief, room);
  const wide = context.measureText(shown).width;
  // where the name has no room between the two ends, it stands outside of them
  const beside = wide + 1.2 * ends + 22 * size > length ? 7 + 7 * Math.abs(outY) + (ends / size) * Math.abs(outX) : 0;
  const away = (15 + 3 * Math.abs(outX) + beside) * size;
  const half: Spot = [(wide * Math.abs(dx)) / 2 + 7 * size * Math.abs(dy), (wide * Math.abs(dy)) / 2 + 7 * size * Math.abs(dx)];
  context.save();
  context.translate(...within([x + outX * away, y + outY * away], half, sheet));
  context.rotate(angle);
  context.fillStyle = theme.fg;
  context.fillText(isolated(shown), 0, 0);
  context.restore();
}

/** The nearest place at which a text of half this size is whole in the picture. */
function within([x, y]: Spot, [across, down]: Spot, { width, height }: Sheet): [number, number] {
  const hold = (at: number, half: number, most: number): number => Math.max(half + 2, Math.min(at, most - half - 2));
  return [hold(x, across, width), hold(y, down, height)];
}

function cut(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let kept = text;
  while (kept.length > 1 && context.measureText(`${kept}…`).width > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
