/** The keys, in a list that a learner can open. */
import { el } from "../core/dom";
import type { Words } from "../core/words";
import type { Panel } from "./screen";

export type KeyList = [keys: string, word: string][];

const KEYS: KeyList = [
  ["← →", "keys.step"], ["Home End", "keys.ends"], ["Space", "keys.run"], ["C", "keys.pick"],
  ["← ↑ → ↓", "keys.move"], ["Enter Esc", "keys.commit"], ["Delete", "keys.delete"], ["P", "keys.point"], ["U ⇧U", "keys.undo"],
  ["N", "keys.fresh"], ["A", "keys.ask"], ["R", "keys.regions"], ["L", "keys.links"], ["T", "keys.table"],
  ["F", "keys.full"], ["?", "keys.help"],
];

export function helpPanel(screen: { readonly words: Words; switches: { help: boolean } }, listed = KEYS): Panel {
  const { words } = screen;
  const list = el("dl", { class: "tc-keys" }, ...listed.flatMap(([keys, word]) => [
    el("dt", {}, ...keys.split(" ").flatMap((key) => [el("kbd", {}, key), " "])), el("dd", {}, words(word)),
  ]));
  const element = el("section", { class: "tc-extra" }, el("h3", { class: "tc-side-title" }, words("keys.title")), list);
  return { element, update: () => { element.hidden = !screen.switches.help; } };
}
