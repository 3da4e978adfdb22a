// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { filesPanel } from "../../../src/widgets/sandbox/files";
import type { Painted } from "../../../src/widgets/sandbox/screen";
import { show, type Shown } from "../stepper/fake_screen";
import { plans } from "../../painter_wires";

let told: string[] = [];

function panel(readonly = false): Shown {
  told = [];
  return show((screen) => {
    screen.announce = (text) => { told.push(text); };
    return filesPanel(screen as unknown as Painted, 20);
  }, plans.density!, { readonly });
}

const field = ({ element }: Shown): HTMLInputElement => element.querySelector<HTMLInputElement>(".tc-points-text")!;
const press = ({ element }: Shown, act: string): void => element.querySelector<HTMLElement>(`[data-act='sandbox.${act}']`)!.click();

async function load(shown: Shown, text: string, size = text.length): Promise<void> {
  const input = shown.element.querySelector<HTMLInputElement>("input[type=file]")!;
  Object.defineProperty(input, "files", { value: [{ size, text: async () => text }], configurable: true });
  input.dispatchEvent(new Event("change"));
  await new Promise((done) => setTimeout(done, 0));
}

describe("files", () => {
  it("load points, and tell what is wrong with a bad one", async () => {
    const shown = panel();
    await load(shown, "x,y\n1,2\n3,4\n");
    expect(shown.edits).toEqual([{ kind: "points_set", to: [[1, 2], [3, 4]] }]);
    await load(shown, "1,2\n3,<img>");
    expect(shown.screen.session.problem).toMatchObject({ what: "sandbox.csv", where: expect.stringContaining("<img>") });
    await load(shown, "1,2", 3_000_000);
    expect(shown.screen.session.problem?.where).toContain("sandbox.csv.large");
    expect(shown.edits).toHaveLength(1);
  });

  it("save all points", () => {
    const made = vi.fn((_: Blob) => "blob:points");
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: made, revokeObjectURL: () => undefined }));
    press(panel(), "save");
    expect(made.mock.calls[0]![0].size).toBeGreaterThan(20);
  });

  it("carry them as text, which is copied, or marked where that is not allowed", async () => {
    const shown = panel();
    expect(field(shown).value).toMatch(/^1\.\d+\.[\w-]+$/);
    press(shown, "copy");
    await new Promise((done) => setTimeout(done, 0));
    expect(told).toEqual(["sandbox.selected"]);
    vi.stubGlobal("navigator", { clipboard: { writeText: async () => undefined } });
    press(shown, "copy");
    await new Promise((done) => setTimeout(done, 0));
    expect(told[1]).toContain("sandbox.copied");
    expect(field(panel(true)).value).toContain("#points=1.");
  });

  it("read a text that was pasted, and refuse another", () => {
    const shown = panel();
    field(shown).value = "1.2.rAKQA6wCwgM";
    field(shown).dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    expect(shown.edits).toEqual([{ kind: "points_set", to: [[1.5, 2], [3, 4.25]] }]);
    field(shown).value = "hello";
    press(shown, "read");
    expect(shown.screen.session.problem?.what).toBe("sandbox.text.bad");
  });
});
