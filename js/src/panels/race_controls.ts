/** The Race's controls: the parameters that all racers share, and the switches. */
import { el } from "../core/dom";
import type { Control } from "../core/types";
import { numberControl, toggle } from "./controls";
import type { RaceScreen } from "./race_screen";
import type { Panel } from "./screen";

export function raceControls(screen: RaceScreen): Panel {
  const { session, words } = screen;
  const element = el("div", { class: "tc-row tc-controls", role: "group", "aria-label": words("control.group") });
  const switches = (["regions", "table", "help"] as const).map((name) => toggle(screen, name, name === "table" ? "ends" : name));
  let parts: Panel[] = [];
  let made = "";
  const update = (): void => {
    const { controls } = session.race.head;
    const names = controls.map(({ name }) => name).join() || "-";
    if (names !== made) {
      const now = (i: number) => (): Control => session.race.head.controls[i]!;
      parts = [...controls.map((_, i) => numberControl(screen, now(i))), ...switches];
      element.replaceChildren(...parts.map((part) => part.element));
    }
    made = names;
    for (const part of parts) part.update();
  };
  return { element, update };
}
