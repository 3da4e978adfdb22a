// @vitest-environment jsdom
/** Moving through steps: buttons, their names, the scrubber and the speed. */
import { describe, expect, it } from "vitest";
import { sessionOf } from "../../src/core/session";
import { TraceSession } from "../../src/core/trace_session";
import type { Head } from "../../src/core/types";
import { transportOf } from "../../src/shell/transport";
import { FakeModel, makeWire } from "../wire";

function start(change: Partial<Head> = {}, names?: Parameters<typeof transportOf>[1], all = true) {
  const model = new FakeModel({ trace: makeWire(1, change) });
  const session = sessionOf(model, TraceSession);
  const { row, more } = transportOf({
    session, root: document.createElement("div"), words: (key, values = {}) => [key, ...Object.values(values)].join(" "),
    get reached() { return all ? session.last : session.farthest; },
    get knowsEnd() { return all || session.farthest === session.last; },
    forward: () => session.move({ kind: "by", steps: 1 }),
  }, names);
  const update = (): void => { row.update(); more!.update(); };
  session.subscribe(update);
  update();
  const $ = <T extends HTMLElement = HTMLButtonElement>(selector: string): T => (row.element.querySelector<T>(selector) ?? more!.element.querySelector<T>(selector))!;
  const act = (name: string): HTMLButtonElement => $(`[data-act='transport.${name}']`);
  return { model, session, $, act, range: $<HTMLInputElement>("input[type=range]") };
}
const refused = (button: HTMLElement): boolean => button.getAttribute("aria-disabled") === "true";

describe("the steps", () => {
  it("go on, back, to the first, and wherever the scrubber is put", () => {
    const { session, act, range } = start();
    act("next").click();
    act("next").click();
    act("back").click();
    expect(session.step).toBe(1);
    range.value = "4";
    range.dispatchEvent(new Event("input"));
    expect(session.step).toBe(4);
    act("first").click();
    expect(session.step).toBe(0);
  });

  it("end at both ends", () => {
    const { session, act } = start();
    const ends = [0, 2, 5].map((step) => { session.go(step); return ["first", "back", "next"].map((name) => refused(act(name))); });
    expect(ends).toEqual([[true, true, false], [false, false, false], [false, false, true]]);
  });

  it("run and stop by one button, which has the room of both its names", () => {
    const { session, act } = start();
    const run = act("run");
    expect([run.textContent, run.getAttribute("aria-pressed")]).toEqual(["transport.run", "false"]);
    run.click();
    expect([session.playing, run.textContent, run.getAttribute("aria-pressed")]).toEqual([true, "transport.stop", "true"]);
    expect(run.dataset["longest"]).toBe("transport.stop");
    run.click();
    expect(session.playing).toBe(false);
  });

  it("have their speed", () => {
    const { session, $ } = start();
    const speed = $<HTMLSelectElement>("select");
    expect(speed.value).toBe("1");
    speed.value = "4";
    speed.dispatchEvent(new Event("change"));
    expect(session.speed).toBe(4);
  });
});

describe("the next step", () => {
  const NAMED = { seed: { now: "Start", next: "choose centers" }, stop: { now: "End", next: "stop there" } };

  it("is called what the algorithm calls it, and the room is that of the longest name", () => {
    const { session, act } = start({ step_names: NAMED });
    const names = [0, 1, 4, 5].map((step) => { session.go(step); return act("next").textContent; });
    expect(names).toEqual(["next choose centers", "next assign", "next stop there", "next.none"]);
    expect(act("next").dataset["longest"]).toBe("next choose centers");
    expect(act("next").getAttribute("aria-label")).toBe("next.none");
  });
});

describe("the scrubber", () => {
  it("says where it is, how far that is, and marks the updates", () => {
    const { session, range, $ } = start();
    session.go(2);
    expect([range.value, range.max, range.getAttribute("aria-valuetext"), range.style.getPropertyValue("--done")]).toEqual(["2", "5", "transport.step 2 5", "40%"]);
    const ticks = [...$<HTMLElement>(".tc-ticks").children];
    expect(ticks.map((tick) => tick.className)).toEqual(["", "", "", "tc-square", "", ""]);
  });

  it("doesn't tell how many steps there are before the end has been on screen", () => {
    const { session, range, $ } = start({}, undefined, false);
    const ticks = (): number => $<HTMLElement>(".tc-ticks").childElementCount;
    session.go(1);
    expect([range.max, range.value, range.getAttribute("aria-valuetext"), ticks()]).toEqual(["1000", "91", "transport.step.open 1", 2]);
    range.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
    expect(session.step).toBe(2);
    range.value = "230";
    range.dispatchEvent(new Event("input"));
    expect([session.step, ticks()]).toEqual([3, 4]);
    range.value = "1000";
    range.dispatchEvent(new Event("input"));
    expect([range.max, range.value, range.getAttribute("aria-valuetext"), ticks()]).toEqual(["5", "5", "transport.step 5 5", 6]);
    session.go(0);
    expect([range.max, range.getAttribute("aria-valuetext")]).toEqual(["5", "transport.step 0 5"]);
  });

  it("tells it where the steps are a list that is known, as the k of a KLab", () => {
    const { range } = start({}, { at: (step) => ({ now: `k ${step}`, next: "" }), longest: () => "" }, false);
    expect([range.max, range.getAttribute("aria-valuetext")]).toEqual(["5", "k 0"]);
  });

  it("of many steps has no ticks, and of one step no length", () => {
    const { frames } = makeWire().head;
    const many = Array.from({ length: 70 }, () => "assign" as const);
    const column = (value: number): number[] => many.map(() => value);
    const long = start({ frames: { ...frames, kind: many, labels: column(0), centers: column(0) } });
    expect(long.$<HTMLElement>(".tc-ticks").childElementCount).toBe(0);
    const one = start({ frames: { ...frames, kind: ["show"] } });
    expect([one.range.max, one.range.style.getPropertyValue("--done")]).toEqual(["0", "0%"]);
    expect(refused(one.act("next"))).toBe(true);
  });
});

describe("undo and redo", () => {
  it("are refused while there is nothing to go back to", () => {
    const { model, session, act } = start();
    expect([refused(act("undo")), refused(act("redo"))]).toEqual([true, true]);
    model.receive("trace", makeWire(2));
    expect([refused(act("undo")), refused(act("redo"))]).toEqual([false, true]);
    act("undo").click();
    expect([session.trace.head.id, refused(act("undo")), refused(act("redo"))]).toEqual([1, true, false]);
    act("redo").click();
    expect(session.trace.head.id).toBe(2);
  });

  it("are not there where the steps are another widget's", () => {
    const { act } = start({}, { at: (step) => ({ now: `at ${step}`, next: `to ${step + 1}` }), longest: () => "to 10" });
    expect([act("undo"), act("redo"), act("next").textContent, act("next").dataset["longest"]]).toEqual([null, null, "to 1", "to 10"]);
  });
});
