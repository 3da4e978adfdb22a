// @vitest-environment jsdom
import "../../parts";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { renderRace } from "../../../src/widgets/race";
import { makeRace } from "./made";
import { FakeModel } from "../../wire";
import { $, $$, click, host, mount, mountEach, press, root, unmount } from "../mounted";

const WORDS = {
  "race.caption": "After {work}: {parts}.", "race.none": "Start: {parts}.", "race.and": ";",
  "race.part.start": "{name} starts", "race.part.above": "{name} {inertia}, {percent} % above", "race.part.below": "{name} {inertia}, {percent} % below",
  "race.part.now": "{name} {inertia}", "race.part.done": "{name} ended {inertia}", "race.part.near": "{name} {inertia}, near", "race.part.ended": "{name} ended {inertia}, lowest", "race.part.over": "{name} ended {inertia}, {percent} % over",
  "race.part.runs": "{name} is at {n} other runs", "race.now": "after {work}", "race.lane.batch": "batch {step} of {last}",
  "race.lane.inertia": "inertia {inertia}", "race.status": "{work} of {all}", "race.table.batches": "{n} batches",
  "status.readonly": "No Python here.", "transport.next": "Next", "race.end": "Done",
};
const make = (more: Record<string, unknown> = {}): FakeModel => new FakeModel({ shown: makeRace(), step: 0, future: true, widget: "race", words: WORDS, ...more });
const draw = (model = make()): FakeModel => { mount(renderRace, model); return model; };
const said = (): string => $(".tc-sentence").textContent!;
const request = (model: FakeModel): Record<string, any> => model.values.get("request") as Record<string, any>;
const scrub = (place: number): void => {
  const range = $<HTMLInputElement>("input[type=range]");
  range.value = String(place);
  range.dispatchEvent(new Event("input"));
};

mountEach();

describe("moving", () => {
  const MOMENTS = [
    [0, "Start: Quick starts; Full starts."],
    [10, "After 10: Quick 22, 100 % above; Full starts."],
    [20, "After 20: Quick 16.5, 50 % above; Full starts."],
    [30, "After 30: Quick 11.11, 1.0 % above; Full 20, 100 % above."],
    [40, "After 40: Quick ended 11, 10 % over; Full 20, 100 % above."],
    [100, "After 100: Quick ended 11, 10 % over; Full ended 10, lowest."],
  ] as const;

  it("goes through every moment by the arrow keys, and back", () => {
    draw();
    for (const [work, sentence] of MOMENTS) {
      expect(root().dataset.work).toBe(String(work));
      expect(said()).toBe(sentence);
      press("ArrowRight");
    }
    press("ArrowLeft");
    expect(root().dataset.work).toBe("40");
    press("Home");
    expect(root().dataset.work).toBe("0");
    press("End");
    expect(root().dataset.work).toBe("100");
    expect($(".tc-primary").getAttribute("aria-disabled")).toBe("true");
  });

  it.each([[0, "0"], [100, "10"], [290, "30"], [600, "40"], [900, "100"]])("goes to place %i of the scrubber", (place, work) => {
    draw();
    scrub(place);
    expect(root().dataset.work).toBe(work);
    expect($("input[type=range]").getAttribute("aria-valuetext")).toBe(`after ${work}`);
  });

  it("goes a moment on by the arrows of the scrubber, however near that is", () => {
    draw();
    const range = $("input[type=range]");
    press("ArrowRight", range);
    press("ArrowUp", range);
    expect(root().dataset.work).toBe("20");
    press("ArrowLeft", range);
    expect(root().dataset.work).toBe("10");
  });

  it("shows each plane at what its racer has reached", () => {
    draw();
    press("End");
    press("ArrowLeft");
    expect($$(".tc-plane").map((plane) => plane.getAttribute("aria-label"))).toEqual(["Quick after 40.", "Full after 30."]);
    expect($$(".tc-race-status b").map((b) => b.textContent)).toEqual(["inertia 11", "inertia 20"]);
  });

  it("runs at the pace of the work and stops at the end", () => {
    draw();
    press(" ");
    expect(root().dataset.playing).toBe("true");
    vi.advanceTimersByTime(7000); // a third of twenty seconds: 35 of 100 distances
    expect(root().dataset.work).toBe("30");
    vi.advanceTimersByTime(14_000);
    expect(root().dataset).toMatchObject({ work: "100", playing: "false" });
    press(" ");
    expect(root().dataset.work).toBe("0");
    press(" ");
    expect(root().dataset.playing).toBe("false");
  });

  it("tells Python, once for a burst", () => {
    const model = draw();
    press("End");
    press("ArrowLeft");
    vi.advanceTimersByTime(300);
    expect(model.values.get("step")).toBe(4);
    expect(model.saved).toBe(1);
  });

  it("follows a press on the chart", () => {
    draw();
    const chart = $(".tc-race-chart");
    vi.spyOn(chart, "getBoundingClientRect").mockReturnValue({ left: 0, width: 720 } as DOMRect);
    const at = (type: string, clientX: number): void => {
      chart.dispatchEvent(Object.assign(new MouseEvent(type, { clientX, buttons: 1, bubbles: true }), { pointerId: 1 }));
    };
    at("pointerdown", 700);
    expect(root().dataset.work).toBe("100");
    at("pointermove", 60);
    expect(root().dataset.work).toBe("0");
  });
});

