/** A caret and a guide line: where what is pointed at stands in a picture of bars or leaves. */

interface Colors { fg: string; bg: string }
type Context = CanvasRenderingContext2D;

/** CSS pixels across the caret, and how tall it is. */
const [WIDE, TALL] = [9, 7];

/** A guide line from a place up to `top`, with a caret under it that points up; both show on any ground. */
export function drawCaret(context: Context, x: number, y: number, top: number, { fg, bg }: Colors): void {
  for (const [color, width] of [[bg, 4], [fg, 1.8]] as const) {
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, y);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + WIDE / 2, y + TALL);
  context.lineTo(x - WIDE / 2, y + TALL);
  context.closePath();
  context.fillStyle = fg;
  context.strokeStyle = bg;
  context.lineWidth = 1;
  context.fill();
  context.stroke();
}

/** A short stroke under each of many places: columns of pixels, each once. */
export function drawMarks(context: Context, columns: Iterable<number>, y: number, { fg, bg }: Colors): void {
  const each = [...new Set([...columns].map(Math.round))];
  for (const [color, width, tall] of [[bg, 4, 7], [fg, 2, 6]] as const) {
    context.beginPath();
    for (const x of each) {
      context.moveTo(x, y);
      context.lineTo(x, y + tall);
    }
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }
}
