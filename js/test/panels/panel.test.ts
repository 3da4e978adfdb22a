// @vitest-environment jsdom
import { expect, it } from "vitest";
import { panelOf } from "../../src/panels/panel";

it("panels in an element stand and are brought up to date in their order", () => {
  const updated: string[] = [];
  const part = (name: string) => ({ element: Object.assign(document.createElement("p"), { textContent: name }), update: () => updated.push(name) });
  const host = document.createElement("div");
  const panel = panelOf(host, part("a"), part("b"));
  expect([panel.element, host.textContent, updated]).toEqual([host, "ab", []]);
  panel.update();
  expect(updated).toEqual(["a", "b"]);
});
