/** Light or dark, on screen or on paper: read from the page that the widget stands in, and followed when it changes. */

const PRINT_MEDIA = "print";
const PRINT_EVENTS = ["beforeprint", "afterprint"] as const;
const HIGH_CONTRAST = "(forced-colors: active)";

let printing = false;
let themes = 0;

/** Another number after each change of a theme: colors that were read before it may be others now. */
export function themeNumber(): number {
  return themes;
}

/** True while the page is drawn for paper: then it is light, and drawn finer than on screen. */
export function onPaper(): boolean {
  return printing || matches(PRINT_MEDIA);
}

/** Device pixels per CSS pixel to draw with: more than 3 can't be seen and costs time. */
export function pixelRatio(): number {
  return Math.min(3, Math.max(onPaper() ? 2 : 1, globalThis.devicePixelRatio || 1));
}

/**
 * Set `data-theme` on `root` and keep it right; returns what ends that. `changed` draws anew: after
 * another theme, and before and after printing, where no animation frame comes any more.
 */
export function followTheme(root: HTMLElement, changed: () => void): () => void {
  let shown = "";
  let ended = false;
  // JupyterLab takes the page out of sight while it changes themes: what has no size then is drawn after
  const tell = (): void => {
    themes += 1;
    changed();
  };
  const later = (): void => { if (!ended) tell(); };
  const set = (): void => {
    const theme = isDark(root) ? "dark" : "light";
    const now = [theme, onPaper(), matches(HIGH_CONTRAST), document.body.dataset.jpThemeName].join();
    if (now === shown) return;
    shown = now;
    root.dataset.theme = theme;
    root.toggleAttribute("data-paper", onPaper());
    tell();
    requestAnimationFrame(later);
  };
  const print = ({ type }: Event): void => {
    printing = type === "beforeprint";
    set();
  };
  const watcher = new MutationObserver(set);
  const attributes = { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class", "data-theme", "style"] };
  for (const node of [document.body, document.documentElement]) watcher.observe(node, attributes);
  const queries = [PRINT_MEDIA, HIGH_CONTRAST, "(prefers-color-scheme: dark)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", set);
  for (const type of PRINT_EVENTS) window.addEventListener(type, print);
  set();
  return () => {
    watcher.disconnect();
    for (const query of queries) query.removeEventListener("change", set);
    for (const type of PRINT_EVENTS) window.removeEventListener(type, print);
    ended = true;
  };
}

function matches(query: string): boolean {
  return typeof matchMedia === "function" && matchMedia(query).matches;
}

/** Paper is light. JupyterLab says so itself; elsewhere the color behind the widget tells, else the system. */
function isDark(root: HTMLElement): boolean {
  if (onPaper()) return false;
  const system = matches("(prefers-color-scheme: dark)");
  if (matches(HIGH_CONTRAST)) return system; // the system's own background, whatever the page would like
  const lab = document.body.dataset.jpThemeLight;
  if (lab !== undefined) return lab === "false";
  for (let node: Node | null = root.parentNode; node; node = node.parentNode ?? (node as ShadowRoot).host) {
    if (!(node instanceof Element)) continue;
    const color = getComputedStyle(node).backgroundColor;
    const [r = 0, g = 0, b = 0, a = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    if (color.startsWith("rgb") && a > 0.5) return 0.299 * r + 0.587 * g + 0.114 * b < 128;
  }
  return system;
}
