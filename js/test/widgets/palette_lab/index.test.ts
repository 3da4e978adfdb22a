// @vitest-environment jsdom
import axe from "axe-core";
import { describe, expect, it, vi } from "vitest";
import { sliderKs } from "../../../src/widgets/palette_lab/session";
import { StaticModel } from "../../../src/core/static_model";
import type { ModelLike, Request } from "../../../src/core/types";
import { renderPaletteLab } from "../../../src/widgets/palette_lab";
import { makeFit, makePicture } from "./made";
import { FakeModel } from "../../wire";
import { $, $$, host, mount, mountEach, press, root, unmount } from "../mounted";

const WORDS = {
  "palette.status": "k = {k} in {space}", "palette.busy": "finding {k}", "palette.k.value": "{k} colors", "palette.few": "{k} colors",
  "palette.swipe.at": "{percent} percent", "palette.cloud.alt": "yaw {yaw} pitch {pitch} k {k} of {n}", "palette.swatch": "{hex} {name} {share}",
  "palette.axis.rgb": "R G B", "palette.axis.lab": "a L b", "palette.readonly": "No Python here.", "palette.photo.large": "Over {most} MB.",
};
/** Milliseconds for what builds much: 256 colours in jsdom, or axe, on a busy machine. */
const SLOW = 30_000;
const make = (more: Record<string, unknown> = {}): FakeModel => new FakeModel({
  picture: makePicture(), shown: makeFit(4), others: [], widget: "palette_lab", words: WORDS, ...more,
});

function draw<M extends ModelLike>(model: M): M {
  mount(renderPaletteLab, model);
  return model;
}
const asked = (model: FakeModel): Request => model.get("request") as Request;
const line = (): HTMLElement => $("[role=slider]");
const at = (): string | null => line().getAttribute("aria-valuenow");

/** Python answers the request that is on its way. */
function answer(model: FakeModel, k: number, more: Parameters<typeof makeFit>[1] = {}): void {
  model.receive("shown", makeFit(k, { ack: asked(model).id, ...more }));
}

mountEach();

describe("choosing k", () => {
  const field = (value: string): void => {
    const input = $<HTMLInputElement>("input[type=number]");
    input.value = value;
    input.dispatchEvent(new Event("change"));
  };
  const slide = (index: number): void => {
    const range = $<HTMLInputElement>("input[type=range]");
    range.value = String(index);
    range.dispatchEvent(new Event("input"));
  };
  it.each<[string, () => void, number]>([
    ["the field", () => field("25"), 25],
    ["the field, above what there is", () => field("999"), 256],
    ["the field, below", () => field("0"), 2],
    ["the field, between two", () => field("7.6"), 8],
    ["the slider's end", () => slide(sliderKs().length - 1), 256],
    ["the slider's start", () => slide(0), 2],
    ["plus", () => $$(".tc-small")[1]!.click(), 5],
    ["minus", () => $$(".tc-small")[0]!.click(), 3],
    ["the up arrow", () => press("ArrowUp"), 5],
    ["the down arrow", () => press("ArrowDown"), 3],
    ["PageUp", () => press("PageUp"), 8],
    ["PageDown", () => press("PageDown"), 2],
    ["digits", () => { press("6"); press("4"); }, 64],
  ])("by %s asks Python", (_, act, k) => {
    const model = draw(make());
    act();
    let last = asked(model);
    while (k !== (last.edit as { value?: number }).value) {
      answer(model, Number((last.edit as { value: number }).value));
      expect(asked(model).id).toBeGreaterThan(last.id);
      last = asked(model);
    }
    expect(last.edit).toEqual({ kind: "param", name: "k", value: k });
    expect($<HTMLInputElement>("input[type=number]").value).toBe(String(k));
    expect($(".tc-status").textContent).toBe(`finding ${k}`);
    answer(model, k);
    expect(root().dataset.k).toBe(String(k));
    expect($$(".tc-pal-strip i")).toHaveLength(k);
    expect($(".tc-status").textContent).toContain(`k = ${k}`);
    expect($(".tc-sentence").textContent).toBe(`${k} colors: a caption.`);
  }, SLOW);

  it("that is already shown asks nothing", () => {
    const model = draw(make());
    field("4");
    field("");
    expect(model.get("request")).toBeUndefined();
    expect($<HTMLInputElement>("input[type=number]").value).toBe("4");
  });

  it("has one request on its way, and the latest wins", () => {
    const model = draw(make());
    for (const index of [5, 9, 14, 20, 30]) slide(index);
    expect(asked(model)).toMatchObject({ id: 1, edit: { value: sliderKs()[5] } });
    answer(model, sliderKs()[5]!);
    expect(asked(model)).toMatchObject({ id: 2, edit: { value: sliderKs()[30] } });
    expect($<HTMLInputElement>("input[type=range]").value).toBe("30"); // it does not jump back
    answer(model, sliderKs()[30]!);
    expect(asked(model).id).toBe(2);
    expect(root().dataset.k).toBe(String(sliderKs()[30]));
  });

  it("doubles along the slider", () => {
    const ks = sliderKs();
    expect([ks[0], ks.at(-1)]).toEqual([2, 256]);
    for (const k of [4, 8, 16, 32, 64, 128]) expect(ks).toContain(k);
    expect(ks).toEqual([...new Set(ks)].sort((a, b) => a - b));
  });

  it("goes back to what is shown after an error, which is shown", () => {
    const model = draw(make());
    field("9");
    model.receive("problem", { ack: 1, what: "No such k.", where: "k=9", why: "", fix: "k=4" });
    expect($("[role=alert]").textContent).toContain("No such k.");
    expect($<HTMLInputElement>("input[type=number]").value).toBe("4");
    $("[role=alert] button").click();
    expect($("[role=alert]").hidden).toBe(true);
    field("10");
    answer(model, 10);
    expect(root().dataset.k).toBe("10");
  });
});

