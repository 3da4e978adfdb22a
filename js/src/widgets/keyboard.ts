/** What all widgets' keys have in common: fields keep theirs, steps go by arrows, what is handled goes no further. */
import type { Moved } from "../panels/screen";

/** Do what `find` finds for a key. A field keeps its keys, but Enter takes a number that was typed. */
export function handleKey(event: KeyboardEvent, find: () => (() => void) | null): void {
  if (event.altKey) return;
  const field = event.key === "Enter" ? numberField(event) : null;
  if (inField(event) && !field) return;
  const act = field ? () => enter(field) : presses(event) ? null : find();
  if (!act) return;
  act();
  event.preventDefault();
  event.stopPropagation(); // the notebook's own keys don't fire
}

/** The keys that move through the steps. */
export function timeKey(event: KeyboardEvent, screen: Moved): (() => void) | null {
  const { session } = screen;
  const to = (step: number) => () => {
    session.move({ kind: "stop" });
    session.move({ kind: "to", step });
  };
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
  return onButton && !event.ctrlKey && !event.metaKey && (event.key === " " || event.key === "Enter");
}

function inField(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("input:not([type=range]), select, textarea") || (target.matches("input") && event.key.startsWith("Arrow"));
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
