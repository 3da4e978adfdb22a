// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { Request } from "../../../src/core/types";
import { rulesPanel } from "../../../src/widgets/metric_lab/rules";
import { makeState, screenOf } from "./made";

describe("the rules", () => {
  it("ask for a change of the chosen cluster, or of all", () => {
    const screen = screenOf();
    screen.session.subscribe(() => undefined);
    const { element, update } = rulesPanel(screen);
    update();
    const asked = (act: string): unknown => {
      element.querySelector<HTMLElement>(`[data-act="metric_lab.${act}"]`)!.click();
      const request = screen.model.get("request") as Request;
      screen.model.receive("shown", makeState({ id: request.id + 1, ack: request.id }));
      return request.edit;
    };
    expect(asked("split")).toEqual({ kind: "split", cluster: 0 });
    element.querySelector("select")!.value = "2";
    update();
    expect(asked("merge")).toEqual({ kind: "merge", cluster: 0, into: 2 });
    for (const kind of ["shuffle", "each_alone", "all_together", "reset"]) expect(asked(kind)).toEqual({ kind });
  });
  it("that make nothing of what is chosen are disabled, and all where a lesson says so", () => {
    const screen = screenOf({ shown: makeState({ of: new Array(24).fill(0) }) });
    const { element, update } = rulesPanel(screen);
    const off = (): string[] => [...element.querySelectorAll<HTMLElement>('[aria-disabled="true"]')].map((one) => one.dataset["act"]!);
    screen.chosen = 5;
    update();
    expect(off()).toEqual(["metric_lab.merge", "metric_lab.split", "transport.undo", "transport.redo"]);
    screen.model.set("controls", "steps");
    update();
    expect(off()).toContain("metric_lab.reset");
  });
});