describe("the line", () => {
  it("is moved by keys, wherever the focus is in the widget", () => {
    draw(make());
    expect(at()).toBe("50");
    press("ArrowRight");
    expect(at()).toBe("52");
    press("ArrowLeft", root(), { shiftKey: true });
    expect(at()).toBe("42");
    press("Home");
    expect(at()).toBe("0");
    press("ArrowLeft");
    expect(at()).toBe("0");
    press("End");
    expect(at()).toBe("100");
    expect($(".tc-pal-right").hidden).toBe(true);
  });

  it("has the keys of a slider, and they go no further", () => {
    const model = draw(make());
    const outside = vi.fn();
    document.body.addEventListener("keydown", outside);
    press("ArrowUp", line());
    expect(at()).toBe("52");
    press("ArrowDown", line());
    press("ArrowDown", line());
    expect(at()).toBe("48");
    expect(line().getAttribute("aria-valuetext")).toBe("48 percent");
    document.body.removeEventListener("keydown", outside);
    expect(outside).not.toHaveBeenCalled();
    expect(model.get("request")).toBeUndefined();
  });

  it("follows the pointer while it is held, and clips the copy", () => {
    draw(make());
    const view = $(".tc-pal-view");
    vi.spyOn(view, "getBoundingClientRect").mockReturnValue({ left: 100, width: 400 } as DOMRect);
    const pointer = (type: string, clientX: number): boolean => view.dispatchEvent(new MouseEvent(type, { clientX, button: 0, bubbles: true }));
    pointer("pointermove", 480);
    expect(at()).toBe("50");
    pointer("pointerdown", 200);
    expect(at()).toBe("50"); // a tap keeps the color under it
    pointer("pointermove", 900);
    expect(at()).toBe("100");
    pointer("pointermove", 140);
    pointer("pointerup", 140);
    pointer("pointermove", 300);
    expect(at()).toBe("10");
    expect(line().style.left).toMatch(/^10(\.00)?%$/);
  });
});

