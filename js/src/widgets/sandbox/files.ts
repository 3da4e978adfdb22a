/** Points out of the widget and into it: a file, and a text or link that carries them. */
import { el } from "../../core/dom";
import { action } from "../../panels/buttons";
import type { Panel } from "../../panels/panel";
import { csvOf, MOST_BYTES, pointsInCsv } from "./points_csv";
import { pointsOf, type Point } from "./points";
import { IN_A_LINK, pointsIn, textOf } from "./points_text";
import type { Painted } from "./screen";

const FILE = "points.csv";

export function filesPanel(screen: Painted, most: number): Panel {
  const { session, words } = screen;
  const points = (): Point[] => pointsOf(session.trace, session.rows);
  const take = (to: Point[]): void => session.edit({ kind: "points_set", to });
  const file = el("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain", class: "tc-hidden", tabindex: -1, "aria-hidden": "true" });
  file.addEventListener("change", () => void read());
  const read = async (): Promise<void> => {
    const given = file.files?.[0];
    if (given === undefined) return;
    const found = given.size > MOST_BYTES
      ? { key: "sandbox.csv.large", values: { most: MOST_BYTES / 1e6 } }
      : pointsInCsv(await given.text(), most);
    file.value = ""; // the same file may be picked again
    if (Array.isArray(found)) return take(found);
    session.complain({ what: words("sandbox.csv"), where: words(found.key, found.values), why: words("sandbox.csv.why"), fix: words("sandbox.csv.fix") });
  };
  const save = action(screen, "sandbox.save", () => download(csvOf(points())));
  const load = action(screen, "sandbox.load", () => file.click());
  const field = el("input", { type: "text", class: "tc-number tc-points-text", spellcheck: "false", autocomplete: "off", title: words("sandbox.text.title") });
  const copy = action(screen, "sandbox.copy", () => void copyText());
  const copyText = async (): Promise<void> => {
    field.value = carried(session.readonly, points());
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      screen.announce(words("sandbox.copied", { n: session.trace.head.n, letters: field.value.length }));
    } catch { // a page from disk, or a notebook that forbids it
      screen.announce(words("sandbox.selected"));
    }
  };
  const paste = action(screen, "sandbox.read", () => {
    const found = pointsIn(field.value, most);
    if (found !== null) return take(found);
    session.complain(unread(screen, field.value));
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") paste.click(); });
  const element = el("div", { class: "tc-row tc-files", role: "group", "aria-label": words("sandbox.files") }, save, load, file,
    el("span", { class: "tc-group tc-text-group" }, el("label", { class: "tc-field" }, words(session.readonly ? "sandbox.text.link" : "sandbox.text"), field), copy, paste));
  let written: unknown = null;
  const update = (): void => {
    if (element.hidden || written === session.trace) return;
    written = session.trace;
    field.value = carried(session.readonly, points());
  };
  return { element, update };
}

/** What is wrong with a text that carries no points. */
export function unread({ words }: Painted, text: string): { what: string; where: string; why: string; fix: string } {
  const from = text.indexOf(IN_A_LINK);
  return { what: words("sandbox.text.bad"), where: text.slice(Math.max(0, from)).slice(0, 40), why: words("sandbox.text.why"), fix: words("sandbox.text.fix") };
}

/** A page has an address of its own, to which the points are added; in a notebook they are a text. */
function carried(page: boolean, points: readonly Point[]): string {
  const text = textOf(points);
  return page ? `${location.href.split("#")[0]}${IN_A_LINK}${text}` : text;
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = el("a", { href: address, download: FILE });
  document.body.append(link); // Firefox follows links of the page alone
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
