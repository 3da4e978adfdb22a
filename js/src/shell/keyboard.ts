/** What all widgets' keys have in common: fields keep theirs, steps go by arrows, what is handled goes no further. */
import { OWN_KEYS } from "../core/dom";
import { isShortcut } from "../core/shortcut";
import type { Moved } from "./screen";

type Find = (event: KeyboardEvent) => (() => void) | null;

/** What a text field does itself with Ctrl or Cmd. */
const TEXT_FIELD_KEYS = /^([acvxyz]|Backspace|Delete|Home|End|Arrow.*)$/i;

/** Hear of the keys that are pressed in a widget; `own` finds its few shortcuts. Returns what ends that. */
export function listenKeys(root: HTMLElement, find: Find, own: Find = () => null): () => void {
  // JupyterLab looks at the focused element, before the element hears of a key, whether the page's
  // own shortcuts rest there: single keys are the widget's, shortcuts with a modifier the notebook's
  let lifted: Element[] = [];
  const before = (event: KeyboardEvent): void => {
    for (const node of lifted) node.setAttribute(OWN_KEYS, "true");
    const path = event.composedPath();
    const inside = path.slice(0, path.indexOf(root) + 1) as Element[];
    const kept = isText(event) ? event.isComposing || TEXT_FIELD_KEYS.test(event.key) : own(event) !== null;
    lifted = isShortcut(event) && !kept ? inside.filter((node) => node.hasAttribute?.(OWN_KEYS)) : [];
    for (const node of lifted) node.removeAttribute(OWN_KEYS);
  };
  const keys = (event: KeyboardEvent): void => handleKey(event, isShortcut(event) ? own : find);
  window.addEventListener("keydown", before, true);
  root.addEventListener("keydown", keys);
  return () => {
    window.removeEventListener("keydown", before, true);
    root.removeEventListener("keydown", keys);
  };
}

/** Do what `find` finds for a key. A field keeps its keys, but Enter takes a number that was typed. */
function handleKey(event: KeyboardEvent, find: Find): void {
  if (event.defaultPrevented) return;
  const field = event.key === "Enter" && !isShortcut(event) ? numberField(event) : null;
  if (inField(event) && !field) return;
  const act = field ? () => enter(field) : presses(event) ? null : find(event);
  if (!act) return;
  act();
  event.preventDefault();
  event.stopPropagation(); // the notebook's own keys don't fire
}

/** The keys that move through the steps. */
export function timeKey(event: KeyboardEvent, screen: Moved): (() => void) | null {
  const { session } = screen;
  const to = (step: number) => () => session.go(step);
  switch (event.key) {
    case "ArrowRight": return () => screen.forward();
    case "ArrowLeft": return to(session.step - 1);
    case "Home": return to(0);
    case "End": return to(session.last);
    case " ": return () => session.move({ kind: session.playing ? "stop" : "run" });
    case "Escape": return () => leave(screen.root);
    default: return null;
  }
}

/** True for a key that presses the button in focus. */
function presses(event: KeyboardEvent): boolean {
  const onButton = (event.composedPath()[0] as Element | undefined)?.tagName === "BUTTON";
  return onButton && (event.key === " " || event.key === "Enter");
}

function inField(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("select") || isText(event) || (target.matches("input") && event.key.startsWith("Arrow"));
}

function isText(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && (target.matches("input:not([type=range]), textarea") || target.isContentEditable);
}

function numberField(event: KeyboardEvent): HTMLInputElement | null {
  const target = event.composedPath()[0];
  return target instanceof HTMLInputElement && target.type === "number" ? target : null;
}

/** Take the number that was typed: JupyterLab keeps Enter from fields, so that "change" stays away. */
function enter(field: HTMLInputElement): void {
  if (field.form) return field.form.requestSubmit();
  field.blur();
  field.focus();
}

/** Give the keyboard back to the notebook. */
export function leave(root: HTMLElement): void {
  (root.getRootNode() as Document | ShadowRoot).activeElement?.dispatchEvent(new Event("blur"));
  (document.activeElement as HTMLElement | null)?.blur();
  root.closest<HTMLElement>(".jp-Cell")?.closest<HTMLElement>(".jp-Notebook")?.focus();
}
