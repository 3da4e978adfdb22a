/** The ends as a table: behind the picture for a screen reader, in sight when it is asked for. */
import { el } from "../../core/dom";
import { hasEnded } from "./caption";
import type { Lane } from "./wire";
import { scrollsByKeys } from "../../core/scrolling";
import { grouped, racerIcon, type RaceScreen } from "./screen";
import { short } from "../../core/numbers";
import type { Panel } from "../../panels/panel";

const COLUMNS = ["name", "distances", "steps", "inertia", "ratio", "ari"] as const;

export function raceTable(screen: RaceScreen): Panel {
  const { session, words } = screen;
  const body = el("tbody");
  const head = el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, words(`race.table.${name}`))));
  const element = el("section", { class: "tc-extra", role: "group", "aria-label": words("race.table") },
    el("table", { class: "tc-table" }, el("caption", {}, words("race.table")), el("thead", {}, head), body));
  scrollsByKeys(element);
  let drawn: unknown[] = [];
  const cells = ({ unit, end }: Lane, ended: boolean, all: boolean): string[] => [
    ...(ended ? [grouped(end.distances), words(unit === "batch" ? "race.table.batches" : "race.table.iterations", { n: grouped(end.steps) }), short(end.inertia)] : ["–", "–", "–"]),
    all ? end.ratio.toFixed(3) : "–", ended ? end.ari.toFixed(3) : "–",
  ];
  const update = (): void => {
    const { race } = session;
    element.classList.toggle("tc-hidden", !screen.switches.table);
    // an end is told when it has come
    const ended = race.lanes.map((lane) => screen.switches.future || hasEnded(lane, session.frame(lane)));
    const key = [race, ...ended];
    if (key.every((part, i) => part === drawn[i])) return;
    drawn = key;
    body.replaceChildren(...race.lanes.map((lane, i) => el("tr", {}, el("th", { scope: "row" }, racerIcon(i), ` ${lane.name}`),
      ...cells(lane, ended[i]!, ended.every(Boolean)).map((text) => el("td", {}, text)))));
  };
  return { element, update };
}
