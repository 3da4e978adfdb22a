/** Which keys are shortcuts of the page, the browser or the system: no widget takes them. */

/** True for a key with Ctrl, Alt or Cmd, for Shift+Enter, which runs a cell, for function keys, and for keys that compose a word (IME). */
export function isShortcut(event: KeyboardEvent): boolean {
  return event.isComposing || event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter") || /^F\d+$/.test(event.key);
}
