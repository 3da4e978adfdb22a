// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/core/types";
import { problemPanel } from "../../src/shell/problem";

function start(readonly = false) {
  const session = { problem: null as Problem | null, readonly, requests: { slow: false }, forgetProblem: () => { session.problem = null; panel.update(); } };
  const panel = problemPanel({ session, words: (key) => key }, "Python is silent.");
  panel.update();
  const find = (selector: string): HTMLElement => panel.element.querySelector<HTMLElement>(selector)!;
  return { session, panel, alert: find("[role=alert]"), slow: find("[role=status]") };
}

const WHOLE: Problem = { ack: 1, what: "Too many clusters", where: "n_clusters=9", why: "There are 6 points.", fix: "n_clusters=6" };

describe("an error", () => {
  it("says what, where, why and how to mend it", () => {
    const { session, panel, alert } = start();
    expect(alert.hidden).toBe(true);
    session.problem = WHOLE;
    panel.update();
    expect(alert.hidden).toBe(false);
    expect(alert.textContent).toBe("Too many clusters (n_clusters=9)There are 6 points.problem.try n_clusters=6×");
    expect(alert.querySelector("code")!.textContent).toBe("n_clusters=6");
  });

  it("leaves out what is not known", () => {
    const { session, panel, alert } = start();
    session.problem = { ...WHOLE, where: "", fix: "" };
    panel.update();
    expect(alert.textContent).toBe("Too many clustersThere are 6 points.×");
  });

  it("goes when it is closed, and is text whatever it holds", () => {
    const { session, panel, alert } = start();
    session.problem = { ...WHOLE, why: "<img src=x onerror=alert(1)>" };
    panel.update();
    expect([alert.querySelector("img"), alert.textContent?.includes("<img")]).toEqual([null, true]);
    alert.querySelector("button")!.click();
    expect([alert.hidden, alert.childElementCount]).toEqual([true, 0]);
  });
});

describe("Python's silence", () => {
  it.each([[false, "Python is silent."], [true, ""]])("is told, but not in a page without Python (%s)", (readonly, text) => {
    const { session, panel, slow } = start(readonly);
    expect(slow.hidden).toBe(true);
    session.requests.slow = true;
    panel.update();
    expect([slow.textContent, slow.hidden]).toEqual([text, text === ""]);
  });
});
