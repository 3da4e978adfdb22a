/** The one way that elements are made: text goes in by textContent, never as markup. */

type Attributes = Record<string, string | number | boolean | null | undefined>;

/** Keeps JupyterLab's shortcuts away: they look at the focused element itself, so each one needs it. */
export const OWN_KEYS = "data-lm-suppress-shortcuts";
const FOCUSABLE: ReadonlySet<string> = new Set(["button", "input", "select", "textarea", "summary"]);

/** Make an element with attributes and children; strings become text nodes. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  if (FOCUSABLE.has(tag) || "tabindex" in attributes) node.setAttribute(OWN_KEYS, "true");
  if (tag === "button") node.addEventListener("click", refuse);
  node.append(...children);
  return node;
}

/** A button that is disabled and yet may have the focus (core/focus.ts) does nothing. */
function refuse(event: Event): void {
  if ((event.currentTarget as Element).getAttribute("aria-disabled") !== "true") return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The same for SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(node, attributes);
  node.append(...children);
  return node;
}

function setAttributes(node: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, value === true ? "" : String(value));
  }
}
