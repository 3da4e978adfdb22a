// @vitest-environment jsdom
import { expect, test } from "vitest";
import { el } from "../../src/core/dom";
import { drawNested } from "../../src/core/nested";
import type { NestedView } from "../../src/core/types";
import { FakeModel } from "../wire";

function start() {
  const told: string[] = [];
  const removed: string[] = [];
  const model = new FakeModel({ opened: null });
  const view = (id: unknown): NestedView => ({
    el: el("p", {}, String(id)),
    remove: () => removed.push(String(id)),
    luminoWidget: { processMessage: ({ type }) => told.push(type) },
  });
  const manager = {
    get_model: async (id: string) => id,
    create_view: async (id: unknown) => {
      if (id === "broken") throw new Error("model not found");
      return view(id);
    },
  };
  const host = el("div");
  document.body.append(host);
  return { model: Object.assign(model, { widget_manager: manager }), host, told, removed };
}
const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

test("draws the widget that a trait names, then another, and takes it away", async () => {
  const { model, host, told, removed } = start();
  const end = drawNested(model, "opened", host);
  await settled();
  expect(host.textContent).toBe("");
  model.receive("opened", "IPY_MODEL_a");
  await settled();
  expect(host.textContent).toBe("a");
  expect(told).toEqual(["before-attach", "after-attach"]);
  model.receive("opened", "IPY_MODEL_b");
  await settled();
  expect([host.textContent, removed]).toEqual(["b", ["a"]]);
  end();
  expect([host.textContent, removed, told.at(-1)]).toEqual(["", ["a", "b"], "after-detach"]);
  expect(model.listeners).toBe(0);
});

test("a view that comes too late is not shown, and an error is", async () => {
  const { model, host, removed } = start();
  const end = drawNested(model, "opened", host);
  model.receive("opened", "IPY_MODEL_a");
  end();
  await settled();
  expect([host.textContent, removed]).toEqual(["", ["a"]]);
  drawNested(model, "opened", host);
  model.receive("opened", "IPY_MODEL_broken");
  await settled();
  expect(host.textContent).toContain("model not found");
});

test("a page without a manager draws nothing", async () => {
  const host = el("div");
  drawNested(new FakeModel({ opened: "IPY_MODEL_a" }), "opened", host);
  await settled();
  expect(host.childElementCount).toBe(0);
});
