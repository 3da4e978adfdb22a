/** The keys, in a list that a learner can open. */
import { el } from "../core/dom";
import type { Words } from "../core/words";
import type { Panel } from "../panels/panel";

export type KeyList = readonly [keys: string, word: string][];

export function helpPanel(screen: { readonly words: Words; switches: { help: boolean } }, listed: KeyList): Panel {
  const { words } = screen;
  const list = el("dl", { class: "tc-keys" }, ...listed.flatMap(([keys, word]) => [
    el("dt", {}, ...keys.split(" ").flatMap((key) => [el("kbd", {}, key), " "])), el("dd", {}, words(word)),
  ]));
  const element = el("section", { class: "tc-extra" }, el("h3", { class: "tc-side-title" }, words("keys.title")), list);
  return { element, update: () => { element.hidden = !screen.switches.help; } };
}
