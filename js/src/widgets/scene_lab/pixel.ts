/** A pixel in words: where it is, which cluster it is in, what its bands are. */
import type { SceneScreen } from "./screen";
import type { SceneSession } from "./session";

/** Row and column in the raster, and x and y of the middle of a pixel. */
export function placeOf({ session: { scene } }: SceneScreen, pixel: number): { row: number; column: number; x: number; y: number } {
  const [a, b, c, d, e, f] = scene.transform;
  const row = Math.floor(pixel / scene.width) * scene.step;
  const column = (pixel % scene.width) * scene.step;
  return { row, column, x: a * (column + 0.5) + b * (row + 0.5) + c, y: d * (column + 0.5) + e * (row + 0.5) + f };
}

/** "3 crop"; the name alone where it tells the number. */
export function nameOf({ session, words }: SceneScreen, id: number): string {
  const name = session.legend.names[id] ?? "";
  return name === words("scene.unnamed", { id }) ? name : `${id} ${name}`;
}

/** A value of a band, or a distance between values, to a thousandth of the range. */
export function digits(session: SceneSession, value: number): string {
  const { range } = session;
  const decimals = Math.max(0, Math.min(8, 2 - Math.floor(Math.log10(range))));
  return range < 1e6 ? value.toFixed(decimals) : value.toPrecision(3);
}

/** The bands of a pixel in words; "" where it has no data. */
export function valuesText(session: SceneSession, pixel: number): string {
  const values = session.spectrum(pixel)?.values ?? [];
  return values.map((value, i) => `${session.scene.bands[i]!.name} ${digits(session, value)}`).join(", ");
}

/** A number of a place: whole meters, six decimals of a degree. */
function coordinate(value: number, pixel: number): string {
  const decimals = Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(pixel || 1))));
  return value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

export function pixelText(screen: SceneScreen, pixel: number): string {
  const { words, session } = screen;
  const { row, column, x, y } = placeOf(screen, pixel);
  const [a, b, , d, e] = session.scene.transform;
  const at = { row, column, x: coordinate(x, Math.hypot(a, d)), y: coordinate(y, Math.hypot(b, e)) };
  const found = session.spectrum(pixel);
  if (found === null) return words("scene.pixel.nodata", at);
  const id = session.idOf({ kind: "point", point: pixel });
  const told = words(id === null ? "scene.pixel.alone" : "scene.pixel", { ...at, cluster: id === null ? "" : nameOf(screen, id) });
  const most = Math.max(...session.scene.bands.map(({ rounding }) => rounding));
  return found.exact ? told : `${told} ${words("scene.pixel.rounded", { most: Number(most.toPrecision(2)) })}`;
}
