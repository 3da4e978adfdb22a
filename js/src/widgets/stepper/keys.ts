/** The Stepper by keyboard alone: step, run, pick a center and move it, undo, switch. */
import { short } from "../../core/numbers";
import type { Screen } from "./screen";
import { timeKey } from "../../shell/keyboard";

/** A step of a picked center, as a share of the plane's width; Shift makes it larger. */
const NUDGE = 0.01;
const FAR = 5;
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

export class Keys {
  /** the center that arrows move, and where it was moved to so far */
  #picked: number | null = null;
  #draft: [number, number] | null = null;

  constructor(readonly screen: Screen) {}

  get picked(): number | null {
    return this.#picked;
  }

  /** What a key does. */
  find(event: KeyboardEvent): (() => void) | null {
    return this.#cursorKey(event) ?? this.#centerKey(event) ?? timeKey(event, this.screen) ?? this.#switchKey(event);
  }

  /** What Ctrl or Cmd with a key does: undo and redo, as everywhere; with nothing to go back to they are the page's. */
  shortcut({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): (() => void) | null {
    const { session } = this.screen;
    if (altKey || !(ctrlKey || metaKey) || session.locked) return null;
    const name = key.toLowerCase();
    if (name === "y" || (name === "z" && shiftKey)) return session.canRedo ? () => session.redo() : null;
    return name === "z" && session.canUndo ? () => session.undo() : null;
  }

  /** Let go of the picked center. */
  drop(): void {
    this.#picked = this.#draft = null;
    this.screen.plane.pickCenter(null);
  }

  /** Pick a center, as a click on it does. */
  pick(cluster: number | null): void {
    this.#picked = cluster;
    this.#draft = null;
    this.screen.plane.pickCenter(cluster);
  }

  #cursorKey(event: KeyboardEvent): (() => void) | null {
    const { cursor } = this.screen.plane;
    if (event.key.toLowerCase() === "p" && !this.screen.session.locked) {
      return () => {
        this.drop();
        cursor.toggle();
        this.#tellCursor(cursor.on ? "on" : "off");
      };
    }
    if (!cursor.on) return null;
    const arrow = ARROWS[event.key];
    if (arrow) return () => { this.#steer(arrow, event.shiftKey ? FAR : 1); };
    if (event.key === "Enter") return () => this.#tellCursor(cursor.act() ? "held" : "at");
    if (event.key === "Escape") return () => { if (!cursor.cancel()) cursor.toggle(); };
    return null;
  }

  #steer([right, up]: [number, number], times: number): void {
    this.screen.plane.cursor.move(times * right, times * up);
    this.#tellCursor("at");
  }

  #tellCursor(what: "on" | "off" | "at" | "held"): void {
    const [x, y] = this.screen.plane.cursor.place ?? [0, 0];
    this.screen.announce(this.screen.words(`keys.cursor.${what}`, { x: short(x), y: short(y) }));
  }

  #centerKey(event: KeyboardEvent): (() => void) | null {
    if (!this.screen.session.trace.head.placing) return null;
    if (event.key.toLowerCase() === "c" && !this.screen.session.locked) return () => this.#pickNext(event.shiftKey ? -1 : 1);
    if (this.#picked === null) return null;
    const arrow = ARROWS[event.key];
    if (arrow) return () => this.#nudge(arrow, event.shiftKey);
    if (event.key === "Enter") return () => this.#commit();
    if (event.key === "Escape") return () => this.#cancel();
    if (event.key === "Delete" || event.key === "Backspace") return () => this.#delete();
    return null;
  }

  #switchKey(event: KeyboardEvent): (() => void) | null {
    const { session, switches } = this.screen;
    const { head } = session.trace;
    const toggle = (name: "regions" | "links" | "ask") => () => this.screen.setSwitches({ [name]: !switches[name] });
    const has = (name: string): boolean => head.switches.includes(name);
    switch (event.key.toLowerCase()) {
      case "u": return () => (event.shiftKey ? session.redo() : session.undo());
      case "n": return !head.fresh ? null : () => session.edit({ kind: "new_start" });
      case "r": return toggle("regions");
      case "l": return has("links") ? toggle("links") : null;
      case "a": return has("ask") ? toggle("ask") : null;
      default: return null;
    }
  }

  #pickNext(by: number): void {
    const { session, plane, words } = this.screen;
    const centers = session.trace.centers(session.step);
    const count = session.trace.head.clusters.length;
    if (!centers) return;
    for (let turn = 1; turn <= count; turn++) {
      const j = (((this.#picked ?? (by > 0 ? -1 : count)) + by * turn) % count + count) % count;
      if (!Number.isFinite(centers[2 * j])) continue;
      this.#picked = j;
      this.#draft = null;
      plane.pickCenter(j);
      this.screen.announce(words("keys.picked", { name: session.trace.head.clusters[j]!.name }));
      return;
    }
  }

  #nudge([dx, dy]: [number, number], far: boolean): void {
    const { session, plane } = this.screen;
    const centers = session.trace.centers(session.step);
    const j = this.#picked;
    if (!centers || j === null) return;
    const [x0, x1, y0, y1] = session.trace.head.domain;
    const step = Math.max(x1 - x0, y1 - y0, Number.MIN_VALUE) * NUDGE * (far ? FAR : 1);
    const [x, y] = this.#draft ?? [centers[2 * j]!, centers[2 * j + 1]!];
    this.#draft = [x + dx * step, y + dy * step];
    plane.preview(j, this.#draft);
  }

  #commit(): void {
    if (this.#picked !== null && this.#draft) {
      this.screen.session.edit({ kind: "center_move", cluster: this.#picked, to: this.#draft });
    }
    this.#draft = null;
  }

  #cancel(): void {
    this.drop();
    this.screen.plane.show(this.screen.session.step, false);
  }

  #delete(): void {
    if (this.#picked === null) return;
    this.screen.session.edit({ kind: "center_delete", cluster: this.#picked });
    this.drop();
  }
}
