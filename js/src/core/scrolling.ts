/** What scrolls is reached by keys: it takes the focus while it has more than it shows. */
import { OWN_KEYS } from "./dom";

/** Keep an element's place in the tab order right; its content may grow, and its room. */
export function scrollsByKeys(element: HTMLElement): void {
  if (typeof ResizeObserver !== "function") return;
  element.setAttribute(OWN_KEYS, "true");
  const check = (): void => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight, classList } = element;
    const more = scrollWidth > clientWidth || scrollHeight > clientHeight;
    if (more && !classList.contains("tc-hidden")) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  };
  const sizes = new ResizeObserver(check);
  for (const node of [element, ...element.children]) sizes.observe(node);
}
