/** The grid: one estimator under all pairs of values of two parameters; a cell is shown large. */
import { createPlane, type Plane } from "../../core/plane";
import { sessionOf, type News } from "../../core/session";
import { decodeRows, type Rows, type RowsWire } from "../../core/rows";
import type { ModelLike } from "../../core/types";
import { painters } from "../../painters";
import { paintLights } from "../../painters/lights";
import { choiceButtons, equalButton } from "../../panels/buttons";
import type { Panel } from "../../panels/panel";
import { planePanel } from "../../panels/plane_panel";
import { longest, type CaptionText } from "../../shell/caption";
import type { KeyList } from "../../shell/help";
import { timeKey } from "../../shell/keyboard";
import type { Moved } from "../../shell/screen";
import { Shell, START, type HeaderText, type KeyAct } from "../../shell/shell";
import type { Looking } from "../../shell/point_keys";
import { side } from "../../shell/stage";
import { makeTransport, type Transport } from "../../shell/transport";
import { cellsPanel, type CellsPanel } from "./cells";
import css from "./compare_grid.css";
import type { GridScreen, GridSwitches } from "./screen";
import { GridSession } from "./session";
import { gridTable } from "./table";
import { cellBeside, cellsAlong, MEASURES, placeOf, type Grid, type Pinned } from "./wire";

const KEYS: KeyList = [
  ["← ↑ → ↓", "keys.grid.cell"], ["Home End", "keys.grid.ends"], ["Space", "keys.run"], ["R C", "keys.grid.pin"], ["V", "keys.grid.view"],
];
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Draw a grid into `host`; the returned function takes it away. */
export function renderCompareGrid(model: ModelLike, host: HTMLElement): () => void {
  const view = new GridView(model, host);
  return () => view.end();
}

class GridView extends Shell<GridSwitches> implements GridScreen {
  readonly session: GridSession;
  readonly grid: Grid;
  readonly #plane: Plane;
  readonly #cells: CellsPanel;
  readonly #rows: Rows | null;
  #peeked: number | null = null;

