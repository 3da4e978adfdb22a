// @vitest-environment jsdom
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StaticModel } from "../../../src/core/static_model";
import { renderReason } from "../../../src/widgets/reason";

const WORDS = {
  "reason.label": "Reason", "reason.side": "Side?", "reason.write": "Write:", "reason.list": "It names:", "reason.commit": "Keep",
  "reason.models": "Models", "reason.rate": "Rate", "reason.page": "Stores nothing.", "reason.number": "a number ({which})",
  "reason.misquoted": "{said}? {known} ({what})",
};
const QUESTION = {
  key: "k", text: "Use it?", sides: ["use", "refuse"], names: ["who is harmed"], values: { share: [0.3] },
  models: [{ side: "use", text: "MODEL <b>one</b>" }, { side: "refuse", text: "other" }], ratings: ["whole", "part"],
};

let host: HTMLElement;
let model: StaticModel;
let close: () => void;
const $ = <T extends HTMLElement>(selector: string): T => host.querySelector<T>(selector)!;
const inputs = (type: string): HTMLInputElement[] => [...host.querySelectorAll<HTMLInputElement>(`input[type=${type}]`)];
const type = (text: string): void => {
  $<HTMLTextAreaElement>("textarea").value = text;
  $("textarea").dispatchEvent(new Event("input", { bubbles: true }));
};

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  host = document.createElement("div");
  document.body.append(host);
  model = new StaticModel({ words: WORDS, question: QUESTION, kept: {}, rating: "", problem: {} });
  close = renderReason(model, host);
});
afterEach(() => { close(); host.remove(); vi.unstubAllGlobals(); });

describe("a reason", () => {
  it("ticks a number as it is typed and tells one that is misquoted", () => {
    expect($(".tc-reason-number").textContent).toBe("○ a number (share)");
    type("It is 0.4");
    expect($(".tc-reason-note").textContent).toBe("0.4? 0.3 (share)");
    type("It is 0.3");
    expect($(".tc-reason-number").textContent).toBe("✔ a number (share)");
    expect($(".tc-reason-note").textContent).toBe("");
  });

  it("is kept once there is a text and a side, and shows the models after that", () => {
    const commit = $<HTMLButtonElement>("button");
    expect($(".tc-reason-after").hidden).toBe(true);
    type("It is 0.3");
    commit.click();
    expect(model.get("kept")).toEqual({});
    inputs("radio")[1]!.click();
    inputs("checkbox")[0]!.click();
    commit.click();
    expect(model.get("kept")).toEqual({ side: "refuse", text: "It is 0.3", named: ["who is harmed"] });
    expect($(".tc-reason-after").hidden).toBe(false);
    expect($(".tc-reason-model").textContent).toBe("use MODEL <b>one</b>");
    expect($<HTMLTextAreaElement>("textarea").readOnly).toBe(true);
    expect(document.activeElement).toBe($(".tc-reason-after"));
    inputs("radio")[3]!.click();
    expect(model.get("rating")).toBe("part");
  });

  it("says in a page that nothing is stored, and is in order for a screen reader", async () => {
    expect(host.textContent).toContain("Stores nothing.");
    const found = await axe.run(host, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } });
    expect(found.violations.map((one) => one.id)).toEqual([]);
  });
});