describe("what is to come", () => {
  const visible = (selector: string): HTMLElement[] => $$(selector).filter((node) => node.closest("[style*='none']") === null);

  it("is not told before it has come", () => {
    draw(make({ future: false }));
    const seen = ["10", "20", "30", "40", "100"].map((work) => {
      press("ArrowRight");
      expect(root().dataset.work).toBe(work);
      return [said(), visible(".tc-race-label").map((label) => label.textContent), $$("tbody td").filter((cell) => cell.textContent !== "–").length];
    });
    expect(seen).toEqual([
      ["After 10: Quick 22; Full starts.", [], 0], ["After 20: Quick 16.5; Full starts.", [], 0], ["After 30: Quick 11.11; Full 20.", [], 0],
      ["After 40: Quick ended 11; Full 20.", ["Quick"], 4], ["After 100: Quick ended 11, 10 % over; Full ended 10, lowest.", ["Quick", "Full"], 10],
    ]);
    expect(visible(".tc-race-later")).toEqual([]);
    press("Home");
    expect(visible(".tc-race-label")).toEqual([]);
  });

  it("is drawn where it is asked for", () => {
    draw(make({ future: false }));
    click("[data-act='control.future']");
    expect(visible(".tc-race-later")).toHaveLength(2);
    expect(visible(".tc-race-label")).toHaveLength(2);
    press("ArrowRight");
    expect(said()).toBe("After 10: Quick 22, 100 % above; Full starts.");
  });
});

describe("the picture", () => {
  it("has a line and a name for each racer, each with its own marker", () => {
    draw();
    press("End");
    expect($$(".tc-race-label").map((label) => label.textContent).sort()).toEqual(["Full", "Quick"]);
    const marks = $$(".tc-race-chart .tc-race-mark");
    expect(marks.map((mark) => mark.tagName)).toEqual(["circle", "polygon"]);
    expect($(".tc-race-chart").getAttribute("aria-label")).toBe("race.chart.alt");
  });

  it("draws the part of the lines that is done, as stairs", () => {
    draw();
    scrub(300);
    const done = $$(".tc-race-line:not(.tc-race-later)").map((path) => path.getAttribute("d")!);
    expect(done[0]!.match(/V/g)).toHaveLength(2);
    expect(done[1]).toMatch(/^M[\d.,]+H[\d.]+$/);
    press("Home");
    expect($$(".tc-race-chart .tc-race-mark")).toHaveLength(0);
  });

  it("says where runs come first that are not shown", () => {
    const wire = makeRace();
    wire.lanes[1]!.about.others = 9;
    draw(make({ shown: wire }));
    expect(said()).toContain("Full is at 9 other runs");
  });

  it("switches regions, table and keys", () => {
    draw();
    expect($("[data-act='control.regions']").getAttribute("aria-pressed")).toBe("true");
    press("r");
    expect($("[data-act='control.regions']").getAttribute("aria-pressed")).toBe("false");
    const table = $(".tc-table").closest("section")!;
    expect(table.classList).toContain("tc-hidden");
    press("t");
    expect(table.classList).not.toContain("tc-hidden");
    expect(table.textContent).toContain("3 batches");
    expect(table.textContent).toContain("0.500");
    click("[data-act='control.help']");
    expect($(".tc-keys").parentElement!.hidden).toBe(false);
  });

  it("says the caption politely, but not while it runs", () => {
    draw();
    vi.advanceTimersByTime(1500);
    const spoken = $("[aria-live=polite]").textContent;
    expect(spoken).toContain("Start:");
    press(" ");
    vi.advanceTimersByTime(8000);
    expect($("[aria-live=polite]").textContent).toBe(spoken);
    press(" ");
    vi.advanceTimersByTime(1500);
    expect($("[aria-live=polite]").textContent).toBe(said());
  });

  it("keeps hostile names as text", () => {
    const evil = "<img src=x onerror=alert(1)>";
    const wire = makeRace(1, { about: evil, notices: [evil] });
    wire.lanes[0]!.about.name = wire.lanes[1]!.about.params = evil;
    draw(make({ shown: wire }));
    press("t");
    expect(host.querySelector("img")).toBeNull();
    expect(host.textContent).toContain(evil);
  });
});