  constructor(model: ModelLike, host: HTMLElement) {
    super(model, "compare_grid", "tc-compare-grid", { ...START, equal: model.get("equal_axes") !== false, view: "pictures", pinned: null });
    const session = this.session = sessionOf(model, GridSession);
    this.grid = model.get("grid") as Grid;
    this.#rows = decodeRows(model.get("rows") as Partial<RowsWire> | undefined);
    session.follow(cellsAlong(this.grid, null));
    const plane = this.#plane = createPlane({ words: this.words, edit: () => undefined, answer: () => undefined, highlight: session.highlight }, painters, paintLights);
    this.#cells = cellsPanel(this);
    this.endings.push(() => plane.destroy());
    this.build(host, {
      css,
      stage: [planePanel(plane, {
        words: this.words, hint: this.words("compare_grid.look"), announce: (text) => this.announce(text),
        now: () => ({ trace: session.trace, step: this.shownCell, rows: this.#rows }),
      }), side(this.#viewField(), this.#cells)],
      transport: this.#transport(),
      controls: [equalButton(this)],
      look: () => this.#looking(),
      extras: [gridTable(this)],
      keys: KEYS,
      readonly: "",
    });
    plane.setTrace(session.trace);
    plane.show(session.step, false);
    this.draw();
  }

  get shownCell(): number {
    return this.#peeked ?? this.session.step;
  }

  /** all cells are in sight from the beginning */
  override get reached(): number {
    return this.session.last;
  }

  forward(): void {
    this.session.along.go(this.session.place + 1);
  }

  choose(cell: number): void {
    this.#peeked = null;
    const { pinned } = this.switches;
    // a press beside what is pinned takes it along
    if (pinned && !cellsAlong(this.grid, pinned).includes(cell)) this.#follow({ ...pinned, at: placeOf(this.grid, cell)[pinned.along === "row" ? 0 : 1] });
    this.session.go(cell);
    this.#show();
    this.draw();
  }

  peek(cell: number | null): void {
    if (cell === this.#peeked || this.session.playing) return;
    this.#peeked = cell;
    this.#show();
    this.draw();
  }

  pin(pinned: Pinned): void {
    const same = this.switches.pinned?.along === pinned.along && this.switches.pinned.at === pinned.at;
    this.#follow(same ? null : pinned);
  }

  #follow(pinned: Pinned | null): void {
    const [row, column] = placeOf(this.grid, this.session.step);
    this.switches = { ...this.switches, pinned };
    // the cell of the same column, or row, in what is pinned
    if (pinned) this.session.go(pinned.along === "row" ? pinned.at * this.grid.values[1].length + column : row * this.grid.values[1].length + pinned.at);
    this.session.follow(cellsAlong(this.grid, pinned));
    this.draw();
  }

  #show(): void {
    this.#plane.show(this.shownCell, true);
  }

  #looking(): Looking {
    const { session, words } = this;
    return {
      highlight: session.highlight, words, plane: this.#plane, trace: session.trace, step: this.shownCell, future: true,
      announce: (text) => this.announce(text), go: (to) => session.go(to),
    };
  }

  #viewField(): Panel {
    const shown = ["pictures", ...MEASURES.filter((name) => this.grid.measures[name])] as const;
    const keys = Object.fromEntries(shown.map((name) => [name, `compare_grid.view.${name}`])) as Record<GridSwitches["view"], string>;
    const { element, press } = choiceButtons(this, "compare_grid.view", keys, (view) => this.setSwitches({ view }));
    element.classList.add("tc-cells-view");
    return { element, update: () => press(this.switches.view) };
  }

  protected captionText(): CaptionText {
    const { session: { trace: { head }, playing }, shownCell, grid } = this;
    const { caption } = head.frames;
    return { sentence: caption[shownCell] ?? "", longest: longest(caption), notes: [head.projection, ...grid.notices, ...head.notices], hurried: playing || this.#peeked !== null };
  }

  protected headerText(): HeaderText {
    const { words, grid: { names: [down, across] }, session: { step, last, trace: { head } } } = this;
    return {
      title: head.title, subtitle: words("compare_grid.subtitle", { down, across, n: head.n.toLocaleString("en") }),
      status: words("compare_grid.status", { cell: step + 1, cells: last + 1 }),
      label: words("compare_grid.label", { name: head.title, down, across }), data: { step },
    };
  }

  protected override repaint(): void {
    this.#plane.redraw();
    this.#cells.redraw();
  }

  protected override onNews(news: News): void {
    if (news === "step") {
      this.#peeked = null;
      this.#show();
    }
    this.draw();
  }

  protected override draw(): void {
    this.#plane.setOptions({ regions: false, links: false, tool: "look", readonly: true, axes: { equal: this.switches.equal, handles: false } });
    super.draw();
  }

  protected key(event: KeyboardEvent): KeyAct {
    const arrow = ARROWS[event.key];
    if (arrow) return () => this.choose(cellBeside(this.grid, this.session.step, ...arrow));
    const [row, column] = placeOf(this.grid, this.session.step);
    switch (event.key.toLowerCase()) {
      case "r": return () => this.pin({ along: "row", at: row });
      case "c": return () => this.pin({ along: "column", at: column });
      case "v": return () => this.#nextView();
      default: return timeKey(event, this.#moved());
    }
  }

  #nextView(): void {
    const views = ["pictures", ...MEASURES.filter((name) => this.grid.measures[name])] as const;
    this.setSwitches({ view: views[(views.indexOf(this.switches.view) + 1) % views.length]! });
  }

  /** What moves along the cells, or along what is pinned. */
  #moved(): Moved {
    const { session: { along }, words, root } = this;
    return { session: along, words, root, reached: along.last, knowsEnd: true, forward: () => this.forward() };
  }

  #transport(): Transport {
    const { words, session: { along } } = this;
    const [next, end] = [words("compare_grid.next"), words("compare_grid.end")];
    return makeTransport(this.#moved(), {
      at: (place) => ({ now: this.session.trace.head.frames.caption[this.session.order[place] ?? 0] ?? "", next: place < along.last ? next : end }),
      longest: () => longest([next, end]),
    }, { told: true, last: () => along.last, at: (place) => place, step: (place) => place, kinds: () => this.session.order.map(() => "visit") });
  }
}
