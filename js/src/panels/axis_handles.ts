/** A handle on each axis that stretches or squeezes its feature, by mouse, finger or arrow keys. */
import { el } from "../core/dom";
import { HANDLE_ROOM, type PlaneScale } from "../core/scales";
import type { TraceSession } from "../core/trace_session";
import type { Words } from "../core/words";
import type { Panel } from "./panel";

/** Powers of ten from the middle of an axis, where a feature is as it is, to its ends; and from one place of the handle to the next. */
const REACH = 4;
const STEP = 0.05;
/** Milliseconds after a key in which nothing is fitted: keys come one after the other. */
const REST = 250;

/** Of more points each fit, and its way to the browser, takes longer than a hand waits: they are fitted when the handle is let go. */
const MOST_LIVE = 3000;

/** What the handles see of their widget. */
export interface Stretched {
  readonly words: Words;
  readonly session: Pick<TraceSession, "readonly" | "busy" | "edit" | "trace" | "merging" | "problem">;
  shown(): boolean;
  /** draw the features so much longer, before they are fitted so */
  stretch(factors: [number, number]): void;
}

export interface AxisHandles extends Panel {
  /** the plane has another scale, or another place */
  place(scale: PlaneScale, plane: HTMLElement): void;
}

export function axisHandles({ words, session, shown, stretch }: Stretched): AxisHandles {
  /** what the learner wants and the fit has not followed yet */
  let wanted: [number, number] | null = null;
  let held = false;
  let rest = 0;
  /** number of the trace that was on screen when a handle was taken */
  let from = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = (): void => {
    const { scaling: now, id, n } = session.trace.head;
    element.hidden = !shown();
    if (now === undefined) return;
    // all that is fitted while one handle is held is one change for undo
    session.merging = id !== from && wanted !== null && (held || session.busy);
    if (!held && !session.busy) wanted = null;
    if (held && rest === 0 && n <= MOST_LIVE && !session.busy && !session.problem && String(wanted) !== String(now.factors)) return fit();
    const factors = wanted ?? now.factors;
    stretch([factors[0] / now.factors[0], factors[1] / now.factors[1]]);
    axes.forEach(({ range, grip }, axis) => {
      const [name, factor] = [now.names[axis] ?? "", factors[axis]!];
      const power = Math.log10(factor);
      grip.textContent = `× ${factor}`;
      grip.style.setProperty("--at", String((power + REACH) / (2 * REACH)));
      range.value = String(power);
      range.disabled = session.readonly || !now.handles[axis];
      range.setAttribute("aria-label", words("scaling.handle", { name }));
      range.setAttribute("aria-valuetext", words("scaling.value", { name, factor }));
      range.title = session.readonly ? words("scaling.readonly") : now.handles[axis] ? words("scaling.hint", { name }) : now.why;
    });
  };
  const take = (axis: number, factor: number): void => {
    const factors: [number, number] = [...(wanted ?? session.trace.head.scaling!.factors)];
    // two digits: enough for a hand, and Python that can be read
    factors[axis] = Number(factor.toPrecision(2));
    wanted = factors;
    held = true;
    clearTimeout(timer);
    update();
  };
  /** Ask for the fit; who calls has something that is wanted. */
  const fit = (): void => session.edit({ kind: "scaling", features: session.trace.head.scaling!.features, factors: wanted! });
  const drop = (): void => {
    timer = setTimeout(() => {
      held = false;
      if (session.busy || String(wanted) !== String(session.trace.head.scaling!.factors)) fit();
      else update();
    }, rest);
  };
  const axes = ["x", "y"].map((name, axis) => {
    const grip = el("span", { class: "tc-axis-grip", "aria-hidden": "true" });
    const range = el("input", { type: "range", min: -REACH, max: REACH, step: STEP });
    range.addEventListener("input", () => take(axis, 10 ** Number(range.value)));
    range.addEventListener("change", drop);
    for (const [type, wait] of [["keydown", REST], ["pointerdown", 0]] as const) {
      range.addEventListener(type, () => {
        if (!held) from = session.trace.head.id;
        rest = wait;
      });
    }
    range.addEventListener("dblclick", () => { if (!range.disabled) { take(axis, 1); drop(); } });
    return { range, grip, track: el("div", { class: `tc-axis tc-axis-${name}` }, grip, range) };
  });
  const element = el("div", { class: "tc-axes" }, ...axes.map(({ track }) => track));
  const place = ({ box, width, height }: PlaneScale, plane: HTMLElement): void => {
    const at = (part: HTMLElement, left: number, top: number, wide: number, tall: number): void => {
      part.style.cssText = `left:${left}px;top:${top}px;width:${wide}px;height:${tall}px`;
    };
    at(element, plane.offsetLeft, plane.offsetTop, width, height);
    at(axes[0]!.track, box.left, height - HANDLE_ROOM.bottom, box.right - box.left, HANDLE_ROOM.bottom);
    at(axes[1]!.track, 0, box.top, HANDLE_ROOM.left, box.bottom - box.top);
  };
  return { element, update, place };
}
