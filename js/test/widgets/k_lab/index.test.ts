// @vitest-environment jsdom
import "../../parts";
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { renderKLab } from "../../../src/widgets/k_lab";
import { makeScanWire } from "./made";
import { FakeModel } from "../../wire";
import { $, $$, click, host, mount, mountEach, press, root, unmount } from "../mounted";

const WORDS = {
  "k_lab.now": "k = {k}", "k_lab.next": "Next: k = {k}", "k_lab.end": "Largest k", "k_lab.silhouettes.mean": "mean {value}",
  "k_lab.curves.alt": "At {k}: {values}", "k_lab.status": "k = {k} of {first} to {last}", "k_lab.table.choose": "Choose k = {k}",
  "k_lab.silhouettes.below": "{n} < 0", "status.readonly": "No Python here.",
};
const make = (more: Record<string, unknown> = {}): FakeModel => new FakeModel({
  trace: makeScanWire(1), scaled: makeScanWire(2, 7), step: 1, features: "raw", widget: "k_lab", words: WORDS, ...more,
});

const draw = (model = make()): FakeModel => { mount(renderKLab, model); return model; };

mountEach();

/** Everything that must tell of the same k. */
function shown(): Record<string, string | undefined | null> {
  return {
    data: root().dataset.k,
    field: $<HTMLInputElement>("input[type=number]").value,
    scrub: $("input[type=range]").getAttribute("aria-valuetext"),
    chosen: $(".tc-k-chosen").textContent,
    caption: $(".tc-sentence").textContent,
    table: $(".tc-k-tables .tc-lit th").textContent,
    bars: String($$(".tc-silhouette-bar").length),
  };
}

const AT: Record<number, ReturnType<typeof shown>> = {
  1: { data: "1", field: "1", scrub: "k = 1", chosen: "1", caption: "k = 1: inertia 90.", table: "1", bars: "0" },
  2: { data: "2", field: "2", scrub: "k = 2", chosen: "2", caption: "k = 2: inertia 20.", table: "2", bars: "2" },
  4: { data: "4", field: "4", scrub: "k = 4", chosen: "4", caption: "k = 4: nobody prefers this one.", table: "4", bars: "4" },
};

describe("choosing k", () => {
  const field = (value: string): void => {
    const input = $<HTMLInputElement>("input[type=number]");
    input.value = value;
    input.dispatchEvent(new Event("change"));
  };
  const scrub = (): void => {
    const range = $<HTMLInputElement>("input[type=range]");
    range.value = "2";
    range.dispatchEvent(new Event("input"));
  };
  it.each<[string, () => void, number]>([
    ["nothing", () => undefined, 2],
    ["a press on the curves", () => click("[data-choose='2']"), 4],
    ["the right arrow", () => press("ArrowRight"), 4],
    ["the left arrow", () => press("ArrowLeft"), 1],
    ["Home", () => press("Home"), 1],
    ["End", () => press("End"), 4],
    ["a digit", () => press("4"), 4],
    ["a digit that is not there", () => press("3"), 2],
    ["the field", () => field("4"), 4],
    ["the field, above what there is", () => field("99"), 4],
    ["the field, between two", () => field("0"), 1],
    ["an empty field", () => field(""), 2],
    ["plus", () => $$(".tc-small")[1]!.click(), 4],
    ["minus", () => $$(".tc-small")[0]!.click(), 1],
    ["the next button", () => click(".tc-primary"), 4],
    ["the scrubber", scrub, 4],
    ["a row of the table", () => { press("t"); click("[aria-label='Choose k = 4']"); }, 4],
  ])("by %s changes everything", (_, act, k) => {
    draw();
    act();
    expect(shown()).toEqual(AT[k]);
  });

  it("names what is preferred once every k has been on screen", () => {
    draw();
    press("End");
    press("ArrowLeft");
    expect(shown().caption).toBe("k = 2: silhouette and gap prefer it.");
  });

  it("takes two digits that come soon after each other as one number", () => {
    const wire = makeScanWire();
    wire.scan.k = [1, 2, 12];
    draw(make({ trace: wire }));
    press("1");
    expect(root().dataset.k).toBe("1");
    press("2");
    expect(root().dataset.k).toBe("12");
    vi.advanceTimersByTime(2000);
    press("2");
    expect(root().dataset.k).toBe("2");
  });

  it("runs through all k and stops at the last", () => {
    draw();
    press("Home");
    press(" ");
    expect(root().dataset.playing).toBe("true");
    vi.advanceTimersByTime(5000);
    expect(shown()).toEqual(AT[4]);
    expect(root().dataset.playing).toBe("false");
    expect($(".tc-primary").getAttribute("aria-disabled")).toBe("true");
    expect($(".tc-primary").textContent).toBe("Largest k");
  });

  it("tells Python, once for a burst", () => {
    const model = draw();
    press("Home");
    press("End");
    vi.advanceTimersByTime(200);
    expect(model.values.get("step")).toBe(2);
    expect(model.saved).toBe(1);
  });

  it("leaves a field's keys to the field", () => {
    draw();
    press("4", $("input[type=number]"));
    press("ArrowLeft", $("input[type=number]"));
    expect(root().dataset.k).toBe("2");
  });
});

