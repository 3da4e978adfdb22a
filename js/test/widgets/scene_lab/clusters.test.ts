// @vitest-environment jsdom
import { expect, it } from "vitest";
import { clusterKey, sceneClusters, sceneEditor } from "../../../src/widgets/scene_lab/clusters";
import { screenOf } from "./fake_screen";
import { makeLegend } from "./made";

it("keys go from cluster to cluster and end at the ends", () => {
  const { session: { groups } } = screenOf({ shown: makeLegend({ group: [0, 2, 2] }) });
  expect(groups.map(({ id }) => id)).toEqual([0, 2]);
  const to = (key: string, id: number | null): number | null => clusterKey(key, id, groups);
  expect([to("ArrowDown", null), to("ArrowDown", 0), to("ArrowDown", 2), to("ArrowUp", null), to("ArrowUp", 2), to("Home", 2), to("End", 0), to("x", 0)])
    .toEqual([0, 2, 2, 2, 0, 0, 2, null]);
  expect(clusterKey("ArrowDown", null, [])).toBeNull();
});

it("a row lights its cluster, and a tap keeps it", () => {
  const screen = screenOf();
  const panel = sceneClusters(screen);
  panel.update();
  const row = panel.element.querySelectorAll("li")[1]!;
  row.dispatchEvent(Object.assign(new Event("pointerover", { bubbles: true }), { pointerType: "mouse" }));
  expect(screen.session.highlight.aim).toEqual({ kind: "cluster", cluster: 1 });
  row.click();
  panel.light!(screen.session.highlight.aim);
  expect(row.getAttribute("aria-current")).toBe("true");
  expect(row.className).toBe("tc-sc-lit");
});

it("what is typed stays while something else is answered", () => {
  const screen = screenOf();
  const editor = sceneEditor(screen);
  editor.update();
  editor.focus("name");
  expect(screen.told).toEqual(["scene.choose"]);
  screen.session.highlight.keep({ kind: "cluster", cluster: 1 });
  editor.update();
  const field = editor.element.querySelector<HTMLInputElement>("input[type=text]")!;
  field.value = "half a na";
  screen.session.highlight.pass({ kind: "point", point: 0 });
  editor.light!(null);
  editor.update();
  expect(field.value).toBe("half a na");
});
