/** The script of an exported page: finds the widgets' states in the page and draws each in its slot. */
import { unpack, type Blocks } from "./core/inflate";
import { scrollsByKeys } from "./core/scrolling";
import { StaticModel } from "./core/static_model";
import { WIDGETS } from "./widgets";
import { drawFrom } from "./widgets/draw";
import { renderPaletteLab } from "./widgets/palette_lab";
import { OPENED, type Opened } from "./widgets/predict";
import { renderRace } from "./widgets/race";
import { renderScatter3d } from "./widgets/scatter3d";

const EVERY = { ...WIDGETS, palette_lab: renderPaletteLab, race: renderRace, scatter3d: renderScatter3d };

const DATA_BLOCKS = JSON.parse(document.getElementById("teachclust-blocks")?.textContent ?? "{}") as Blocks;

interface State { widget: string; traits: Record<string, unknown> }

async function mount(state: unknown, slot: HTMLElement): Promise<void> {
  const { traits } = (await unpack(state, DATA_BLOCKS)) as State;
  drawFrom(EVERY, new StaticModel(traits), slot);
}

// code and tables of a lesson
for (const node of document.querySelectorAll<HTMLElement>("pre, .wide")) scrollsByKeys(node);

document.addEventListener(OPENED, (event) => {
  const { slot, state } = (event as CustomEvent<Opened>).detail;
  const { traits } = state as State;
  drawFrom(EVERY, new StaticModel(traits), slot);
});

for (const script of document.querySelectorAll<HTMLScriptElement>("script.teachclust-widget")) {
  const slot = document.getElementById(script.dataset.slot ?? "");
  if (slot) void mount(JSON.parse(script.textContent ?? ""), slot);
}
