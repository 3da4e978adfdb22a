/** The palette as a table: behind the picture for a screen reader, in sight when it is asked for. */
import { el } from "../../core/dom";
import { hexOf, type Fit } from "./wire";
import { scrollsByKeys } from "../../core/scrolling";
import { percent } from "../../core/numbers";
import type { PaletteScreen } from "./screen";
import type { Aim } from "../../core/highlight";
import { lightRows, rowAim } from "../../panels/cluster_rows";
import { pointsAt } from "../../panels/pointing";
import type { Panel } from "../../panels/panel";

export function paletteTable(screen: PaletteScreen): Panel {
  const { session, words } = screen;
  const caption = el("caption");
  const body = el("tbody");
  const columns = ["palette.table.color", "palette.table.name", "palette.table.share"].map((key) => el("th", { scope: "col" }, words(key)));
  const element = el("section", { class: "tc-extra tc-pal-table", role: "group", "aria-label": words("palette.table") },
    el("table", { class: "tc-table" }, caption, el("thead", {}, el("tr", {}, ...columns)), body));
  scrollsByKeys(element);
  let drawn: Fit | null = null;
  const update = (): void => {
    const { fit } = session;
    element.classList.toggle("tc-hidden", !screen.switches.table);
    if (fit === drawn) return;
    drawn = fit;
    caption.textContent = words("palette.table.caption", { k: fit.names.length });
    body.replaceChildren(...fit.names.map((name, i) => {
      const hex = hexOf(fit.palette, i);
      return el("tr", { "data-cluster": i }, el("th", { scope: "row" }, el("i", { class: "tc-pal-chip", style: `background: ${hex}`, "aria-hidden": "true" }), ` ${hex}`),
        el("td", {}, name), el("td", {}, percent(fit.shares[i]!)));
    }));
  };
  const light = (aim: Aim | null): void => lightRows(body, aim, { labels: () => session.fit.index }, 0);
  pointsAt(body, session.highlight, { find: (_x, y) => rowAim(body, y) });
  return { element, update, light };
}