describe("the picture", () => {
  it("is drawn in the palette's colours, or as a map of errors", () => {
    const puts: Uint8ClampedArray[] = [];
    const context = {
      createImageData: (w: number, h: number) => ({ data: new Uint8ClampedArray(4 * w * h) }),
      putImageData: ({ data }: { data: Uint8ClampedArray }) => puts.push(data),
    };
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(function (this: HTMLCanvasElement) {
      return (this.classList.contains("tc-pal-image") ? context : null) as never;
    });
    draw(make({ shown: makeFit(2) }));
    expect([...puts[0]!.slice(0, 8)]).toEqual([255, 0, 0, 255, 0, 255, 0, 255]);
    expect([...puts[1]!.slice(0, 8)]).toEqual([0, 0, 0, 255, 255, 0, 1, 255]);
    press("e");
    expect($("[data-act='palette.errors']").getAttribute("aria-pressed")).toBe("true");
    expect($(".tc-pal-key").hidden).toBe(false);
    expect([...puts[2]!.slice(0, 3)]).not.toEqual([0, 0, 0]);
    press("ArrowRight");
    expect(puts).toHaveLength(3); // moving the line paints nothing anew
    press("e");
    expect([...puts[3]!]).toEqual([...puts[1]!]);
  });

  it("shows no colour's share as nothing", () => {
    draw(make({ shown: makeFit(2, { shares: [0.99999, 0.00001] }) }));
    expect($$(".tc-pal-share").map((node) => node.textContent)).toEqual(["100 %", "< 0.1 %"]);
  });

  it("keeps hostile names as text", () => {
    const evil = "<img src=x onerror=alert(1)>";
    draw(make({ picture: makePicture(1, { name: evil, notices: [evil] }), shown: makeFit(2, { names: [evil, "b"], caption: evil }) }));
    expect(host.querySelector("img")).toBeNull();
    expect(host.textContent).toContain(evil);
  });
});

describe("the curve", () => {
  it("has the ks that were tried in this space", () => {
    const model = draw(make());
    expect($$(".tc-dot")).toHaveLength(1);
    press("ArrowUp");
    answer(model, 5);
    expect($$(".tc-dot")).toHaveLength(2);
    expect($$(".tc-now")).toHaveLength(1);
    press("c");
    answer(model, 5, { space: "lab" });
    expect($$(".tc-dot")).toHaveLength(1);
  });

  it("leaves out what lost nothing", () => {
    draw(make({ shown: makeFit(4, { psnr: null }) }));
    expect($$(".tc-dot, .tc-now")).toHaveLength(0);
  });
});

describe("the space", () => {
  it("is asked of Python, by button or key", () => {
    const model = draw(make());
    $("[data-act='palette.lab']").click();
    expect(asked(model).edit).toEqual({ kind: "param", name: "color_space", value: "lab" });
    answer(model, 4, { space: "lab" });
    expect(root().dataset.space).toBe("lab");
    expect($("[data-act='palette.lab']").getAttribute("aria-pressed")).toBe("true");
    press("c");
    expect(asked(model)).toMatchObject({ id: 2, edit: { value: "rgb" } });
  });

  it("is not asked for where it is shown", () => {
    const model = draw(make());
    $("[data-act='palette.rgb']").click();
    expect(model.get("request")).toBeUndefined();
  });
});

describe("the cloud", () => {
  const cloud = (): HTMLElement => $(".tc-pal-cloud");
  const said = (): string => $(".tc-pal-cloud canvas").getAttribute("aria-label")!;

  it("is turned by keys without touching the line", () => {
    draw(make());
    const before = said();
    press("ArrowRight", cloud());
    expect(said()).not.toBe(before);
    press("ArrowLeft", cloud());
    expect(said()).toBe(before);
    expect(at()).toBe("50");
    press("e", cloud());
    expect($("[data-act='palette.errors']").getAttribute("aria-pressed")).toBe("true");
  });

  it("is turned by the pointer while it is held", () => {
    draw(make());
    const before = said();
    const pointer = (type: string, clientX: number): boolean => cloud().dispatchEvent(new MouseEvent(type, { clientX, clientY: 5, button: 0, bubbles: true }));
    pointer("pointermove", 50);
    expect(said()).toBe(before);
    pointer("pointerdown", 50);
    pointer("pointermove", 90);
    expect(said()).not.toBe(before);
    pointer("pointerup", 90);
    const after = said();
    pointer("pointermove", 150);
    expect(said()).toBe(after);
  });
});