describe("Python", () => {
  const k = (): HTMLInputElement => $$("input[type=number]")[0] as HTMLInputElement;
  const type = (value: string): void => {
    k().value = value;
    k().dispatchEvent(new Event("change"));
  };

  it("is asked for one change at a time, the latest wins, and answers with another race", () => {
    const model = draw();
    press("End");
    type("3");
    expect(request(model)).toMatchObject({ id: 1, base: 1, edit: { kind: "param", name: "n_clusters", value: 3 } });
    expect(root().dataset.busy).toBe("true");
    type("4");
    type("5");
    expect(request(model).id).toBe(1);
    model.receive("shown", makeRace(2, { ack: 1 }));
    expect(request(model)).toMatchObject({ id: 2, base: 2, edit: { value: 5 } });
    model.receive("shown", makeRace(3, { ack: 2 }));
    expect(root().dataset).toMatchObject({ race: "3", busy: "false", work: "100" });
  });

  it("may send as many racers as it likes", () => {
    const model = draw();
    const more = makeRace(2);
    more.lanes.push({ ...more.lanes[1]!, about: { ...more.lanes[1]!.about, name: "Third" } });
    more.head.ends.push({ ...more.head.ends[1]!, name: "Third" });
    model.receive("shown", more);
    expect($$(".tc-plane")).toHaveLength(3);
    expect($$(".tc-race-label")).toHaveLength(3);
  });

  it("shows its error, keeps the race, and lets it be closed", () => {
    const model = draw();
    type("4");
    model.receive("problem", { ack: 1, what: "Too many", where: "here", why: "", fix: "" });
    expect($("[role=alert]").textContent).toContain("Too many");
    expect(root().dataset).toMatchObject({ race: "1", busy: "false" });
    $("[role=alert] button").click();
    expect($("[role=alert]").hidden).toBe(true);
  });

  it("refuses what is no number of clusters without asking", () => {
    const model = draw();
    for (const wrong of ["0", "7", "2.5", ""]) type(wrong);
    expect(request(model)).toBeUndefined();
    expect(k().value).toBe("2");
  });

  it("is not asked from a page", () => {
    draw(make({ readonly: true }));
    expect($$("input[type=number]").every((input) => (input as HTMLInputElement).disabled)).toBe(true);
    expect(host.textContent).toContain("No Python here.");
    press("End");
    expect(root().dataset.work).toBe("100");
  });

  it("that closed the widget changes nothing", () => {
    const model = draw();
    model.receive("shown", {});
    expect(root().dataset.race).toBe("1");
  });
});

describe("a display", () => {
  it("leaves nothing behind", () => {
    const model = draw();
    press(" ");
    unmount();
    expect(model.listeners).toBe(0);
    expect(host.childElementCount).toBe(0);
    const before = model.saved;
    vi.advanceTimersByTime(30_000);
    expect(model.saved).toBe(before);
  });

  it("leaves a field's keys to the field", () => {
    draw();
    press("End");
    press("ArrowLeft", $("input[type=number]"));
    press("t", $("input[type=number]"));
    expect(root().dataset.work).toBe("100");
    expect($(".tc-table").closest("section")!.classList).toContain("tc-hidden");
  });

  it("has nothing that axe minds", async () => {
    vi.useRealTimers();
    draw();
    press("t");
    press("?");
    const found = await axe.run(host, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 90)).join(" ")}`)).toEqual([]);
  });
});
