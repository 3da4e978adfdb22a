/** The cells: small pictures or numbers, a row and a column for each value; the names of rows and columns pin them. */
import { el } from "../../core/dom";
import { focused } from "../../core/focus";
import type { Panel } from "../../panels/panel";
import { brief, type GridScreen } from "./screen";
import { drawCell } from "./thumbnail";
import { placeOf, shadesOf, type Pinned } from "./wire";

export interface CellsPanel extends Panel {
  /** draw the pictures again */
  redraw(): void;
}

export function cellsPanel(screen: GridScreen): CellsPanel {
  const { grid, session, words } = screen;
  const [down, across] = grid.values;
  const { caption } = session.trace.head.frames;
  const cells = down.flatMap((_, row) => across.map((_, column) => cellButton(screen, row * across.length + column, caption[row * across.length + column] ?? "")));
  const pins: [Pinned, HTMLButtonElement][] = [];
  const pin = (pinned: Pinned): HTMLButtonElement => {
    const axis = pinned.along === "row" ? 0 : 1;
    const value = grid.values[axis][pinned.at]!;
    const text = words(`compare_grid.pin.${pinned.along}`, { name: grid.names[axis], value });
    const button = el("button", { type: "button", class: "tc-cells-pin", title: text, "aria-label": text }, value);
    button.addEventListener("click", () => screen.pin(pinned));
    pins.push([pinned, button]);
    return button;
  };
  const head = el("tr", {}, el("td", { class: "tc-cells-corner" }), ...across.map((_, at) => el("th", { scope: "col" }, pin({ along: "column", at }))));
  const rows = down.map((_, at) => el("tr", {}, el("th", { scope: "row" }, pin({ along: "row", at })),
    ...cells.slice(at * across.length, (at + 1) * across.length).map((cell) => el("td", {}, cell.button))));
  const names = el("p", { class: "tc-muted tc-cells-names" }, el("span", {}, `↓ ${grid.names[0]}`), el("span", {}, `${grid.names[1]} →`));
  const table = el("table", { class: "tc-cells-table" }, el("thead", {}, head), el("tbody", {}, ...rows));
  table.addEventListener("pointerleave", () => screen.peek(null));
  const element = el("div", { class: "tc-cells", role: "group", "aria-label": words("compare_grid.cells", { down: grid.names[0], across: grid.names[1] }) }, names, table);
  let drawn = "";
  const update = (): void => {
    const { view, pinned } = screen.switches;
    const { step } = session;
    const has = focused(element);
    cells.forEach(({ button }, i) => {
      const [row, column] = placeOf(grid, i);
      button.tabIndex = i === step ? 0 : -1;
      button.setAttribute("aria-pressed", String(i === step));
      button.toggleAttribute("data-shown", i === screen.shownCell);
      button.toggleAttribute("data-aside", pinned !== null && pinned.at !== (pinned.along === "row" ? row : column));
    });
    if (has instanceof HTMLElement && has.dataset.cell !== undefined && has.dataset.cell !== String(step)) cells[step]!.button.focus({ preventScroll: true });
    for (const [one, button] of pins) button.setAttribute("aria-pressed", String(pinned?.along === one.along && pinned.at === one.at));
    if (drawn !== view) show(view);
  };
  const show = (view: GridScreen["switches"]["view"]): void => {
    drawn = view;
    table.dataset.view = view;
    const values = grid.measures[view === "pictures" ? "clusters" : view] ?? [];
    const shades = shadesOf(values);
    cells.forEach(({ button, canvas, number }, i) => {
      const value = values[i] ?? null;
      number.textContent = value === null ? "–" : brief(value);
      button.style.setProperty("--shade", String(view === "pictures" ? 0 : shades[i] ?? 0));
      canvas.hidden = view !== "pictures";
      if (view === "pictures") drawCell(canvas, session.trace, i);
    });
  };
  return { element, update, redraw: () => { drawn = ""; } };
}

interface CellButton { button: HTMLButtonElement; canvas: HTMLCanvasElement; number: HTMLElement }

function cellButton(screen: GridScreen, cell: number, caption: string): CellButton {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const number = el("span", { class: "tc-cell-number" });
  const button = el("button", { type: "button", class: "tc-cell", "aria-label": caption, "data-cell": cell }, canvas, number);
  button.addEventListener("pointerenter", (event) => { if (event.pointerType !== "touch") screen.peek(cell); });
  button.addEventListener("click", () => screen.choose(cell));
  return { button, canvas, number };
}
