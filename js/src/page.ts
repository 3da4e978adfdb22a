/** The script of an exported page: runs the code that the page holds, and draws each widget's state in its slot. */
import { unpack, type Blocks } from "./core/inflate";
import { OPENED, type Opened } from "./core/opened";
import { scrollsByKeys } from "./core/scrolling";
import { StaticModel } from "./core/static_model";
import type { Display } from "./widgets/draw";

type Part = (core: unknown, give: (value: unknown) => void) => void;
interface State { widget: string; traits: Record<string, unknown> }

const home = globalThis as { teachclust?: (part: Part) => void };

/** The JSON in a script element of data; nothing where the page has none. */
function data<T>(id: string): Record<string, T> {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}") as Record<string, T>;
}

/** Run a text of js/build.mjs and return what it gives. The page's policy knows the script's hash. */
function run(text: string, core: unknown): unknown {
  let given: unknown;
  home.teachclust = (part) => part(core, (value) => { given = value; });
  const script = document.createElement("script");
  script.textContent = `teachclust(${text})`;
  document.head.append(script);
  return given;
}

async function draw(): Promise<void> {
  const code = (await unpack(data("teachclust-code"))) as Record<string, DataView>;
  const text = (name: string): string => new TextDecoder().decode(code[name]);
  const core = code.core && run(text("core"), null);
  for (const name of Object.keys(code)) if (name.startsWith("part_")) run(text(name), core);
  const displays = new Map<string, Display>();
  const blocks: Blocks = data("teachclust-blocks");

  function mount({ widget, traits }: State, slot: HTMLElement): void {
    if (!displays.has(widget)) displays.set(widget, run(text(widget), core) as Display);
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

// code and tables of a lesson
for (const node of document.querySelectorAll<HTMLElement>("pre, .wide")) scrollsByKeys(node);
void draw();
