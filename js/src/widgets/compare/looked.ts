/** Where there are many lanes: one line that says what is pointed at, in place of a card in each. */
import { el } from "../../core/dom";
import type { Aim } from "../../core/highlight";
import type { Panel } from "../../panels/panel";
import { factsOf } from "../../panels/point_facts";
import { MOST_WITH_CARDS } from "./lanes";
import type { CompareScreen } from "./screen";

export function lookedLine({ session, words }: CompareScreen): Panel {
  const element = el("p", { class: "tc-compare-looked", "aria-hidden": "true" });
  const lane = session.shown.lanes[0]!;
  const hint = words("compare.look");
  element.hidden = session.shown.lanes.length <= MOST_WITH_CARDS;
  const text = (aim: Aim | null): string => {
    if (aim?.kind === "point" && aim.point < lane.trace.head.n) {
      const { name, features } = factsOf({ trace: lane.trace, rows: lane.rows, step: session.frame(lane), point: aim.point, words });
      return [name, features].filter(Boolean).join(" · ");
    }
    return aim?.kind === "points" || aim?.kind === "ends" ? aim.text : hint;
  };
  return { element, update: () => undefined, light: (aim) => { element.textContent = text(aim); } };
}
