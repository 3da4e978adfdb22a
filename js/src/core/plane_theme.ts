/** The colours of the page around the plane, read once per theme: JupyterLab's, a dark page's or the stage's. */

/** Colours as "rgb(r, g, b)". */
export interface Theme {
  bg: string;
  fg: string;
  muted: string;
  grid: string;
  accent: string;
  /** font-family of the text around */
  font: string;
}

type ColorName = Exclude<keyof Theme, "font">;

const LIGHT: Record<ColorName, string> = {
  bg: "rgb(255, 255, 255)", fg: "rgb(31, 35, 40)", muted: "rgb(89, 99, 110)",
  grid: "rgb(225, 228, 232)", accent: "rgb(9, 105, 218)",
};
const DARK: Record<ColorName, string> = {
  bg: "rgb(17, 20, 25)", fg: "rgb(240, 243, 246)", muted: "rgb(145, 152, 161)",
  grid: "rgb(48, 54, 61)", accent: "rgb(88, 166, 255)",
};

/** Read the theme at `element` from `--tc-bg`, `--tc-fg`, `--tc-muted`, `--tc-grid` and `--tc-accent`. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const dark = element.closest(".teachclust")?.getAttribute("data-theme") === "dark";
  const fallback = dark ? DARK : LIGHT;
  const color = (name: ColorName): string => resolved(style.getPropertyValue(`--tc-${name}`).trim(), dark) ?? fallback[name];
  return {
    bg: color("bg"), fg: color("fg"), muted: color("muted"), grid: color("grid"), accent: color("accent"),
    font: style.fontFamily || "system-ui, sans-serif",
  };
}

const known = new Map<string, string | null>();

/** Any CSS colour (named, mixed, in any colour space, the system's in a light or dark theme) as "rgb(r, g, b)". */
function resolved(value: string, dark: boolean): string | null {
  const key = `${dark} ${value}`;
  const found = known.get(key) ?? (value === "" ? null : pixelOf(value));
  known.set(key, found);
  return found;
}

/** Paint one pixel and look at it. */
function pixelOf(value: string): string | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return null;
  context.fillStyle = "rgba(0, 0, 0, 0)";
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : null;
}
