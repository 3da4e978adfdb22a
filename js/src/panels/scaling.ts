/** How the features are scaled before the fit: as given, standardized, by hand; and the Python that does it. */
import { el } from "../core/dom";
import type { TraceSession } from "../core/trace_session";
import type { Scaling, TraceWire } from "../core/types";
import type { Words } from "../core/words";
import { action, equalButton } from "./buttons";
import type { Panel } from "./panel";

/** A widget whose features can be scaled. */
interface Screen {
  readonly session: TraceSession;
  readonly words: Words;
  switches: { equal: boolean; handles: boolean };
  setSwitches(change: Partial<Screen["switches"]>): void;
  announce(text: string): void;
}

const CHOICES = ["given", "standardized", "by_hand"] as const;
type Choice = (typeof CHOICES)[number];

/** The choice, and the switch of equal axes. */
export function scalingPanel(screen: Screen): Panel {
  const { session, words } = screen;
  const select = el("select", { class: "tc-select", title: words("control.scaling.title") },
    ...CHOICES.map((choice) => el("option", { value: choice }, words(`control.scaling.${choice}`))));
  const pages = pagesOf(screen);
  const equal = equalButton(screen);
  select.addEventListener("change", () => choose(screen, select.value as Choice, pages));
  const element = el("span", { class: "tc-group tc-scaling" },
    el("label", { class: "tc-field" }, words("control.scaling"), select), equal.element);
  const update = (): void => {
    const scaling = session.trace.head.scaling;
    element.hidden = scaling === undefined;
    if (scaling === undefined) return;
    select.value = choiceOf(scaling, screen.switches.handles);
    select.disabled = session.readonly && Object.keys(pages).length < 2;
    for (const option of select.options) {
      const byHand = option.value === "by_hand";
      option.disabled = session.readonly ? !(option.value in pages) : byHand && !scaling.handles.some(Boolean);
      option.title = byHand ? scaling.why : "";
    }
    equal.update();
  };
  return { element, update };
}

/** What the estimator is fitted to, as Python that can be copied. */
export function fittedPanel(screen: Screen, shown: () => boolean): Panel {
  const { session, words } = screen;
  const code = el("code");
  const copy = action(screen, "scaling.copy", () => {
    void navigator.clipboard?.writeText(code.textContent ?? "").catch(() => undefined);
    screen.announce(words("scaling.copied", { code: code.textContent ?? "" }));
  });
  copy.classList.add("tc-small");
  const element = el("div", { class: "tc-fitted" }, words("scaling.fitted"), code, copy);
  const update = (): void => {
    element.hidden = !shown();
    code.textContent = code.title = session.trace.head.scaling?.code ?? "";
  };
  return { element, update };
}

/** By hand, too, is what has been stretched after it was standardized. */
function choiceOf(scaling: Scaling, handles: boolean): Choice {
  return handles || isStretched(scaling) ? "by_hand" : scaling.features;
}

export function isStretched({ factors }: Scaling): boolean {
  return factors.some((factor) => factor !== 1);
}

interface Page { trace: TraceWire; rows: unknown }
type Pages = Partial<Record<Choice, Page>>;

/** What a page without Python has of each choice: what is on screen, and what Python fitted beforehand. */
function pagesOf({ session }: Screen): Pages {
  const { model } = session;
  const { scaling } = session.trace.head;
  if (!session.readonly || scaling === undefined) return {};
  return { ...(model.get("scalings") as Pages | undefined), [choiceOf(scaling, false)]: { trace: model.get("trace") as TraceWire, rows: model.get("rows") } };
}

/** Show what a page has, at the same step, and at the end if the learner is there. */
function turnTo({ session }: Screen, { trace, rows }: Page): void {
  const { model, step, last } = session;
  const end = trace.head.frames.kind.length - 1;
  model.set("rows", rows);
  model.set("trace", { ...trace, head: { ...trace.head, initial_step: step === last ? end : Math.min(step, end) } });
}

/** By hand begins with what is on screen, and shows the handles. */
function choose(screen: Screen, choice: Choice, pages: Pages): void {
  if (screen.session.readonly) return turnTo(screen, pages[choice]!);
  const scaling = screen.session.trace.head.scaling!;
  screen.setSwitches({ handles: choice === "by_hand" });
  if (choice === "by_hand" || (choice === scaling.features && !isStretched(scaling))) return;
  screen.session.edit({ kind: "scaling", features: choice, factors: [1, 1] });
}
