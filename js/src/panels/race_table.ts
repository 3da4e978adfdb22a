/** The ends as a table: behind the picture for a screen reader, in sight when it is asked for. */
import { el } from "../core/dom";
import type { Race } from "../core/race_types";
import { scrollsByKeys } from "../core/scrolling";
import { grouped, racerIcon, type RaceScreen } from "./race_screen";
import { short, type Panel } from "./screen";

const COLUMNS = ["name", "distances", "steps", "inertia", "ratio", "ari"] as const;

export function raceTable(screen: RaceScreen): Panel {
  const { session, words } = screen;
  const body = el("tbody");
  const head = el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, words(`race.table.${name}`))));
  const element = el("section", { class: "tc-extra", role: "group", "aria-label": words("race.table") },
    el("table", { class: "tc-table" }, el("caption", {}, words("race.table")), el("thead", {}, head), body));
  scrollsByKeys(element);
  let drawn: Race | null = null;
  const update = (): void => {
    const { race } = session;
    element.classList.toggle("tc-hidden", !screen.switches.table);
    if (race === drawn) return;
    drawn = race;
    body.replaceChildren(...race.lanes.map(({ name, unit, end }, i) => el("tr", {},
      el("th", { scope: "row" }, racerIcon(i), ` ${name}`),
      el("td", {}, grouped(end.distances)),
      el("td", {}, words(unit === "batch" ? "race.table.batches" : "race.table.iterations", { n: grouped(end.steps) })),
      el("td", {}, short(end.inertia)), el("td", {}, end.ratio.toFixed(3)), el("td", {}, end.ari.toFixed(3)))));
  };
  return { element, update };
}
