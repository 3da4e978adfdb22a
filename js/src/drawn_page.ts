/** Draw the states of widgets that a page holds, each in its slot, by the code that it is given. */
import { unpack, type Blocks } from "./core/inflate";
import { OPENED, type Opened } from "./core/opened";
import { scrollsByKeys } from "./core/scrolling";
import { StaticModel } from "./core/static_model";
import type { Display } from "./widgets/draw";

/** What js/build.mjs makes of a module: called with the core, it gives what the module is. */
export type Part = (core: unknown, give: (value: unknown) => void) => void;
interface State { widget: string; traits: Record<string, unknown> }

/** The JSON in a script element of data; nothing where the page has none. */
export function pageData<T>(id: string): Record<string, T> {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}") as Record<string, T>;
}

function run(part: Part | undefined, core: unknown): unknown {
  let given: unknown;
  part?.(core, (value) => { given = value; });
  return given;
}

/** Draw every widget of the page. `code` are the core, modules and parts by name, `common` the blocks that the page does not hold itself. */
export function drawPage(code: Readonly<Record<string, Part>>, common: Blocks = {}): void {
  // code and tables of a lesson
  for (const node of document.querySelectorAll<HTMLElement>("pre, .wide")) scrollsByKeys(node);
  const core = run(code.core, null);
  for (const name of Object.keys(code)) if (name.startsWith("part_")) run(code[name], core);
  const displays = new Map<string, Display>();
  const blocks: Blocks = { ...common, ...pageData("teachclust-blocks") };

  function mount({ widget, traits }: State, slot: HTMLElement): void {
    if (!displays.has(widget)) displays.set(widget, run(code[widget], core) as Display);
    displays.get(widget)!.render({ model: new StaticModel(traits), el: slot });
  }

  document.addEventListener(OPENED, (event) => {
    const { slot, state } = (event as CustomEvent<Opened>).detail;
    mount(state as State, slot);
  });
  for (const script of document.querySelectorAll<HTMLScriptElement>("script.teachclust-widget")) {
    const slot = document.getElementById(script.dataset.slot ?? "");
    if (slot) unpack(JSON.parse(script.textContent ?? ""), blocks).then((state) => mount(state as State, slot));
  }
}