describe("an own photo", () => {
  const file = (): File => Object.assign(new File([new Uint8Array([1, 2, 3])], "mine.png"), {
    arrayBuffer: () => Promise.resolve(new Uint8Array([1, 2, 3]).buffer),
  });
  async function choose(chosen: File, size = 3): Promise<void> {
    const input = $<HTMLInputElement>("input[type=file]");
    if (size > 3) Object.defineProperty(chosen, "size", { value: size });
    Object.defineProperty(input, "files", { value: [chosen], configurable: true });
    input.dispatchEvent(new Event("change"));
    await vi.advanceTimersByTimeAsync(0);
  }

  it("goes to Python as bytes and comes back as the picture", async () => {
    const model = draw(make());
    await choose(file());
    const { edit } = asked(model) as { edit: { kind: "photo"; name: string; bytes: DataView } };
    expect(edit).toMatchObject({ kind: "photo", name: "mine.png" });
    expect([...new Uint8Array(edit.bytes.buffer)]).toEqual([1, 2, 3]);
    model.values.set("picture", makePicture(2));
    answer(model, 4, { picture: 2 });
    expect(root().dataset.picture).toBe("2");
    expect($(".tc-head .tc-muted").textContent).toContain("palette.about");
    expect($(".tc-pal-image").getAttribute("aria-label")).toContain("palette.original.alt");
  });

  it("that no server would take is refused here", async () => {
    const model = draw(make());
    await choose(file(), 9e6);
    expect(model.get("request")).toBeUndefined();
    expect($("[role=alert]").textContent).toContain("Over 8 MB.");
  });

  it("is chosen by button and key", () => {
    draw(make());
    const click = vi.spyOn($<HTMLInputElement>("input[type=file]"), "click").mockImplementation(() => undefined);
    $("[data-act='palette.photo']").click();
    press("o");
    expect(click).toHaveBeenCalledTimes(2);
  });
});

describe("a page without Python", () => {
  const page = (): StaticModel => new StaticModel({
    picture: makePicture(), shown: { k: 8 }, others: [2, 4, 8, 16].map((k) => makeFit(k)), widget: "palette_lab", words: WORDS,
  });

  it("has the ks that are in it", () => {
    draw(page());
    expect(root().dataset.k).toBe("8");
    expect(host.textContent).toContain("No Python here.");
    press("ArrowUp");
    expect(root().dataset.k).toBe("16");
    press("ArrowUp");
    expect(root().dataset.k).toBe("16");
    press("5");
    expect(root().dataset.k).toBe("4");
    press("PageDown");
    expect(root().dataset.k).toBe("2");
    const range = $<HTMLInputElement>("input[type=range]");
    expect(range.max).toBe("3");
    range.value = "2";
    range.dispatchEvent(new Event("input"));
    expect(root().dataset.k).toBe("8");
  });

  it("offers nothing that needs Python", () => {
    draw(page());
    for (const act of ["palette.photo", "palette.rgb", "palette.lab"]) expect($<HTMLButtonElement>(`[data-act='${act}']`).disabled).toBe(true);
    const click = vi.spyOn($<HTMLInputElement>("input[type=file]"), "click").mockImplementation(() => undefined);
    press("o");
    press("c");
    expect(click).not.toHaveBeenCalled();
    expect(root().dataset.space).toBe("rgb");
  });
});

describe("the widget", () => {
  it("says its caption politely and tells when Python is silent", () => {
    const model = draw(make());
    press("ArrowUp");
    vi.advanceTimersByTime(3500);
    expect($(".tc-slow").hidden).toBe(false);
    answer(model, 5);
    vi.advanceTimersByTime(1500);
    expect($("[aria-live=polite]").textContent).toBe("5 colors: a caption.");
    expect($(".tc-slow").hidden).toBe(true);
  });

  it("has two displays that show the same", () => {
    const model = draw(make());
    const second = document.createElement("div");
    document.body.append(second);
    const closeSecond = renderPaletteLab(model, second);
    press("ArrowUp");
    answer(model, 5);
    expect(second.querySelector<HTMLElement>(".teachclust")!.dataset.k).toBe("5");
    closeSecond();
    second.remove();
    press("ArrowUp");
    expect(asked(model).id).toBe(2);
  });

  it("leaves nothing behind", () => {
    const model = draw(make());
    press("ArrowUp");
    unmount();
    expect(model.listeners).toBe(0);
    expect(host.childElementCount).toBe(0);
    const before = model.saved;
    vi.advanceTimersByTime(5000);
    expect(model.saved).toBe(before);
  });

  it("survives Python's closing", () => {
    const model = draw(make());
    model.receive("shown", {});
    expect(root().dataset.k).toBe("4");
  });

  it("has a table behind the picture, and in sight when asked for", () => {
    draw(make());
    expect($(".tc-pal-table").classList).toContain("tc-hidden");
    expect($$(".tc-pal-table tbody tr")).toHaveLength(4);
    press("t");
    expect($(".tc-pal-table").classList).not.toContain("tc-hidden");
  });

  it("has nothing that axe minds", async () => {
    vi.useRealTimers();
    draw(make());
    press("t");
    press("?");
    press("e");
    const found = await axe.run(host, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 90)).join(" ")}`)).toEqual([]);
  }, SLOW);
});