describe("the verdict", () => {
  const dots = (): number => $$(".tc-k-curves .tc-dot").length;
  const told = (): [number, number, number, string] =>
    [dots(), $$(".tc-k-fan").length, $$(".tc-k-note").length, $(".tc-frame > .tc-notes span").style.visibility];

  it("grows with the k that were looked at, and stays", () => {
    draw(make({ step: 0 }));
    expect(told()).toEqual([2, 0, 0, "hidden"]);
    press("ArrowRight");
    expect(told()).toEqual([6, 0, 0, "hidden"]);
    press("ArrowRight");
    expect(told()).toEqual([10, 3, 4, ""]);
    press("Home");
    expect(told()).toEqual([10, 3, 4, ""]);
    expect($(".tc-k-tables").textContent).toContain("★");
  });

  it("is not in the table before", () => {
    draw(make({ step: 0 }));
    expect($(".tc-k-tables").textContent).not.toContain("★");
    expect($(".tc-k-tables").textContent).not.toContain("0.800");
  });

  it("is there at once where it is asked for", () => {
    draw(make({ step: 0, future: true }));
    expect(told()).toEqual([10, 3, 4, ""]);
  });
});

describe("features", () => {
  it("switch at the same k and back, and tell Python", () => {
    const model = draw();
    press("End");
    press("s");
    expect(root().dataset).toMatchObject({ features: "scaled", k: "4" });
    expect(model.values.get("features")).toBe("scaled");
    press("Home");
    expect($("svg.tc-k-curves").getAttribute("aria-label")).toContain("Inertia 97.0");
    click("[data-act='k_lab.raw']");
    expect(root().dataset).toMatchObject({ features: "raw", k: "1" });
    expect($("svg.tc-k-curves").getAttribute("aria-label")).toContain("Inertia 90.0");
    expect($("[data-act='k_lab.raw']").getAttribute("aria-pressed")).toBe("true");
  });

  it("keep the nearest k where a scan was cut short", () => {
    const scaled = makeScanWire(2);
    scaled.scan.k = [1, 2];
    scaled.head.frames.kind = ["visit", "visit"];
    draw(make({ scaled }));
    press("End");
    press("s");
    expect(root().dataset).toMatchObject({ features: "scaled", k: "2" });
    press("End");
    expect(root().dataset.k).toBe("2");
  });

  it("are not offered where only one scan was sent", () => {
    draw(make({ scaled: {} }));
    expect($(".tc-k-features").hidden).toBe(true);
    press("s");
    expect(root().dataset.features).toBe("raw");
  });

  it("start as the model says", () => {
    draw(make({ features: "scaled", step: 2 }));
    expect(root().dataset).toMatchObject({ features: "scaled", k: "4" });
  });
});

describe("the panel", () => {
  it("shows bands until they are switched off", () => {
    draw();
    expect($$(".tc-k-band, .tc-k-bars")).toHaveLength(2);
    press("b");
    expect($$(".tc-k-band, .tc-k-bars")).toHaveLength(0);
    expect($("[data-act='control.bands']").getAttribute("aria-pressed")).toBe("false");
  });

  it("has the table behind the picture, without traps for the keyboard", () => {
    draw();
    expect($(".tc-k-tables").classList).toContain("tc-hidden");
    expect($$(".tc-k-tables button")).toHaveLength(0);
    const text = $(".tc-k-tables").textContent!;
    expect(text).toContain("0.800");
    press("t");
    expect($(".tc-k-tables").classList).not.toContain("tc-hidden");
    expect($$(".tc-k-tables button").map((b) => b.getAttribute("aria-pressed"))).toEqual(["false", "true", "false"]);
  });

  it("says the caption politely, and no sentence about missing Python in a page", () => {
    draw(make({ readonly: true }));
    press("End");
    vi.advanceTimersByTime(1500);
    expect($("[aria-live=polite]").textContent).toBe("k = 4: nobody prefers this one.");
    expect(host.textContent).not.toContain("No Python");
  });

  it("shows an error of Python and lets it be closed", () => {
    const model = draw();
    model.receive("problem", { ack: 0, what: "Broken", where: "here", why: "", fix: "" });
    expect($("[role=alert]").textContent).toContain("Broken");
    $("[role=alert] button").click();
    expect($("[role=alert]").hidden).toBe(true);
  });

  it("keeps hostile names as text", () => {
    const wire = makeScanWire();
    const evil = "<img src=x onerror=alert(1)>";
    wire.head.subtitle = wire.head.notices[0] = wire.scan.criteria[0]!.name = wire.head.frames.caption[1] = evil;
    draw(make({ trace: wire }));
    press("t");
    expect(host.querySelector("img")).toBeNull();
    expect(host.textContent).toContain(evil);
  });

  it("leaves nothing behind", () => {
    const model = draw();
    press(" ");
    unmount();
    expect(model.listeners).toBe(0);
    expect(host.childElementCount).toBe(0);
    const before = model.saved;
    vi.advanceTimersByTime(5000);
    expect(model.saved).toBe(before);
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
