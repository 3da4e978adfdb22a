/** The keyboard stays in the widget: a control that is disabled or taken away must not drop the focus on the page. */

const NOT_FOCUSABLE = ":disabled, [hidden], [hidden] *, .tc-hidden, .tc-hidden *";
const FOCUSABLE = "button, input, select, textarea, [tabindex]";

/** The element in focus, also within a shadow root. */
export function focused(node: Node): Element | null {
  return (node.getRootNode() as Document | ShadowRoot).activeElement ?? null;
}

/** Disable a button or enable it. It keeps the focus: one that is disabled as `disabled` does would lose it. */
export function enable(button: HTMLButtonElement, on: boolean): void {
  if (on) button.removeAttribute("aria-disabled");
  else button.setAttribute("aria-disabled", "true");
}

/** Draw; when that takes away what has the focus, its like at the same place gets it, or else `home`. */
export function keepFocus(root: HTMLElement, draw: () => void, home = root): void {
  const before = focused(root);
  const at = before && before !== root && root.contains(before) ? focusable(root).indexOf(before) : -1;
  draw();
  if (at < 0 || isThere(root, before!)) return;
  const now = focused(root);
  if (now && now !== before && isThere(root, now)) return; // the one who drew it has seen to it
  const twin = focusable(root)[at];
  (twin && isThere(root, twin) && likeness(twin) === likeness(before!) ? twin as HTMLElement : home).focus({ preventScroll: true });
}

function focusable(root: HTMLElement): Element[] {
  return [...root.querySelectorAll(FOCUSABLE)];
}

function isThere(root: HTMLElement, node: Element): boolean {
  return root.contains(node) && !node.matches(NOT_FOCUSABLE);
}

function likeness(node: Element): string {
  return [node.tagName, node.getAttribute("aria-label") ?? node.textContent].join();
}
