// @vitest-environment jsdom
/** Widgets of a page are drawn by the code they are given; what all pages of a site share is put in. */
import { beforeEach, expect, it } from "vitest";
import { drawPage, pageData, type Part } from "../src/drawn_page";

const ran: string[] = [];
const CODE: Record<string, Part> = {
  core: (_, give) => { ran.push("core"); give("the core"); },
  part_tree: (core) => { ran.push(`part of ${core}`); },
  stepper: (core, give) => {
    ran.push("stepper");
    give({ render: ({ model, el }: { model: { get(name: string): unknown }; el: HTMLElement }) => { el.textContent = `${core}: ${JSON.stringify(model.get("words"))}`; } });
  },
};
const settled = (): Promise<void> => new Promise((done) => { setTimeout(done, 20); });

beforeEach(() => {
  ran.length = 0;
  document.body.innerHTML = "";
});

it("runs core, parts, and each module once, and puts in the common blocks and the page's own", async () => {
  document.body.innerHTML = `<div id="slot-1"></div><div id="slot-2"></div>
    <script type="application/json" class="teachclust-widget" data-slot="slot-1">{"widget": "stepper", "traits": {"words": {"$block": "all"}}}</script>
    <script type="application/json" class="teachclust-widget" data-slot="slot-2">{"widget": "stepper", "traits": {"words": {"$block": "own"}}}</script>
    <script type="application/json" id="teachclust-blocks">{"own": "mine"}</script>`;
  drawPage(CODE, { all: { a: "A" } });
  await settled();
  expect(document.getElementById("slot-1")!.textContent).toBe('the core: {"a":"A"}');
  expect(document.getElementById("slot-2")!.textContent).toBe('the core: "mine"');
  expect(ran).toEqual(["core", "part of the core", "stepper"]);
});

it("leaves a page without widgets, and one without code, as it is", () => {
  expect(() => drawPage({})).not.toThrow();
  expect(pageData("nothing")).toEqual({});
});
