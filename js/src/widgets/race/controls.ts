/** The Race's controls: the parameters that all racers share, equal axes, and the regions. */
import { el } from "../../core/dom";
import { equalButton, regionsButton } from "../../panels/buttons";
import { numberField } from "../../panels/number_field";
import type { Panel } from "../../panels/panel";
import type { RaceScreen } from "./screen";

export function raceControls(screen: RaceScreen): Panel {
  const { session } = screen;
  const element = el("div", { class: "tc-row" });
  const switches = [equalButton(screen), regionsButton(screen)];
  let parts: Panel[] = [];
  let made = "";
  const update = (): void => {
    const names = session.race.head.controls.map(({ name }) => name);
    if (names.join() !== made || parts.length === 0) {
      parts = [...names.map((_, i) => numberField(screen, () => session.race.head.controls[i]!)), ...switches];
      element.replaceChildren(...parts.map((part) => part.element));
    }
    made = names.join();
    for (const part of parts) part.update();
  };
  return { element, update };
}
