/** Each cluster in a sentence: pointing at one lights its points, its row and its means, and the other way round. */
import { el } from "../../core/dom";
import { clusterIcon } from "../../panels/icon";
import type { Panel } from "../../panels/panel";
import { answersFor, litGroup, type Scatter3dScreen } from "./screen";

export function scatter3dSentences(screen: Scatter3dScreen): Panel {
  const { cloud: { groups }, words } = screen;
  const said = groups.map(({ sentence }, nth) => ({ sentence, nth })).filter(({ sentence }) => sentence !== "");
  const buttons = said.map(({ sentence, nth }) => {
    const button = el("button", { type: "button", class: "tc-s3-sentence" }, clusterIcon(groups[nth]!), el("span", {}, sentence));
    answersFor(screen, button, nth);
    button.addEventListener("click", () => screen.singleOut(screen.single === nth ? null : nth));
    return button;
  });
  const element = el("section", { hidden: buttons.length === 0 }, el("h3", { class: "tc-side-title" }, words("scatter3d.sentences")),
    el("ul", { class: "tc-s3-sentences" }, ...buttons.map((button) => el("li", {}, button))));
  const light = (): void => {
    const lit = screen.highlight.aim === null ? null : litGroup(screen);
    buttons.forEach((button, i) => button.classList.toggle("tc-s3-lit", said[i]!.nth === lit));
  };
  const update = (): void => buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(screen.single === said[i]!.nth)));
  return { element, update, light };
}
