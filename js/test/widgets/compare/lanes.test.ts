// @vitest-environment jsdom
import "../../parts";
import { describe, expect, it, vi } from "vitest";
import { renderCompare } from "../../../src/widgets/compare";
import { FakeModel } from "../../wire";
import { $$, mount, mountEach, press } from "../mounted";
import { makeCompare } from "./made";

const WORDS = { "compare.cluster": "Cluster {cluster} of {name}: {n} points", "compare.more": "{n} more" };
mountEach();

describe("the clusters under a plane", () => {
  const draw = (shown = makeCompare()): void => mount(renderCompare, new FakeModel({ shown, step: 0, widget: "compare", words: WORDS }));
  const legends = (): (string | null)[] => $$(".tc-compare-clusters").map((one) => one.textContent);

  it("are listed with letters that match, the largest first, once there are any", () => {
    draw();
    expect(legends()).toEqual(["", ""]);
    press("ArrowRight");
    press("ArrowRight");
    expect(legends()).toEqual([" B 4 A 2", " B 3 A 3"]);
  });

  it("light their points in every plane while one is kept", () => {
    draw();
    press("End");
    const [button] = $$(".tc-compare-cluster");
    button!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(button!.getAttribute("aria-label")).toMatch(/^Cluster . of One: 3 points$/);
    vi.advanceTimersByTime(50);
    expect($$(".tc-lane .tc-said")).toHaveLength(2);
  });
});
