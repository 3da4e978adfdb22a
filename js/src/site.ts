/** The script of a site's pages: draws their widgets, and searches all of them with no server. */
import type { Blocks } from "./core/inflate";
import { drawPage, type Part } from "./drawn_page";
import { search, type Found, type Section } from "./search";

const home = globalThis as { teachclustCode?: Record<string, Part>; teachclustBlocks?: Blocks; teachclustSections?: Section[] };
const MOST = 12;

function element(name: string, text: string, kind = ""): HTMLElement {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}

function entry(found: Found, root: string): HTMLElement {
  const link = document.createElement("a");
  link.href = root + found.address;
  link.append(element("strong", found.heading), element("span", found.page, "search-page"));
  const text = element("span", found.before, "search-text");
  text.append(element("mark", found.match), found.after);
  link.append(text);
  const item = document.createElement("li");
  item.append(link);
  return item;
}

/** Make a form search: the index is a script that is loaded when the field is first reached. */
function startSearch(form: HTMLFormElement): void {
  const field = form.querySelector("input")!;
  const panel = form.querySelector<HTMLElement>(".search-found")!;
  const [status, list] = [panel.querySelector("p")!, panel.querySelector("ul")!];
  const { root = "", index = "", none = "", some = "", more = "" } = form.dataset;
  let asked = false;

  function load(): void {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = root + index;
    script.onload = show;
    document.head.append(script);
  }

  function show(): void {
    load();
    const query = field.value.trim();
    const sections = home.teachclustSections;
    panel.hidden = !query || !sections;
    if (panel.hidden || !sections) return;
    const found = search(query, sections);
    list.replaceChildren(...found.slice(0, MOST).map((one) => entry(one, root)));
    const words = !found.length ? none : found.length > MOST ? more : some;
    status.textContent = words.replace("{n}", String(found.length)).replace("{most}", String(MOST));
  }

  /** Go through field and results by arrow keys. */
  function move(event: KeyboardEvent): void {
    const stops: HTMLElement[] = [field, ...panel.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape" && !panel.hidden) {
      panel.hidden = true;
      field.focus();
    } else if (event.key === "ArrowDown" && panel.hidden) show();
    else if (event.key === "ArrowDown" && at >= 0) stops[Math.min(at + 1, stops.length - 1)]!.focus();
    else if (event.key === "ArrowUp" && at > 0) stops[at - 1]!.focus();
    else return;
    event.preventDefault();
  }

  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  form.addEventListener("keydown", move);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (panel.hidden) show();
    panel.querySelector<HTMLElement>("a")?.click();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target as Node)) panel.hidden = true;
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget as Node)) panel.hidden = true;
  });
  form.hidden = false;
}

// on a narrow page the lesson comes first
if (innerWidth < 1100) for (const fold of document.querySelectorAll<HTMLDetailsElement>(".side details")) fold.open = false;
for (const form of document.querySelectorAll<HTMLFormElement>("form.search")) startSearch(form);
drawPage(home.teachclustCode ?? {}, home.teachclustBlocks);
