/** The legend: clusters by id with their share, and fields that name, recolor and merge the one that is chosen. */
import { el } from "../../core/dom";
import type { Aim } from "../../core/highlight";
import { enable } from "../../core/focus";
import { percent } from "../../core/numbers";
import { isShortcut } from "../../core/shortcut";
import { action } from "../../panels/buttons";
import type { Panel } from "../../panels/panel";
import { nearest, type Group } from "./legend";
import { digits, nameOf } from "./pixel";
import type { SceneScreen } from "./screen";

const LONGEST = 40;

/** The list of clusters. */
export function sceneClusters(screen: SceneScreen): Panel {
  const { words, session } = screen;
  const list = el("ol", { class: "tc-sc-list", tabindex: 0, "aria-label": words("scene.clusters") });
  const element = el("section", {}, el("h3", { class: "tc-side-title tc-sc-head" }, el("span", {}, words("scene.clusters")), el("span", {}, words("scene.share"))), list);
  const aimAt = (event: Event): Aim | null => {
    const place = [...list.children].findIndex((one) => event.target instanceof Node && one.contains(event.target));
    return place < 0 ? null : { kind: "cluster", cluster: session.groups[place]!.id };
  };
  list.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") session.highlight.pass(aimAt(event)); });
  list.addEventListener("pointerleave", () => session.highlight.pass(null));
  list.addEventListener("click", (event) => session.highlight.toggle(aimAt(event)));
  list.addEventListener("keydown", (event) => {
    const next = isShortcut(event) ? null : clusterKey(event.key, session.idOf(session.highlight.kept), session.groups);
    if (next === null) return;
    session.highlight.keep({ kind: "cluster", cluster: next });
    event.preventDefault();
    event.stopPropagation();
  });
  let drawn: readonly Group[] = [];
  const update = (): void => {
    const { groups } = session;
    if (groups === drawn) return;
    drawn = groups;
    const most = Math.max(...groups.map(({ share }) => share), 1e-9);
    list.replaceChildren(...groups.map((group) => rowOf(screen, group, most)));
  };
  const light = (aim: Aim | null): void => {
    const [lit, kept] = [session.idOf(aim), session.idOf(session.highlight.kept)];
    [...list.children].forEach((child, i) => {
      const { id } = session.groups[i]!;
      child.classList.toggle("tc-sc-lit", id === lit);
      if (id === kept) child.setAttribute("aria-current", "true"); else child.removeAttribute("aria-current");
    });
    const row = [...list.children].find((_, i) => session.groups[i]!.id === lit) as HTMLElement | undefined;
    // the list alone is scrolled: the page would jump under the pointer
    if (row && (row.offsetTop < list.scrollTop || row.offsetTop + row.offsetHeight > list.scrollTop + list.clientHeight)) {
      list.scrollTop = row.offsetTop - list.clientHeight / 2;
    }
  };
  return { element, update, light };
}

function rowOf({ words }: SceneScreen, { id, name, color, share }: Group, most: number): HTMLLIElement {
  const plain = name === words("scene.unnamed", { id });
  return el("li", { style: `--part: ${((100 * share) / most).toFixed(1)}%` },
    el("i", { class: "tc-sc-chip", style: `background: ${color}`, "aria-hidden": "true" }), el("b", {}, String(id)),
    el("span", { class: plain ? "tc-sc-name tc-sc-plain" : "tc-sc-name", title: name }, plain ? words("scene.noname") : name), el("span", { class: "tc-sc-share" }, percent(share)));
}

/** The cluster that a key goes to; null for another key. */
export function clusterKey(key: string, id: number | null, groups: readonly Group[]): number | null {
  const place = groups.findIndex((group) => group.id === id);
  const at = (to: number): number | null => groups[Math.min(groups.length - 1, Math.max(0, to))]?.id ?? null;
  switch (key) {
    case "ArrowDown": return at(place + 1);
    case "ArrowUp": return at(place < 0 ? groups.length - 1 : place - 1);
    case "Home": return at(0);
    case "End": return at(groups.length - 1);
    default: return null;
  }
}

