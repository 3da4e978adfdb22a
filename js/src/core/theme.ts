/** Light or dark: read from the page that the widget stands in, and followed when it changes. */

/** Set `data-theme` on `root` and keep it right; returns what ends that. */
export function followTheme(root: HTMLElement, changed: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const set = (): void => {
    const theme = isDark(root, dark.matches) ? "dark" : "light";
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    changed();
  };
  const watcher = new MutationObserver(set);
  const attributes = { attributes: true, attributeFilter: ["data-jp-theme-light", "class", "data-theme"] };
  watcher.observe(document.body, attributes);
  watcher.observe(document.documentElement, attributes);
  dark.addEventListener("change", set);
  set();
  return () => {
    watcher.disconnect();
    dark.removeEventListener("change", set);
  };
}

/** JupyterLab says so itself; elsewhere the color behind the widget tells, else the system. */
function isDark(root: HTMLElement, system: boolean): boolean {
  const lab = document.body.dataset.jpThemeLight;
  if (lab !== undefined) return lab === "false";
  for (let node: Node | null = root.parentNode; node; node = node.parentNode ?? (node as ShadowRoot).host) {
    if (!(node instanceof Element)) continue;
    const [r = 0, g = 0, b = 0, a = 1] = (getComputedStyle(node).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    const opaque = getComputedStyle(node).backgroundColor.startsWith("rgb") && a > 0.5;
    if (opaque) return 0.299 * r + 0.587 * g + 0.114 * b < 128;
  }
  return system;
}
