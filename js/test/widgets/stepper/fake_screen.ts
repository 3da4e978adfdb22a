import { vi } from "vitest";
import type { Plane } from "../../../src/core/plane";
import { sessionOf } from "../../../src/core/session";
import { TraceSession } from "../../../src/core/trace_session";
import type { Edit, TraceWire } from "../../../src/core/types";
import type { Panel } from "../../../src/panels/panel";
import { START } from "../../../src/shell/shell";
import type { Screen, Switches } from "../../../src/widgets/stepper/screen";
import { fakeContext } from "../../marks/fake_context";
import { plans, wireOf, type Plan } from "../../painter_wires";
import { FakeModel } from "../../wire";

const SWITCHES: Switches = { ...START, future: true, regions: true, links: false, tool: "look", ask: false, starts: false, equal: true, handles: false };

export interface Shown {
  element: HTMLElement;
  screen: Screen;
  model: FakeModel;
  /** what was asked of Python, in order */
  edits: Edit[];
  /** go to a frame and show it */
  at(step: number): void;
  /** Python answers with another trace */
  answer(wire: TraceWire): void;
}

/** A panel on the page with a session of its own, which hears of changes as a Stepper's panels do. */
export function show(make: (screen: Screen) => Panel, plan: Plan | string, values: Record<string, unknown> = {}): Shown {
  const model = new FakeModel({ trace: wireOf(typeof plan === "string" ? plans[plan]! : plan), ...values });
  const session = sessionOf(model, TraceSession);
  const edits: Edit[] = [];
  const { edit } = session;
  vi.spyOn(session, "edit").mockImplementation((asked) => {
    if (!session.readonly) edits.push(asked);
    edit.call(session, asked);
  });
  const root = document.createElement("div");
  root.className = "teachclust";
  document.body.append(root);
  const screen: Screen = {
    session, root, plane: {} as Plane, switches: { ...SWITCHES },
    words: (key, said = {}) => [key, ...Object.values(said)].join(" "),
    setSwitches: (change) => { Object.assign(screen.switches, change); panel.update(); },
    get reached() { return screen.switches.future ? session.last : session.farthest; },
    get knowsEnd() { return screen.reached === session.last; },
    asks: false,
    announce: () => undefined,
    forward: () => session.move({ kind: "by", steps: 1 }),
  };
  const panel = make(screen);
  root.append(panel.element);
  panel.update();
  session.subscribe(() => panel.update());
  return {
    element: panel.element, screen, model, edits,
    at: (step) => session.move({ kind: "to", step }),
    answer: (wire) => {
      const id = (model.get("request") as { id: number } | undefined)?.id ?? 0;
      model.receive("trace", { ...wire, head: { ...wire.head, ack: id } });
    },
  };
}

/** Give elements a size and canvases a context; the calls of the one drawn last. jsdom has neither. */
export function givePictures(width = 280): { calls: ReturnType<typeof fakeContext>["calls"]; named(name: string): ReturnType<typeof fakeContext>["calls"] } {
  const fake = fakeContext();
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(width);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(160);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(fake.context as never);
  vi.stubGlobal("Path2D", class { points: number[][] = []; moveTo(x: number, y: number): void { this.points.push([x, y]); } lineTo(x: number, y: number): void { this.points.push([x, y]); } });
  return fake;
}

/** A line's top and margin as its offset: jsdom lays nothing out. */
export function layOutTops(margin = 0): void {
  vi.spyOn(HTMLElement.prototype, "offsetTop", "get").mockImplementation(function (this: HTMLElement) { return parseFloat(this.style.top) + margin; });
}

export function pointer(target: Element, type: string, clientY: number, more: MouseEventInit = {}): void {
  target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, clientY, button: 0, ...more }));
}

export function key(target: Element, name: string): boolean {
  return target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
}
