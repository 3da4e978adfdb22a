/** The Scatter3D's controls: the sides, and the slow turn. */
import { enable } from "../../core/focus";
import { choiceButtons, switchButton } from "../../panels/buttons";
import type { Panel } from "../../panels/panel";
import { pairOf, SIDES, type Scatter3dScreen, type Side } from "./screen";

/** The turn by itself; nothing turns where less motion is asked for. */
export function spinField(screen: Scatter3dScreen): Panel {
  const { element, update } = switchButton(screen, "spin", "scatter3d.spin");
  return {
    element,
    update: () => {
      update();
      enable(element, !screen.calm);
      element.title = screen.words(screen.calm ? "scatter3d.spin.calm" : "scatter3d.spin.title");
    },
  };
}

export function sidesField(screen: Scatter3dScreen): Panel {
  const { words, cloud } = screen;
  const keys = { corner: "scatter3d.look.corner", front: "scatter3d.look.front", side: "scatter3d.look.side", top: "scatter3d.look.top" };
  const { element, press } = choiceButtons<Side>(screen, "scatter3d.look", keys, (side) => screen.look(side));
  element.classList.add("tc-s3-sides");
  for (const side of SIDES) {
    if (side !== "corner") element.querySelector<HTMLElement>(`[data-act="scatter3d.look.${side}"]`)!.title = words(`scatter3d.look.${side}.title`, pairOf(cloud, side));
  }
  return { element, update: () => press(screen.side) };
}
