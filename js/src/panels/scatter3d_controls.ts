/** The Scatter3D's controls: the sides, the slow turn, all clusters again, table, help, full screen. */
import { el } from "../core/dom";
import { enable } from "../core/focus";
import { action, switchButton } from "./buttons";
import { pairOf, SIDES, type Scatter3dScreen } from "./scatter3d_screen";
import type { Panel } from "./screen";

export function scatter3dControls(screen: Scatter3dScreen): Panel {
  const { words } = screen;
  const full = action(screen, "transport.full", () => screen.fullScreen(), { "aria-label": words("transport.full.label") });
  const spin = switchButton(screen, "spin", "scatter3d.spin");
  const parts: Panel[] = [
    sides(screen), { element: spin.element, update: () => { spin.update(); calm(spin.element as HTMLButtonElement, screen); } },
    switchButton(screen, "table", "scatter3d.tables"), switchButton(screen, "help", "control.help"),
    { element: full, update: () => undefined },
  ];
  const element = el("div", { class: "tc-row tc-controls", role: "group", "aria-label": words("control.group") }, ...parts.map((part) => part.element));
  return { element, update: () => { for (const part of parts) part.update(); } };
}

/** Nothing turns by itself where less motion is asked for. */
function calm(button: HTMLButtonElement, { calm: still, words }: Scatter3dScreen): void {
  enable(button, !still);
  button.title = words(still ? "scatter3d.spin.calm" : "scatter3d.spin.title");
}

function sides(screen: Scatter3dScreen): Panel {
  const { words, cloud } = screen;
  const buttons = SIDES.map((side) => {
    const title = side === "corner" ? words("scatter3d.look.corner.title") : words(`scatter3d.look.${side}.title`, pairOf(cloud, side));
    const button = el("button", { type: "button", class: "tc-button tc-toggle", title, "data-act": `scatter3d.look.${side}` }, words(`scatter3d.look.${side}`));
    button.addEventListener("click", () => screen.look(side));
    return [side, button] as const;
  });
  const element = el("span", { class: "tc-group tc-s3-sides", role: "group", "aria-label": words("scatter3d.look") }, ...buttons.map(([, button]) => button));
  return { element, update: () => { for (const [side, button] of buttons) button.setAttribute("aria-pressed", String(screen.side === side)); } };
}