export interface Editor extends Panel { focus(field: "name" | "color" | "merge"): void }

/** Name, color and merging of the cluster that is chosen; undo and redo. Its room is kept while none is. */
export function sceneEditor(screen: SceneScreen): Editor {
  const { words, session } = screen;
  const color = el("input", { type: "color", class: "tc-sc-color", "aria-label": words("scene.color"), title: words("scene.color") });
  const name = el("input", { type: "text", class: "tc-number tc-sc-field", maxlength: LONGEST, "aria-label": words("scene.name"), placeholder: words("scene.name.hint"), autocomplete: "off" });
  const into = el("select", { class: "tc-select tc-sc-into", "aria-label": words("scene.into") });
  const merge = action(screen, "scene.merge", () => { if (chosen !== null && into.value) session.edit({ kind: "merge", cluster: chosen, into: Number(into.value) }); });
  const undo = action(screen, "scene.undo", () => session.undo());
  const redo = action(screen, "scene.redo", () => session.redo());
  for (const button of [merge, undo, redo]) button.classList.add("tc-small");
  const form = el("form", { class: "tc-row" }, color, name);
  const hint = el("p", { class: "tc-notes tc-sc-near" });
  const element = el("section", { class: "tc-sc-editor", role: "group", "aria-label": words("scene.editor") },
    form, el("div", { class: "tc-row" }, into, merge), el("div", { class: "tc-row tc-sc-undo" }, hint, undo, redo));
  let chosen: number | null = null;
  let shown = "";
  let asked = "";
  const rename = (): void => {
    const wanted = name.value.trim();
    const now = `${chosen} ${wanted}`;
    if (chosen === null || wanted === "" || wanted === session.legend.names[chosen] || now === asked) return;
    asked = now; // leaving the field after Enter asks no second time
    session.edit({ kind: "rename", cluster: chosen, name: wanted });
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); rename(); });
  name.addEventListener("keydown", (event) => {
    if ((event.key !== "Enter" && event.key !== "Escape") || isShortcut(event)) return;
    event.preventDefault(); // JupyterLab keeps Enter from fields
    event.stopPropagation();
    if (event.key === "Enter") rename();
    screen.root.focus();
  });
  name.addEventListener("change", rename);
  color.addEventListener("change", () => { if (chosen !== null) session.edit({ kind: "recolor", cluster: chosen, color: color.value }); });
  const light = (): void => {
    const group = session.group(session.idOf(session.highlight.kept));
    const key = JSON.stringify([group?.id, group?.name, group?.color, session.legend.id]);
    enable(undo, session.canUndo);
    enable(redo, session.canRedo);
    if (key === shown) return;
    shown = key;
    asked = "";
    chosen = group?.id ?? null;
    const off = group === null || (session.locked && !session.readonly);
    for (const field of [color, name, into]) field.disabled = off;
    enable(merge, !off && session.groups.length > 1);
    name.value = group && group.name !== words("scene.unnamed", { id: group.id }) ? group.name : "";
    color.value = group?.color ?? "#808080";
    const near = group ? nearest(session.groups, group.id) : null;
    into.replaceChildren(...(group ? session.groups.filter(({ id }) => id !== group.id) : []).map(({ id }) =>
      el("option", { value: id, selected: id === near?.id }, words("scene.merge.into", { cluster: nameOf(screen, id) }))));
    hint.textContent = group === null ? words("scene.choose") : near === null ? ""
      : words("scene.near", { cluster: nameOf(screen, group.id), other: nameOf(screen, near.id), far: digits(session, near.far) });
  };
  const focus = (field: "name" | "color" | "merge"): void => {
    if (chosen === null) screen.announce(words("scene.choose"));
    else if (field === "name") { name.focus(); name.select(); } else (field === "color" ? color : into).focus();
  };
  return { element, update: light, light, focus };
}
